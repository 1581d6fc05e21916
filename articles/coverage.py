"""How many of the values that readers see rest on a checked passage.

A value counts once, on the page of the entry that holds it: an incoming relation
belongs to the entry at its other end, a credit to the show, season or episode it is
for. Links to other databases, pictures and columns that are our own order make no
claim and count nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from articles.knowledge import KnownFact
from articles.known import public_facts
from articles.ledger import Ledger
from articles.models import Passage, Snapshot
from articles.quotes import verify
from catalog.models import Entry, EntryKind
from catalog.sheets import OWN_ORDER, Cell, column_cells, credits_of, row_cells

# Of entries at a time: the sheet of each names its id seven times in one query, and
# SQLite takes 32,766 parameters.
_BATCH = 1_000
_PASSAGES_AT_ONCE = 5_000
_SNAPSHOTS_AT_ONCE = 20


@dataclass(frozen=True)
class Coverage:
    """How much of one entry's page is sourced; `missing` are the cells that are not."""

    label: str
    kind: str
    slug: str
    url: str
    values: int
    sourced: int
    missing: tuple[Cell, ...] = ()

    @property
    def percent(self) -> float:
        return percent(self.sourced, self.values)


@dataclass(frozen=True)
class Total:
    """The figures of many entries in one."""

    entries: int
    values: int
    sourced: int

    @property
    def percent(self) -> float:
        return percent(self.sourced, self.values)


def percent(part: int, whole: int) -> float:
    """The share of 100, cut to one decimal: nothing but all of it reads as 100.

    Of nothing it is 100: an entry without values has none that lacks a source.
    """
    return 100.0 if not whole else part * 1000 // whole / 10


def total(rows: Iterable[Coverage]) -> Total:
    entries = values = sourced = 0
    for row in rows:
        entries += 1
        values += row.values
        sourced += row.sourced
    return Total(entries, values, sourced)


def entries_with_page(*kinds: str) -> QuerySet[Entry]:
    """The entries readers have a page of, of these kinds or of all, in order."""
    found = Entry.objects.with_page()
    if kinds:
        found = found.filter(kind__in=kinds)
    return found.order_by("kind", "sort_key", "pk")


def coverage_of(entries: Iterable[Entry], *, verified: bool = False) -> list[Coverage]:
    """The coverage of these entries, in their order.

    At most 11 queries per thousand entries; 2 more where `verified` asks to compare
    every passage anew with its archived text, which is read one story at a time.
    """
    rows = iter(entries)
    found: list[Coverage] = []
    while batch := list(islice(rows, _BATCH)):
        found += _coverage(batch, verified=verified)
    return found


def unsourced(entries: Iterable[Entry] | None = None) -> list[Coverage]:
    """The entries whose pages show a value without a source."""
    if entries is None:
        entries = entries_with_page().iterator()
    return [row for row in coverage_of(entries) if row.missing]


def _coverage(batch: list[Entry], *, verified: bool) -> Iterator[Coverage]:
    ids = [entry.pk for entry in batch]
    cells = _cells(batch)
    facts = public_facts(Q(fact__subject__in=ids), speakers=False)
    if verified:
        facts = _standing(facts)
    ledger = Ledger(facts)
    for entry in batch:
        shown = cells[entry.pk]
        missing = tuple(
            cell
            for cell in shown
            if not any(known.is_verified for known in ledger.behind(cell))
        )
        yield Coverage(
            label=entry.title,
            kind=entry.kind,
            slug=entry.slug,
            url=entry.get_absolute_url(),
            values=len(shown),
            sourced=len(shown) - len(missing),
            missing=missing,
        )


def _cells(batch: list[Entry]) -> dict[int, list[Cell]]:
    """The values that each entry of the batch holds; at most 10 queries."""
    cells: dict[int, list[Cell]] = defaultdict(list)
    for entry in _as_kinds(batch):
        for cell in column_cells(entry):
            if cell.column not in OWN_ORDER:
                cells[entry.pk].append(cell)
    ids = [entry.pk for entry in batch]
    for cell in row_cells(ids):
        if cell.row != "external_id" and not cell.is_incoming:
            cells[cell.entry_id].append(cell)
    for role in credits_of(ids):
        cells[role.entry_id].append(role)
    return cells


def _as_kinds(batch: list[Entry]) -> Iterator[Entry]:
    """The same entries as shows, people and so on; a query a kind."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for entry in batch:
        by_kind[entry.kind].append(entry.pk)
    for kind, ids in by_kind.items():
        model: Any = apps.get_model("catalog", kind)
        rows = model.objects.filter(pk__in=ids)
        if kind == EntryKind.SHOW:
            rows = rows.select_related("franchise")
        yield from rows


def _standing(facts: list[KnownFact]) -> list[KnownFact]:
    """The facts with those passages alone that stand in their snapshot."""
    fallen = fallen_passages({s.passage_id for f in facts for s in f.evidence})
    if not fallen:
        return facts
    return [
        replace(
            known,
            evidence=tuple(s for s in known.evidence if s.passage_id not in fallen),
        )
        for known in facts
    ]


def fallen_passages(ids: Iterable[int]) -> set[int]:
    """Those passages that are not, character for character, in their snapshot.

    Texts are read twenty at a time and never kept.
    """
    fallen: set[int] = set()
    numbers = iter(sorted(ids))
    while some := list(islice(numbers, _PASSAGES_AT_ONCE)):
        by_snapshot: dict[int, list[Passage]] = defaultdict(list)
        for passage in Passage.objects.filter(pk__in=some):
            by_snapshot[passage.snapshot_id].append(passage)
        texts = Snapshot.objects.filter(pk__in=list(by_snapshot)).values_list(
            "pk", "text"
        )
        for pk, text in texts.iterator(chunk_size=_SNAPSHOTS_AT_ONCE):
            fallen |= {p.pk for p in by_snapshot[pk] if not verify(p, text)}
    return fallen
