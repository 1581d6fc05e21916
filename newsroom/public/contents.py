"""From what an article says to its page, whether it is published or still written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles import body
from articles.ledger import Ledger
from articles.models import Rendering, Section

from .cards import about_card, related_cards
from .citing import ArticleNotebook
from .entries import joined
from .html import bullets, rendered
from .inputs import EditionLine, Link, Notice, Picture, Row
from .pages import ArticlePage
from .site import Frame

NEWS = Link("News", "/news/")
RELATED_ARTICLES = 6

Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Content:
    """What the page of an article is made from.

    `key_points` and `body` are Markdown and `made` is their HTML; the rows are those
    of `cards.ABOUT_COLUMNS`, `cards.RELATED_COLUMNS` and names with slugs.
    """

    headline: str
    dek: str
    byline: str
    section: Section | None
    key_points: str
    body: str
    made: Rendering
    ledger: Ledger
    edition: EditionLine
    picture: Picture | None
    topics: Rows
    about: Rows
    related: Rows
    notices: tuple[Notice, ...] = ()


def article_page(around: Frame, content: Content) -> ArticlePage:
    """The page as readers get it; no query."""
    about = sorted(content.about, key=lambda row: row["title"])
    notebook = ArticleNotebook(content.ledger, around.words)
    by_key = {known.key: known for known in content.ledger.facts}
    notebook.number(body.citations(content.key_points, content.body), by_key)
    unknown: list[Row] = []
    for row in about:
        unknown = joined(unknown, notebook.absences(row["pk"]))
    sections = section_links(content.section)
    minutes = body.reading_minutes(content.made.words)
    return ArticlePage(
        breadcrumbs=(NEWS, *sections),
        kickers=sections,
        headline=content.headline,
        dek=content.dek,
        byline=content.byline,
        edition=content.edition,
        reading=f"{minutes} minute{'s' if minutes > 1 else ''}",
        points=bullets(content.made.key_points),
        notices=content.notices,
        picture=content.picture,
        body=rendered(content.made.body),
        topics=_topics(content.topics),
        about=tuple(about_card(row) for row in about),
        unknown=tuple(unknown),
        related=related_cards(content.related)[:RELATED_ARTICLES],
        sources=notebook.sources,
    )


def section_links(section: Section | None) -> tuple[Link, ...]:
    if section is None:
        return ()
    return (Link(section.title, section.get_absolute_url()),)


def _topics(rows: Rows) -> tuple[Link, ...]:
    """Each topic once, in the order that the desk gives them."""
    ordered = sorted(rows, key=lambda row: (row.get("order", 0), row["name"]))
    links = (Link(row["name"], f"/topics/{row['slug']}/") for row in ordered)
    return tuple({link.url: link for link in links}.values())
