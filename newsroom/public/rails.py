"""What changed, and when: changes as they stand on a rail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from articles.knowledge import KnownFact
from articles.predicate_shapes import Part
from articles.timeline import Change, changes

from . import inputs
from .cells import Notebook, when
from .inputs import Link
from .words import shortened

CHANGES_ON_AN_ENTRY = 8
LONGEST_VALUE = 160


def newest(
    facts: Sequence[KnownFact], entry_ids: Sequence[int], notebook: Notebook
) -> tuple[inputs.Change, ...]:
    """The last changes, newest first: what took another's place before plain news."""
    told = list(reversed(told_changes(facts, entry_ids)))
    told = [change for change in told if change.on is not None]
    chosen = sorted(told, key=lambda change: change.kind == "news")
    kept = {id(change) for change in chosen[:CHANGES_ON_AN_ENTRY]}
    rows = [change for change in told if id(change) in kept]
    return rail(rows, entry_ids[0], notebook)


def told_changes(facts: Sequence[KnownFact], entry_ids: Iterable[int]) -> list[Change]:
    """All changes, oldest first, without what people have said."""
    return [
        change
        for change in changes(facts, entry_ids=entry_ids)
        if _fact(change).predicate.part is not Part.VOICES
    ]


def rail(
    rows: Iterable[Change], entry_id: int, notebook: Notebook
) -> tuple[inputs.Change, ...]:
    """The changes in their order; another entry than the page's is named."""
    return tuple(_line(change, entry_id, notebook) for change in rows)


def _line(change: Change, entry_id: int, notebook: Notebook) -> inputs.Change:
    fact = _fact(change)
    is_own = fact.subject_id == entry_id
    named = Link(fact.subject.title, fact.subject.url)
    label = change.label
    if not is_own and not named.url:
        label = f"{named.label}: {label}"
    return inputs.Change(
        label=label,
        when=when(change.on),
        subject=named if named.url and not is_own else None,
        old=_words(change.old),
        new=_words(change.new),
        kind=change.kind,
        marks=notebook.marks([change.new]) if change.new else (),
    )


def _fact(change: Change) -> KnownFact:
    fact = change.new or change.old
    assert fact is not None
    return fact


def _words(known: KnownFact | None) -> str:
    return shortened(known.words, LONGEST_VALUE) if known else ""
