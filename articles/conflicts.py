"""Where claims disagree: found by asking, never kept, so never out of date.

Two claims conflict when one value is allowed and both cannot be it: the same entry,
the same predicate, another value. Spelling, wording and scope make no conflict: a
season and its show are two entries, and values are compared folded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Exists, F, OuterRef

from articles.models import (
    CLAIM_ROWS,
    ON_RECORD,
    Evidence,
    Fact,
    FactStatus,
    SourceStory,
    Stance,
    ValueKind,
)
from articles.predicates import PREDICATES
from articles.values import Claim
from catalog.models import Entry
from catalog.text import fold

SINGLE = tuple(row.key for row in PREDICATES.values() if not row.many)


@dataclass(frozen=True)
class Conflict:
    """An accepted fact, and what speaks against it: a proposal or a passage."""

    accepted: Fact
    proposal: Fact | None = None
    dispute: Evidence | None = None


@dataclass(frozen=True)
class SelfContradiction:
    """Two claims that one story makes and that cannot both be right."""

    story: SourceStory
    one: Fact
    other: Fact


@dataclass(frozen=True)
class Drift:
    """A column of the catalogue that shows another value than its fact."""

    fact: Fact
    shown: str


def same_value(one: Claim, other: Claim) -> bool:
    """Whether two claims of one predicate say the same, spelling aside."""
    return _value(one) == _value(other)


def _value(claim: Claim) -> tuple[object, ...]:
    return (
        claim.kind,
        _bare(claim.text),
        claim.number,
        claim.date,
        claim.target,
        _bare(claim.part),
    )


def _bare(text: str) -> str:
    """Letters and digits alone: a comma, a hyphen or "case load" is a spelling."""
    return "".join(character for character in fold(text) if character.isalnum())


def conflicts() -> list[Conflict]:
    """Every open conflict; 3 queries.

    A proposed value beside another accepted one, and accepted facts that a passage
    disputes, until somebody keeps both. An absence conflicts with nothing: it holds as
    of its date.
    """
    proposals = (
        Fact.objects.proposed()
        .filter(predicate__in=SINGLE, kind=ValueKind.VALUE)
        .filter(
            Exists(
                Fact.objects.accepted().filter(
                    subject=OuterRef("subject"), slot=OuterRef("slot")
                )
            )
        )
        .select_related(*CLAIM_ROWS)
        .order_by("proposed_at", "pk")
    )
    rows = list(proposals)
    accepted = {
        (fact.subject_id, fact.slot): fact
        for fact in Fact.objects.accepted()
        .filter(
            subject__in={row.subject_id for row in rows},
            slot__in={row.slot for row in rows},
        )
        .select_related(*CLAIM_ROWS)
    }
    found = [
        Conflict(accepted[row.subject_id, row.slot], proposal=row)
        for row in rows
        if not same_value(accepted[row.subject_id, row.slot].claim, row.claim)
    ]
    disputes = (
        Evidence.objects.filter(
            stance=Stance.DISPUTES, fact__status=FactStatus.ACCEPTED, kept_at=None
        )
        .select_related(
            *(f"fact__{name}" for name in CLAIM_ROWS), "passage__snapshot__story"
        )
        .defer("passage__snapshot__text")
        .order_by("pk")
    )
    return found + [Conflict(row.fact, dispute=row) for row in disputes]


def self_contradictions() -> list[SelfContradiction]:
    """Stories that say two values where one is allowed; 2 queries.

    As when the body counts two seasons and the infobox three. Rejected claims do
    not count; a pair is listed once.
    """
    rows = (
        Evidence.objects.supporting()
        .filter(
            fact__predicate__in=SINGLE,
            fact__kind=ValueKind.VALUE,
            fact__status__in=(*ON_RECORD, FactStatus.PROPOSED),
        )
        .annotate(story=F("passage__snapshot__story"))
        .select_related(*(f"fact__{name}" for name in CLAIM_ROWS))
        .order_by("fact__proposed_at", "fact")
    )
    said: dict[tuple[int, int, str], dict[int, Fact]] = defaultdict(dict)
    for row in rows:
        key = (row.story, row.fact.subject_id, row.fact.predicate)
        said[key][row.fact_id] = row.fact
    pairs = [
        (story, one, other)
        for (story, _subject, _predicate), facts in said.items()
        for one, other in combinations(facts.values(), 2)
        if not same_value(one.claim, other.claim)
    ]
    stories = SourceStory.objects.in_bulk({story for story, _, _ in pairs})
    return [
        SelfContradiction(stories[story], one, other) for story, one, other in pairs
    ]


def drift(facts: Iterable[Fact] | None = None) -> list[Drift]:
    """Accepted values that the catalogue's column does not show.

    One query for the facts and one for each kind of entry among them. An empty
    column counts: somebody emptied it.
    """
    if facts is None:
        facts = Fact.objects.accepted().filter(
            predicate__in=[row.key for row in PREDICATES.values() if row.columns],
            kind=ValueKind.VALUE,
        )
        facts = facts.select_related(*CLAIM_ROWS)
    rows = list(facts)
    by_kind: dict[str, set[int]] = defaultdict(set)
    for fact in rows:
        by_kind[fact.subject.kind].add(fact.subject_id)
    shown = {
        entry.pk: entry
        for kind, ids in by_kind.items()
        for entry in Entry.of_kind(kind).objects.filter(pk__in=ids)
    }
    found = []
    for fact in rows:
        column = PREDICATES[fact.predicate].column(fact.subject.kind)
        if not column:
            continue
        value = getattr(shown[fact.subject_id], _attribute(column))
        if not _shows(fact, value):
            found.append(Drift(fact, str(value if value is not None else "")))
    return found


def _attribute(column: str) -> str:
    return "franchise_id" if column == "franchise" else column


def _shows(fact: Fact, value: object) -> bool:
    if fact.target_id is not None:
        return value == fact.target_id
    if fact.date is not None:
        return value == fact.date
    if fact.number is not None:
        return value == fact.number
    return value == fact.text
