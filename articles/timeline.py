"""What was known when: pages as of a day, and what changed on which day.

Everything here comes from facts alone, never from the catalogue as it stands now,
and a passage is shown for a day only if its story was out by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from articles import asof, values
from articles.knowledge import KnownFact, Support
from articles.known import about, facts_on_record
from articles.ledger import Ledger
from articles.predicate_shapes import ValueType
from catalog.dates import PartialDate
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

    def behind(self, cell: Cell) -> list[KnownFact]:
        return [known for known in self.facts if known.pk == cell.row_id]


@dataclass(frozen=True)
class AsOf:
    """An entry as it was known on a day. `title` is empty where it had none yet."""

    day: date
    title: str
    cells: tuple[Cell, ...]
    roles: tuple[Role, ...]
    ledger: PastLedger
    days: tuple[date, ...]


def history_of(entry_ids: Iterable[int]) -> list[KnownFact]:
    """Every fact about these entries that was accepted once; 2 queries."""
    return facts_on_record(about(entry_ids))


def as_of(facts: Sequence[KnownFact], *, entry_ids: Sequence[int], day: date) -> AsOf:
    """The entries as they were known on `day`; 0 queries.

    The first id is the entry whose page it is. Titles of the entries themselves are
    those of the day wherever they are named.
    """
    held = [
        replace(known, evidence=_out_by(known.evidence, day))
        for known in asof.held(facts, on=day)
    ]
    titles = {pk: _title(held, pk) for pk in entry_ids}
    held = [_with_titles_of_the_day(known, titles) for known in held]
    stated = [k for k in held if k.is_value and k.subject_id in titles]
    return AsOf(
        day=day,
        title=titles[entry_ids[0]],
        cells=tuple(_cell(k) for k in stated if _has_a_place(k)),
        roles=tuple(_role(k) for k in stated if k.predicate.row == "credit"),
        ledger=PastLedger(held),
        days=tuple(asof.days_of_change(facts)),
    )


def _out_by(evidence: Iterable[Support], day: date) -> tuple[Support, ...]:
    """The passages whose story had certainly been published by then."""
    return tuple(s for s in evidence if s.published and s.published.known_by(day))


def _title(held: Iterable[KnownFact], entry_id: int) -> str:
    """The title of the day: the final one, else the newest working title."""
    found = ""
    for known in held:
        if known.subject_id != entry_id or not known.is_value:
            continue
        if known.predicate.key == "title":
            return known.claim.text
        if known.predicate.key == "working-title":
            found = known.claim.text
    return found


def _with_titles_of_the_day(known: KnownFact, titles: dict[int, str]) -> KnownFact:
    claim = known.claim
    title = titles.get(known.subject_id)
    if title and claim.subject is not None and title != claim.subject.title:
        known = replace(
            known,
            subject=Link(title, known.subject.url),
            claim=replace(claim, subject=values.Named(claim.subject.kind, title)),
        )
    title = titles.get(known.target_id or 0)
    claim = known.claim
    if title and claim.target is not None and title != claim.target.title:
        known = replace(
            known,
            target=known.target and Link(title, known.target.url),
            claim=replace(claim, target=values.Named(claim.target.kind, title)),
        )
    return known


def _has_a_place(known: KnownFact) -> bool:
    return known.predicate.is_bound and known.predicate.row != "credit"


_GROUPS = {"title": "title", "company": "company", "relation": "relation"}


def _cell(known: KnownFact) -> Cell:
    """The fact as a cell of the sheet that the catalogue would have had."""
    claim, row = known.claim, known.predicate
    kind = row.row.partition(":")[0]
    if row.type is ValueType.TITLE:
        group = "title"
    elif row.type is ValueType.TEXT and row.columns and row.key != "rating":
        group = "prose"
    else:
        group = _GROUPS.get(kind, "glance")
    named = known.target is not None
    return Cell(
        entry_id=known.subject_id,
        label=row.label,
        text=claim.target.title if named and claim.target else known.words,
        url=known.target.url if known.target else "",
        value=claim.date or claim.number or claim.text,
        row="fact",
        row_id=known.pk,
        group=group,
        note=(claim.text or claim.part) if named else "",
    )


def _role(known: KnownFact) -> Role:
    claim = known.claim
    assert known.target is not None and claim.job is not None
    return Role(
        entry_id=known.subject_id,
        label=claim.job.name,
        text=known.target.title,
        url=known.target.url,
        row="fact",
        row_id=known.pk,
        group="cast" if claim.job.department == "cast" else "crew",
        person=known.target,
        work=known.subject,
        job=claim.job.name,
        department=claim.job.department,
        character=Link(claim.character.title) if claim.character else None,
        via=Link(claim.via.title) if claim.via else None,
        kind=claim.credit_kind.replace("-", " "),
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
