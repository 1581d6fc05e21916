"""What the front page tells of the catalogue: the shows, and what became known."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Q
from django.utils import timezone

from articles.knowledge import KnownFact
from articles.known import facts_on_record, newest_facts, newest_known_by
from articles.ledger import Ledger
from articles.models import ON_RECORD, FactStatus
from articles.timeline import as_of
from articles.titles import titles_behind
from catalog.models import Show
from catalog.models.credits import CREDITED_KINDS
from catalog.sheets import Cell

from .cards import show_card, show_card_of
from .cells import Notebook, when
from .inputs import Change, Evidence, Link, ShowCard
from .past import PastNotebook
from .pictures import with_picture
from .site import Frame
from .words import shortened

SHOWS = 6
CHANGES = 6
# Of the facts accepted last, those that became known last are shown.
_CANDIDATES = 40
_LONGEST_VALUE = 120
_ON_CARDS = ("status", "premiere")


@dataclass(frozen=True)
class Catalogue:
    """`sources` are what the marks of both lead to."""

    shows: tuple[ShowCard, ...]
    changes: tuple[Change, ...]
    sources: tuple[Evidence, ...]


def as_known_now(around: Frame) -> Catalogue:
    """What is known today; 2 queries."""
    shows = list(_shows())
    newest = newest_facts(_CANDIDATES).values("pk")
    history = facts_on_record(
        Q(fact__in=newest) | Q(fact__replaced_by__in=newest) | _on_cards(shows),
        speakers=False,
    )
    facts = [known for known in history if known.status == FactStatus.ACCEPTED]
    before = {known.replaced_by_id: known for known in history}
    notebook = Notebook(Ledger(facts), around.words)
    verified = (known for known in facts if known.is_verified)
    changes = _changes(verified, notebook, before)
    cards = tuple(show_card(show, notebook) for show in shows)
    return Catalogue(cards, changes, notebook.sources)


def as_known_on(around: Frame, day: datetime.date) -> Catalogue:
    """What was known on a day of the past, from facts alone; 6 queries."""
    shows = list(_shows_known_by(day))
    history = facts_on_record(
        Q(fact__in=newest_known_by(day, _CANDIDATES).values("pk")) | _on_cards(shows),
        speakers=False,
    )
    ids = [show.pk for show in shows]
    untitled = around.words["untitled_entry"]
    titles = titles_behind(history, ids).on(day, untitled=untitled)
    past = as_of(history, entry_ids=ids or [0], day=day, titles=titles)
    notebook = PastNotebook(past.ledger, around.words)
    changes = _changes(past.ledger.facts, notebook, {})
    cells: dict[int, list[Cell]] = {pk: [] for pk in ids}
    for cell in past.cells:
        cells.get(cell.entry_id, []).append(cell)
    cards = tuple(
        show_card_of(show, titles.get(show.pk, show.title), cells[show.pk], notebook)
        for show in shows
    )
    return Catalogue(cards, changes, notebook.sources)


def _on_cards(shows: Iterable[Show]) -> Q:
    """Selects what the cards of these shows say, on Evidence."""
    return Q(
        fact__subject__in=[show.pk for show in shows], fact__predicate__in=_ON_CARDS
    )


def _shows_known_by(day: datetime.date) -> Any:
    """The shows of which something had become known by then, the newest first."""
    known = Q(facts__status__in=list(ON_RECORD), facts__known_on_certain__lte=day)
    rows = Show.objects.with_page().select_related("franchise")
    return (
        rows.annotate(latest=Max("facts__known_on_certain", filter=known))
        .filter(latest__isnull=False)
        .order_by("-latest", "sort_key", "pk")[:SHOWS]
    )


def _shows() -> Any:
    """The shows of which something became known last."""
    rows = (
        Show.objects.with_page()
        .select_related("franchise")
        .annotate(latest=Max("facts__proposed_at", filter=Q(facts__status="accepted")))
    )
    return with_picture(rows).order_by(
        F("latest").desc(nulls_last=True), "sort_key", "pk"
    )[:SHOWS]


def _changes(
    facts: Iterable[KnownFact],
    notebook: Notebook,
    before: Mapping[int | None, KnownFact],
) -> tuple[Change, ...]:
    """What became known last, with what it says now, and what it said `before` that."""
    new = [known for known in facts if known.is_value and known.subject.url]
    new.sort(key=_learnt, reverse=True)
    return tuple(
        _change(known, before.get(known.pk), notebook) for known in new[:CHANGES]
    )


def _change(known: KnownFact, old: KnownFact | None, notebook: Notebook) -> Change:
    return Change(
        label=known.predicate.label,
        when=when(known.known_on or _checked(known)),
        subject=Link(known.subject.title, known.subject.url),
        old=shortened(old.words, _LONGEST_VALUE) if old else "",
        new=shortened(known.words, _LONGEST_VALUE),
        kind=old.replaced_how if old else "news",
        marks=notebook.marks([known]),
    )


def _checked(known: KnownFact) -> datetime.date:
    """The day on which somebody first found the fact to stand."""
    moments = [s.checked_at for s in known.evidence if s.checked_at is not None]
    return timezone.localtime(min(moments)).date()


def _learnt(known: KnownFact) -> tuple[datetime.date, bool, bool, int]:
    """The day on which it became known; where that is unknown, our own.

    Of one day, what concerns a show comes first, and before all its columns.
    """
    latest = known.known_on.latest if known.known_on else None
    subject = known.claim.subject
    is_of_a_show = subject is not None and subject.kind in CREDITED_KINDS
    is_column = bool(known.predicate.columns)
    return (latest or _checked(known), is_of_a_show, is_column, known.pk)
