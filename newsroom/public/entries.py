"""What the pages of all kinds of entry have in common."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from articles import clock
from articles.knowledge import KnownFact
from articles.ledger import Ledger
from articles.models import FactStatus, Passage
from articles.timeline import AsOf, as_of, history_of
from articles.titles import titles_behind
from catalog.models import Entry
from catalog.sheets import OWN_ORDER, Cell, Role, column_cells, row_cells

from .cards import cards_about
from .cells import Notebook, sentence_case
from .inputs import Card, Link, Row, Value
from .past import PastNotebook, banner, days_form, end_of
from .pictures import draw, picture_of
from .rails import newest
from .site import Frame


@dataclass(frozen=True)
class Reading:
    """An entry with its values, its facts and its articles, read but not arranged.

    The marks of a page are numbered as its parts are made, so that they are made in
    the order in which the template prints them: `head`, the main column, `tail`,
    the side. With `past` it is the entry as it was known on a day: then nothing
    comes from the catalogue, only addresses and numbers.
    """

    frame: Frame
    entry: Any
    ids: tuple[int, ...]
    columns: list[Cell]
    rows: list[Cell]
    roles: list[Role]
    notebook: Notebook
    history: list[KnownFact]
    articles: tuple[Card, ...]
    past: AsOf | None = None

    @property
    def day(self) -> datetime.date | None:
        return self.past.day if self.past else None

    @property
    def title(self) -> str:
        return self.name_of(self.entry)

    def name_of(self, entry: Any) -> str:
        """The title of any entry on the page, on its day."""
        if self.past is None:
            return entry.title
        return self.past.titles.get(entry.pk, entry.title)

    def columns_of(self, part: Any) -> list[Cell]:
        """The columns of a season or an episode of the entry."""
        if self.past is None:
            return column_cells(part)
        return [c for c in self.past.cells if c.entry_id == part.pk and c.column]

    def known_parts(self, parts: Sequence[Any]) -> list[Any]:
        """The parts of which something was known on the day of the page."""
        if self.past is None:
            return list(parts)
        return [part for part in parts if part.pk in self.past.named]

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
        if self.past is not None or not self.entry.summary:
            return None
        return Value(self.entry.summary)

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
            "title": self.title,
            "dek": dek,
            "poster": draw(self.title, self.entry.slug, self.entry.kind),
            "picture": None if self.past else picture_of(self.entry),
            "glance": tuple(joined(glance, self.notebook.absences(self.entry.pk))),
            "past": banner(self.day, self.entry.get_absolute_url()),
        }

    def travel(self, *more: Link) -> dict[str, Any]:
        """The way to other days, and to more of what is known."""
        days = days_form(self.history, url=self.entry.get_absolute_url(), day=self.day)
        return {"days": days, "more": more}

    def tail(self) -> dict[str, Any]:
        """The parts of the page below its main column."""
        facts = self.past.so_far if self.past else self.history
        return {
            "changes": newest(facts, self.ids, self.notebook),
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
        return prose if self.past else self.entry.summary or prose


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
    roles: Callable[[], list[Role]] = list,
    day: datetime.date | None = None,
) -> Reading:
    """The entry with its facts and articles, and those of its parts; 4 queries.

    `also` selects further facts on Evidence, `roles` loads the credits. With a `day`
    it is the entry as it was known then; 5 queries.
    """
    ids = (entry.pk, *(part.pk for part in parts))
    history = history_of(ids, also=also)
    if day is not None:
        return _read_past(frame, entry, ids, history, day)
    accepted = [known for known in history if known.status == FactStatus.ACCEPTED]
    return Reading(
        frame=frame,
        entry=entry,
        ids=ids,
        columns=column_cells(entry),
        rows=row_cells(ids if with_rows_of_parts else [entry.pk]),
        roles=roles(),
        notebook=Notebook(Ledger(accepted), frame.words),
        history=history,
        articles=cards_about(ids, at=clock.now()),
    )


def _read_past(
    frame: Frame,
    entry: Any,
    ids: tuple[int, ...],
    history: list[KnownFact],
    day: datetime.date,
) -> Reading:
    titles = titles_behind(history, ids).on(day, untitled=frame.words["untitled_entry"])
    past = as_of(history, entry_ids=ids, day=day, titles=titles)
    return Reading(
        frame=frame,
        entry=entry,
        ids=ids,
        columns=[cell for cell in past.cells if _is_shown(cell, entry)],
        rows=[cell for cell in past.cells if not cell.column],
        roles=list(past.roles),
        notebook=PastNotebook(past.ledger, frame.words),
        history=history,
        articles=cards_about(ids, at=end_of(day)),
        past=past,
    )


def _is_shown(cell: Cell, entry: Any) -> bool:
    return bool(cell.column) and cell.entry_id == entry.pk


def said_by(entry: Entry) -> Q:
    """Selects the statements that the entry makes in a passage, on Evidence."""
    spoken = Passage.speakers.through.objects.filter(entry=entry.pk)
    return Q(fact__predicate="statement", passage__in=spoken.values("passage"))


def kind_link(entry: Entry) -> Link:
    return Link(sentence_case(entry.get_kind_display()))
