"""What the pages of all kinds of entry have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from articles.known import about, public_facts
from articles.ledger import Ledger
from articles.models import Passage
from catalog.models import Entry
from catalog.sheets import OWN_ORDER, Cell, column_cells, row_cells

from .cards import cards_about
from .cells import Notebook, sentence_case
from .inputs import Card, Link, Row, Value
from .pictures import drawn, picture_of
from .site import Frame


@dataclass(frozen=True)
class Reading:
    """An entry with its values, its facts and its articles, read but not arranged.

    The marks of a page are numbered as its parts are made, so that they are made in
    the order in which the template prints them: `head`, the main column, `tail`,
    the side.
    """

    frame: Frame
    entry: Any
    columns: list[Cell]
    rows: list[Cell]
    notebook: Notebook
    articles: tuple[Card, ...]

    @property
    def cells(self) -> list[Cell]:
        return [*self.columns, *self.rows]

    @property
    def own_cells(self) -> list[Cell]:
        """The cells of the entry itself, without those of its parts."""
        return [cell for cell in self.cells if cell.entry_id == self.entry.pk]

    def in_group(self, *groups: str) -> list[Cell]:
        """The cells of these groups; a title that is the heading only if sourced."""
        return [
            cell
            for cell in self.cells
            if cell.group in groups
            and (cell.column != "title" or self.notebook.is_supported(cell))
        ]

    def prose(self) -> Value | None:
        """The logline or the synopsis, with its marks."""
        return next(map(self.notebook.value, self.in_group("prose")), None)

    def summary(self) -> Value | None:
        """The summary in our own words, which claims nothing that facts do not."""
        return Value(self.entry.summary) if self.entry.summary else None

    def head(
        self,
        *,
        breadcrumbs: Sequence[Link],
        kickers: Sequence[Link],
        dek: Value | None,
        groups: Iterable[str] = ("glance",),
        notes: Mapping[int, str] | None = None,
    ) -> dict[str, Any]:
        """The parts of the page down to the glance box."""
        shown = [
            cell for cell in self.in_group(*groups) if cell.column not in OWN_ORDER
        ]
        glance = self.notebook.rows(shown, notes)
        return {
            "breadcrumbs": tuple(breadcrumbs),
            "kickers": tuple(kickers),
            "title": self.entry.title,
            "dek": dek,
            "poster": drawn(self.entry),
            "picture": picture_of(self.entry),
            "glance": tuple(joined(glance, self.notebook.absences(self.entry.pk))),
        }

    def tail(self) -> dict[str, Any]:
        """The parts of the page below its main column."""
        return {
            "on_record": tuple(self.notebook.on_record(self.entry.pk)),
            "quotes": self.notebook.quotes(self.notebook.ledger.facts),
            "articles": self.articles,
        }

    @property
    def links(self) -> tuple[Link, ...]:
        """The same entry in other databases."""
        return tuple(
            Link(cell.label, cell.url)
            for cell in self.in_group("link")
            if cell.entry_id == self.entry.pk
        )

    def description(self) -> str:
        """What the entry is, in a sentence of the catalogue, or ""."""
        prose = next((cell.text for cell in self.in_group("prose")), "")
        return self.entry.summary or prose


def joined(rows: Iterable[Row], more: Iterable[Row]) -> list[Row]:
    """Both lists of rows; values under the same label stand in one row."""
    found = {row.label: row for row in rows}
    for row in more:
        if row.label in found:
            row = Row(row.label, found[row.label].values + row.values)
        found[row.label] = row
    return list(found.values())


def read(
    frame: Frame,
    entry: Any,
    parts: Sequence[Entry] = (),
    *,
    also: Q | None = None,
    with_rows_of_parts: bool = True,
) -> Reading:
    """The entry with its facts and articles, and those of its parts; 4 queries.

    `also` selects further facts on Evidence.
    """
    ids = [entry.pk, *(part.pk for part in parts)]
    which = about(ids) if also is None else about(ids) | also
    return Reading(
        frame=frame,
        entry=entry,
        columns=column_cells(entry),
        rows=row_cells(ids if with_rows_of_parts else [entry.pk]),
        notebook=Notebook(Ledger(public_facts(which)), frame.words),
        articles=cards_about(ids, at=timezone.now()),
    )


def said_by(entry: Entry) -> Q:
    """Selects the statements that the entry makes in a passage, on Evidence."""
    spoken = Passage.speakers.through.objects.filter(entry=entry.pk)
    return Q(fact__predicate="statement", passage__in=spoken.values("passage"))


def kind_link(entry: Entry) -> Link:
    return Link(sentence_case(entry.get_kind_display()))
