"""The masthead and the menus: what every page has around it, in one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from articles.models import Masthead, MenuItem, MenuPlace

from .folded import json_list, json_rows
from .html import markdown_line
from .inputs import Link, Meta, Site

# Where the desk has made no masthead yet.
NAME = "Newsroom"
NAV = (
    ("News", "/news/"),
    ("Shows", "/shows/"),
    ("People", "/people/"),
    ("Sources", "/sources/"),
    ("Search", "/search/"),
)

FEEDS = (("news", "/news/feed/"), ("corrections", "/corrections/feed/"))

_OWN = {"id", "key", "name", "tagline", "description", "footer"}
WORDS = tuple(
    field.name for field in Masthead._meta.concrete_fields if field.name not in _OWN
)
_TEXTS = ("name", "tagline", "description", "footer", *WORDS)
_LINK = ("place", "order", "label", "path", "section__slug", "page__slug")


@dataclass(frozen=True)
class Frame:
    """What is around a page, and the sentences that editors have written for it."""

    request: HttpRequest
    site: Site
    words: Mapping[str, str]

    def address(self, path: str) -> str:
        return self.request.build_absolute_uri(path)

    def render(
        self, template: str, page: Any, meta: Meta, *, status: int = 200
    ) -> HttpResponse:
        """The page as a response. Renders without the request: no page of the
        reader's site can depend on who reads it."""
        context = {"site": self.site, "words": self.words, "meta": meta, "page": page}
        return HttpResponse(render_to_string(template, context), status=status)


def frame(request: HttpRequest) -> Frame:
    """The masthead for this request, or plain defaults without one; 1 query."""
    rows = list(
        Masthead.objects.filter(key="site").values(
            *_TEXTS, *(f"menu__{name}" for name in _LINK)
        )
    )
    links = [{name: row[f"menu__{name}"] for name in _LINK} for row in rows]
    return _frame(request, rows[0] if rows else defaults(), links)


def with_frame(rows: QuerySet) -> QuerySet:
    """Adds the masthead to the query of what a page shows; `framed` reads it."""
    return rows.annotate(
        masthead_row=json_list(Masthead.objects.filter(key="site"), *_TEXTS),
        menu_rows=json_rows(
            MenuItem.objects.filter(masthead__key="site"),
            **{name: name for name in _LINK},
        ),
    )


def framed(request: HttpRequest, row: Any) -> Frame:
    """The frame that came with the row; no query."""
    texts = row.masthead_row
    words = dict(zip(_TEXTS, texts, strict=True)) if texts else defaults()
    return _frame(request, words, row.menu_rows or ())


def default_frame(request: HttpRequest) -> Frame:
    """The frame without the database: what the fields of the masthead start with."""
    return _frame(request, defaults(), ())


def defaults() -> dict[str, str]:
    return {
        field.name: str(field.get_default() or "")
        for field in Masthead._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
    } | {"name": NAME}


def _frame(
    request: HttpRequest, words: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]
) -> Frame:
    placed = [row for row in rows if row["place"] is not None]
    placed.sort(key=lambda row: (row["place"], row["order"]))
    nav = [_target(row) for row in placed if row["place"] == MenuPlace.HEADER]
    footer = [_target(row) for row in placed if row["place"] == MenuPlace.FOOTER]
    site = Site(
        name=words["name"],
        tagline=words["tagline"],
        description=words["description"] or words["tagline"] or words["name"],
        nav=tuple(
            Link(label, url, is_current=_is_current(request.path, url))
            for label, url in (nav or NAV)
        ),
        footer=tuple(Link(label, url) for label, url in footer),
        footer_text=markdown_line(words["footer"]) if words["footer"] else "",
        feeds=tuple(Link(f"{words['name']}: {of}", url) for of, url in FEEDS),
    )
    return Frame(request, site, {name: words[name] for name in WORDS})


def _target(row: Mapping[str, Any]) -> tuple[str, str]:
    if row["section__slug"]:
        return row["label"], f"/sections/{row['section__slug']}/"
    if row["page__slug"]:
        return row["label"], f"/{row['page__slug']}/"
    return row["label"], row["path"]


def _is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
