"""Cards: an article or an entry in short, as it stands in lists."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from articles.models import Edition, EditionCitation
from catalog.models import EntryKind
from catalog.sheets import Cell, column_cells

from .cells import Notebook, counted, moment, sentence_case
from .inputs import Card, Link, ShowCard, Value
from .pictures import draw, drawn, picture_of

ARTICLES_ON_AN_ENTRY = 6


# --- Articles ----------------------------------------------------------------------


def editions_for_cards(rows: Any) -> QuerySet[Edition]:
    """Cards with their tallies, newest first; one query."""
    cited = EditionCitation.objects.filter(edition=OuterRef("pk")).order_by()
    return rows.for_cards().annotate(
        facts_cited=_count(cited, "pk"),
        sources_cited=_count(cited, "fact__evidence__passage__snapshot__story"),
    )


def _count(rows: QuerySet, column: str) -> Subquery:
    numbers = rows.values("edition").annotate(n=Count(column, distinct=True))
    return Subquery(numbers.values("n"))


def card(edition: Any, *, with_picture: bool = False) -> Card:
    """The card of an edition that `editions_for_cards` has loaded."""
    tally = ""
    if edition.facts_cited:
        facts = counted(edition.facts_cited, "fact")
        tally = f"{facts}, {counted(edition.sources_cited or 0, 'source')}"
    return Card(
        url=edition.get_absolute_url(),
        headline=edition.headline,
        kicker=Link(edition.section.title, edition.section.get_absolute_url()),
        dek=edition.dek,
        date=moment(edition.first_live),
        tally=tally,
        picture=picture_of(edition) if with_picture else None,
    )


def cards_about(ids: Iterable[int], *, at: datetime.datetime) -> tuple[Card, ...]:
    """The newest articles about these entries; 1 query."""
    about = Edition.about.through.objects.filter(entry__in=list(ids)).values("edition")
    rows = Edition.objects.listed(at=at).filter(pk__in=about)
    found = editions_for_cards(rows)[:ARTICLES_ON_AN_ENTRY]
    return tuple(card(edition) for edition in found)


RELATED_COLUMNS = {
    "headline": "headline",
    "slug": "slug",
    "dek": "dek",
    "first_live": "first_live",
    "section": "section__title",
    "section_slug": "section__slug",
}


def related_cards(rows: Iterable[Mapping[str, Any]] | None) -> tuple[Card, ...]:
    """Cards of the editions that `json_rows` has folded in, newest first."""
    dated = [(moment_in(row["first_live"]), row) for row in rows or ()]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(
        Card(
            url=f"/news/{date.year}/{row['slug']}/",
            headline=row["headline"],
            kicker=Link(row["section"], f"/sections/{row['section_slug']}/"),
            dek=row["dek"],
            date=moment(date),
        )
        for date, row in dated
    )


def moment_in(text: str) -> datetime.datetime:
    """A moment as the database writes it in JSON; SQLite leaves out the zone."""
    found = datetime.datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


# --- Entries -------------------------------------------------------------------------


def show_card(show: Any, notebook: Notebook, *, kicker: str = "") -> ShowCard:
    """A show with its status and premiere, each with its marks."""
    return ShowCard(
        url=show.get_absolute_url(),
        title=show.title,
        kicker=kicker,
        values=_values_on_card(column_cells(show), notebook),
        poster=drawn(show),
        picture=picture_of(show),
    )


def show_card_of(
    show: Any, title: str, cells: Iterable[Cell], notebook: Notebook
) -> ShowCard:
    """The same of a show as it was on a day: its title then, and what was known."""
    return ShowCard(
        url=show.get_absolute_url(),
        title=title,
        kicker="",
        values=_values_on_card(cells, notebook),
        poster=draw(title, show.slug, EntryKind.SHOW),
    )


def _values_on_card(cells: Iterable[Cell], notebook: Notebook) -> tuple[Value, ...]:
    by_column = {cell.column: cell for cell in cells}
    shown = [(by_column.get("status"), ""), (by_column.get("premiere"), "premiere")]
    return tuple(notebook.value(cell, hedge=hedge) for cell, hedge in shown if cell)


ABOUT_COLUMNS = {"pk": "pk", "kind": "kind", "slug": "slug", "title": "title"}


def about_card(row: Mapping[str, Any]) -> ShowCard:
    """An entry that an article is about, without its values."""
    kind = EntryKind(row["kind"])
    return ShowCard(
        url=f"/{kind.path}/{row['slug']}/",
        title=row["title"],
        kicker=sentence_case(kind.label),
        values=(),
        poster=draw(row["title"], row["slug"], kind),
    )
