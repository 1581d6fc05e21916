"""What was known when: pages as of a day, and what changed on which day.

Everything here comes from facts alone, never from the catalogue as it stands now,
and a passage is shown for a day only if its story was out by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from articles import asof
from articles.knowledge import KnownFact, Support
from articles.known import about, facts_on_record
from articles.ledger import Ledger
from articles.predicate_shapes import ValueType
from articles.predicates import PREDICATES
from articles.titles import renamed, title_among
from catalog.dates import PartialDate
from catalog.models import CreditKind, Department, RelationKind
from catalog.sheets import Cell, Link, Role


@dataclass(frozen=True)
class Change:
    """Something that became known, or took the place of what was known before."""

    on: PartialDate | None
    kind: str
    subject: Link
    label: str
    new: KnownFact | None
    old: KnownFact | None = None


class PastLedger(Ledger):
    """The ledger of a day: the facts that were held then."""

    def __init__(self, facts: Iterable[KnownFact]) -> None:
        super().__init__(facts)
        self._by_pk = {known.pk: known for known in self.facts}

    def behind(self, cell: Cell) -> list[KnownFact]:
        known = self._by_pk.get(cell.row_id or 0)
        return [known] if known else []


@dataclass(frozen=True)
class AsOf:
    """An entry as it was known on a day. `title` is empty where it had none yet."""

    day: date
    title: str
    cells: tuple[Cell, ...]
    roles: tuple[Role, ...]
    ledger: PastLedger
    so_far: tuple[KnownFact, ...]
    """Every claim known by then, as it stood that day; 0 or more ended already."""
    days: tuple[date, ...]
    titles: Mapping[int, str]
    named: frozenset[int]
    """The entries that a fact held that day is about, or names."""


def history_of(entry_ids: Iterable[int], *, also: Q | None = None) -> list[KnownFact]:
    """Every fact about these entries that was accepted once; 2 queries.

    `also` selects further facts on Evidence.
    """
    which = about(entry_ids)
    return facts_on_record(which if also is None else which | also)


def as_of(
    facts: Sequence[KnownFact],
    *,
    entry_ids: Sequence[int],
    day: date,
    titles: Mapping[int, str] | None = None,
) -> AsOf:
    """The entries as they were known on `day`; 0 queries.

    The first id is the entry whose page it is. `titles` are those of the day, by
    entry; without them only the titles that `facts` give are known.
    """
    held = [
        replace(known, evidence=_out_by(known.evidence, day))
        for known in asof.held(facts, on=day)
    ]
    if titles is None:
        titles = {pk: title_among(held, pk) for pk in entry_ids}
    held = [renamed(known, titles) for known in held]
    ids = set(entry_ids)
    stated = [k for k in held if k.is_value]
    return AsOf(
        day=day,
        title=titles.get(entry_ids[0], ""),
        cells=tuple(sorted(_cells(stated, ids), key=_place)),
        roles=tuple(_roles(stated, ids)),
        ledger=PastLedger(held),
        so_far=tuple(renamed(k, titles) for k in _so_far(facts, day)),
        days=tuple(asof.days_of_change(facts)),
        titles=titles,
        named=frozenset(pk for k in held for pk in _named_by(k)),
    )


def _out_by(evidence: Iterable[Support], day: date) -> tuple[Support, ...]:
    """The passages whose story had certainly been published by then."""
    return tuple(
        replace(s, published_reason="")
        for s in evidence
        if s.published and s.published.known_by(day)
    )


def _so_far(facts: Iterable[KnownFact], day: date) -> Iterator[KnownFact]:
    """What had become known; nothing in it shows what came later."""
    for known in facts:
        start, end = asof.known_from(known), asof.ended_from(known)
        if start is None or start > day:
            continue
        known = replace(known, evidence=_out_by(known.evidence, day))
        if end is None or end > day:
            known = replace(
                known,
                status="accepted",
                replaced_by_id=None,
                replaced_how="",
                ended_on=None,
            )
        yield known


def _named_by(known: KnownFact) -> Iterator[int]:
    for pk in (known.subject_id, known.target_id, known.character_id):
        if pk is not None:
            yield pk


def _cells(stated: Iterable[KnownFact], ids: set[int]) -> Iterator[Cell]:
    for known in stated:
        if not known.predicate.is_bound or known.predicate.row == "credit":
            continue
        if known.subject_id in ids:
            yield _cell(known)
        elif known.target_id in ids and known.predicate.row.startswith("relation:"):
            yield _incoming(known)


_ORDER = {key: place for place, key in enumerate(PREDICATES)}
_BY_LABEL = {row.label: _ORDER[row.key] for row in PREDICATES.values()}


def _place(cell: Cell) -> int:
    """Where the vocabulary has the value: a page of any day has the same order."""
    return _BY_LABEL.get(cell.label, len(_BY_LABEL))


_GROUPS = {"title": "title", "company": "company", "relation": "relation"}


def _sentence_case(known: KnownFact) -> str:
    """The value; a choice begins with a capital, as the catalogue prints it."""
    words = known.words
    is_choice = known.predicate.type is ValueType.CHOICE
    return words[:1].upper() + words[1:] if is_choice else words


def _cell(known: KnownFact) -> Cell:
    """The fact as a cell of the sheet that the catalogue would have had."""
    claim, row = known.claim, known.predicate
    if row.type is ValueType.TITLE:
        group = "title"
    elif row.type is ValueType.TEXT and row.columns and row.key != "rating":
        group = "prose"
    else:
        group = _GROUPS.get(row.row.partition(":")[0], "glance")
    named = known.target is not None
    return Cell(
        entry_id=known.subject_id,
        label=row.label,
        text=claim.target.title if named and claim.target else _sentence_case(known),
        url=known.target.url if known.target else "",
        value=claim.date or claim.number or claim.text,
        column=row.column(claim.subject.kind) if claim.subject else "",
        row="fact",
        row_id=known.pk,
        group=group,
        note=(claim.text or claim.part) if named else "",
    )


def _incoming(known: KnownFact) -> Cell:
    """A relation as it stands on the page of the entry that it leads to."""
    label = RelationKind(known.predicate.row.partition(":")[2]).inverse
    return Cell(
        entry_id=known.target_id or 0,
        label=label[:1].upper() + label[1:],
        text=known.subject.title,
        url=known.subject.url,
        row="fact",
        row_id=known.pk,
        is_incoming=True,
        group="relation",
        note=known.claim.text or known.claim.part,
    )


def _roles(stated: Iterable[KnownFact], ids: set[int]) -> Iterator[Role]:
    """The credits on these works, of these people and as these characters.

    The text of a role is the person; on a person's own page, the work.
    """
    for known in stated:
        if known.predicate.row != "credit" or known.target is None:
            continue
        if known.target_id in ids:
            yield _role(known, known.subject)
        elif known.subject_id in ids or known.character_id in ids:
            yield _role(known, known.target)


def _role(known: KnownFact, shown: Link) -> Role:
    claim = known.claim
    assert known.target is not None and claim.job is not None
    is_cast = claim.job.department == "cast"
    return Role(
        entry_id=known.subject_id,
        label=claim.job.name,
        text=shown.title,
        url=shown.url,
        row="fact",
        row_id=known.pk,
        group="cast" if is_cast else "crew",
        person=known.target,
        work=known.subject,
        job=claim.job.name,
        department=Department(claim.job.department).label,
        character=known.character,
        via=known.via,
        kind=CreditKind(claim.credit_kind).label if claim.credit_kind else "",
        part=claim.part,
        planned=known.certainty == "planned",
    )


def changes(facts: Sequence[KnownFact], *, entry_ids: Iterable[int]) -> list[Change]:
    """What became known of the entries, and what took whose place; 0 queries.

    Oldest first; what has no day comes last. A correction is a change on the day
    on which it was made.
    """
    ids = set(entry_ids)
    mine = [known for known in facts if known.subject_id in ids]
    successors = {known.replaced_by_id: known for known in mine if known.replaced_by_id}
    found = [
        _replacement(known, successors[known.pk])
        if known.pk in successors
        else Change(known.known_on, "news", known.subject, known.predicate.label, known)
        for known in mine
    ]
    found += [
        Change(
            known.ended_on,
            "retraction",
            known.subject,
            known.predicate.label,
            None,
            known,
        )
        for known in mine
        if known.status == "retracted"
    ]
    return sorted(found, key=lambda change: _order(change.on))


def _replacement(new: KnownFact, old: KnownFact) -> Change:
    return Change(
        old.ended_on or new.known_on,
        old.replaced_how,
        new.subject,
        new.predicate.label,
        new,
        old,
    )


def _order(on: PartialDate | None) -> tuple[date, date]:
    unknown = (date.max, date.max)
    if on is None or on.earliest is None or on.latest is None:
        return unknown
    return on.earliest, on.latest
