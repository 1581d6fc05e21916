"""The masthead and the menus: what every page has around it, in one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from articles.models import Masthead, MenuPlace

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

_OWN = {"id", "key", "name", "tagline", "description", "footer"}
WORDS = tuple(
    field.name for field in Masthead._meta.concrete_fields if field.name not in _OWN
)
_LINK = ("place", "order", "label", "path", "section__slug", "page__slug")
_MENU = tuple(f"menu__{name}" for name in _LINK)


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
        Masthead.objects.filter(key="site")
        .order_by("menu__place", "menu__order")
        .values("name", "tagline", "description", "footer", *WORDS, *_MENU)
    )
    return _frame(request, rows[0] if rows else defaults(), rows)


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
    placed = [row for row in rows if row["menu__place"] is not None]
    nav = [_target(row) for row in placed if row["menu__place"] == MenuPlace.HEADER]
    footer = [_target(row) for row in placed if row["menu__place"] == MenuPlace.FOOTER]
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
    )
    return Frame(request, site, {name: words[name] for name in WORDS})


def _target(row: Mapping[str, Any]) -> tuple[str, str]:
    if row["menu__section__slug"]:
        return row["menu__label"], f"/sections/{row['menu__section__slug']}/"
    if row["menu__page__slug"]:
        return row["menu__label"], f"/{row['menu__page__slug']}/"
    return row["menu__label"], row["menu__path"]


def _is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
