"""Everything we know of a show, and what nobody knows yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from articles.knowledge import KnownFact
from articles.models import Certainty
from articles.predicate_shapes import Part
from articles.predicates import PREDICATES
from catalog.models import EntryKind, Season, Show

from ..addresses import entry_above, reader_page
from ..entries import Reading, read
from ..inputs import KnownPart, Link, Row, Value
from ..meta import meta
from ..pages import KnownPage
from ..past import banner, day_asked, days_form
from ..rails import rail, told_changes
from ..site import frame
from .shows import SHOWS

MOST_CHANGES = 60
NOT_KNOWN = Value("not known yet", absence=True)
# What readers ask first: said to be missing where no fact tells it.
_ASKED = {
    EntryKind.SHOW: ("logline", "status", "series-order", "premiere"),
    EntryKind.SEASON: ("episodes-ordered", "premiere"),
}
_SURENESS = {certainty: place for place, certainty in enumerate(Certainty.values)}


@reader_page
def known(request: HttpRequest, slug: str) -> HttpResponse:
    """What facts say of a show and its seasons, by part; 7 queries."""
    around = frame(request)
    found = entry_above(Show.objects.all(), EntryKind.SHOW, slug, "known/")
    seasons = list(Season.objects.with_page().filter(show=found.pk).order_by("number"))
    reading = read(around, found, seasons, day=day_asked(request))
    page = _page(reading, reading.known_parts(seasons), request.path)
    head = meta(around, page.title, page.dek, breadcrumbs=page.breadcrumbs)
    return around.render("pages/known.html", page, head)


def _page(reading: Reading, seasons: list[Any], path: str) -> KnownPage:
    notebook = reading.notebook
    notes = {season.pk: f"season {season.number}" for season in seasons}
    url = reading.entry.get_absolute_url()
    about = Link(reading.title, url)
    mine = {reading.entry.pk, *notes}
    facts = [known for known in notebook.ledger.facts if known.subject_id in mine]
    parts = tuple(_part(part, facts, reading, notes) for part in Part)
    changes = told_changes(
        reading.past.so_far if reading.past else reading.history, mine
    )
    dated = [change for change in reversed(changes) if change.on is not None]
    return KnownPage(
        breadcrumbs=(SHOWS, about),
        about=about,
        title=f"{about.label}: everything we know",
        dek=reading.frame.words["known_intro"],
        past=banner(reading.day, path),
        days=days_form(reading.history, url=path, day=reading.day),
        parts=tuple(part for part in parts if part.rows or part.quotes),
        unknown=tuple(_unknown(reading, seasons, notes)),
        changes=rail(dated[:MOST_CHANGES], reading.entry.pk, notebook),
        more=(Link("Timeline", f"{url}timeline/"),),
        sources=notebook.sources,
    )


def _part(
    part: Part, facts: list[KnownFact], reading: Reading, notes: dict[int, str]
) -> KnownPart:
    """The values of a part: the surest first, then those of most origins."""
    told = [known for known in facts if known.predicate.part is part and known.is_value]
    told.sort(key=lambda known: (-_SURENESS[known.certainty], -known.origin_count))
    notebook = reading.notebook
    if part is Part.VOICES:
        return KnownPart(part.value, (), notebook.quotes(told))
    rows: dict[str, list[Value]] = {}
    for known in told:
        value = notebook.told(known)
        note = ", ".join(filter(None, (notes.get(known.subject_id), value.note)))
        rows.setdefault(known.predicate.label, []).append(replace(value, note=note))
    return KnownPart(part.value, tuple(_rows(rows)))


def _rows(rows: dict[str, list[Value]]) -> Iterable[Row]:
    return (Row(label, tuple(values)) for label, values in rows.items())


def _unknown(
    reading: Reading, seasons: list[Any], notes: dict[int, str]
) -> Iterable[Row]:
    """What is said not to be there, and what no fact tells though all ask for it."""
    notebook = reading.notebook
    rows: dict[str, list[Value]] = {}
    said = {(k.subject_id, k.predicate.key) for k in notebook.ledger.facts}
    for entry in (reading.entry, *seasons):
        note = notes.get(entry.pk, "")
        for row in notebook.absences(entry.pk):
            for value in row.values:
                told = replace(value, note=", ".join(filter(None, (note, value.note))))
                rows.setdefault(row.label, []).append(told)
        for key in _ASKED[EntryKind(entry.kind)]:
            if not any((pk, key) in said for pk in _same(entry, reading, seasons, key)):
                label = PREDICATES[key].label
                rows.setdefault(label, []).append(replace(NOT_KNOWN, note=note))
    return _rows(rows)


def _same(entry: Any, reading: Reading, seasons: list[Any], key: str) -> list[int]:
    """Whose facts answer the question: a season's premiere does for its show."""
    if entry.pk == reading.entry.pk and key == "premiere":
        return list(reading.ids)
    return [entry.pk]
