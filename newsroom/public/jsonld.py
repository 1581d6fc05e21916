"""The same facts for machines, in the words of schema.org.

A value goes in only if a checked passage supports it: whoever calls hands over
supported cells, and nothing here looks for more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from catalog.dates import PartialDate
from catalog.sheets import Cell, Role

from .cells import Notebook
from .inputs import Evidence, Link, Notice
from .pages import ArticlePage, RetractedPage

Data = dict[str, Any]
Address = Callable[[str], str]

_JOBS = {
    "Director": "director",
    "Creator": "creator",
    "Writer": "author",
    "Executive producer": "producer",
    "Co-executive producer": "producer",
    "Producer": "producer",
    "Showrunner": "producer",
}
_COMPANIES = {"Production company", "Studio"}


def breadcrumb_list(links: Iterable[Link], address: Address) -> Data:
    """https://developers.google.com/search/docs/appearance/structured-data/breadcrumb"""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": link.label,
                "item": address(link.url),
            }
            for position, link in enumerate(links, start=1)
        ],
    }


def website(name: str, description: str, address: Address) -> Data:
    return {
        "@type": "WebSite",
        "name": name,
        "description": description,
        "url": address("/"),
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{address('/search/')}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def news_article(
    page: ArticlePage,
    *,
    description: str,
    path: str,
    published: str,
    modified: str,
    publisher: str,
    address: Address,
) -> Data:
    """The article with the reports it rests on as its citations."""
    found: Data = {
        "@type": "NewsArticle",
        "headline": page.headline,
        "description": description,
        "url": address(path),
        "mainEntityOfPage": address(path),
        "datePublished": published,
        "dateModified": modified,
        "author": {"@type": "Organization", "name": page.byline},
        "publisher": {"@type": "Organization", "name": publisher, "url": address("/")},
        "about": [
            {"@type": "Thing", "name": about.title, "url": address(about.url)}
            for about in page.about
        ],
        "citation": citations(page.sources, address),
        "correction": corrections(page.notices),
    }
    if page.picture:
        found["image"] = address(page.picture.src)
    return _without_empty(found)


def retracted_article(
    page: RetractedPage, *, path: str, published: str, publisher: str, address: Address
) -> Data:
    """An article of which its headline and the reason for taking it back are left."""
    return {
        "@type": "NewsArticle",
        "headline": page.headline,
        "url": address(path),
        "mainEntityOfPage": address(path),
        "datePublished": published,
        "dateModified": page.edition.live_from.datetime,
        "creativeWorkStatus": "Retracted",
        "correction": corrections([page.notice]),
        "publisher": {"@type": "Organization", "name": publisher, "url": address("/")},
    }


def corrections(notices: Iterable[Notice]) -> list[Data]:
    """https://schema.org/CorrectionComment; updates are none."""
    return [
        {
            "@type": "CorrectionComment",
            "text": notice.text,
            "datePublished": notice.date.datetime if notice.date else "",
        }
        for notice in notices
        if notice.kind != "update"
    ]


def citations(sources: Iterable[Evidence], address: Address) -> list[Data]:
    """Every report quoted in the evidence, once."""
    found = {}
    for evidence in sources:
        for passage in evidence.passages:
            path = passage.url.partition("#")[0]
            found[path] = _without_empty(
                {
                    "@type": "CreativeWork",
                    "name": passage.headline,
                    "url": address(path),
                    "datePublished": passage.date.datetime if passage.date else "",
                    "publisher": passage.outlet
                    and {"@type": "Organization", "name": passage.outlet},
                }
            )
    return list(found.values())


def entry(
    kind: str,
    name: str,
    path: str,
    *,
    cells: Iterable[Cell],
    roles: Iterable[Role],
    notebook: Notebook,
    address: Address,
    columns: Mapping[str, str],
    more: Data | None = None,
) -> Data:
    """An entry with those of its values that are supported.

    `columns` says which column of the catalogue is which property. A date goes in
    where ISO 8601 has a form for it.
    """
    found: Data = {"@type": kind, "name": name, "url": address(path)}
    for cell in cells:
        if notebook.is_supported(cell):
            _put(found, cell, columns, address)
    for role in roles:
        if notebook.is_supported(role) and not role.planned:
            _credit(found, role, address)
    return _without_empty(found | (more or {}))


def _put(found: Data, cell: Cell, columns: Mapping[str, str], address: Address) -> None:
    if cell.column in columns:
        value = cell.value
        if isinstance(value, PartialDate):
            value = value.machine
        elif cell.column == "runtime":
            value = f"PT{value}M"
        found[columns[cell.column]] = value
    elif cell.row == "genre":
        found.setdefault("genre", []).append(cell.text)
    elif cell.row == "company_credit" and cell.label in _COMPANIES:
        company = {"@type": "Organization", **_thing(cell.text, cell.url, address)}
        found.setdefault("productionCompany", []).append(company)
    elif cell.row == "title":
        found.setdefault("alternateName", []).append(cell.text)


def _credit(found: Data, role: Role, address: Address) -> None:
    person = {
        "@type": "Person",
        **_thing(role.person.title, role.person.url, address),
    }
    if role.group != "cast":
        if role.label in _JOBS:
            people = found.setdefault(_JOBS[role.label], [])
            if person not in people:
                people.append(person)
        return
    actor: Data = person
    if role.character is not None:
        actor = {
            "@type": "PerformanceRole",
            "actor": person,
            "characterName": role.character.title,
        }
    actors = found.setdefault("actor", [])
    if actor not in actors:
        actors.append(actor)


def _thing(name: str, url: str, address: Address) -> Data:
    return {"name": name, "url": address(url)} if url else {"name": name}


def part_of(kind: str, name: str, path: str, address: Address) -> Data:
    return {"@type": kind, "name": name, "url": address(path)}


def _without_empty(found: Data) -> Data:
    return {key: value for key, value in found.items() if value not in ("", [], None)}
