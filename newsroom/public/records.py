"""The record of an outlet: what became of the facts that it reported first."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from articles import values
from articles.models import (
    CLAIM_ROWS,
    Evidence,
    Fact,
    FactStatus,
    Outlet,
    Replacement,
    Stance,
)
from catalog.models import Visibility, hidden

from .cells import counted, sentence_case
from .inputs import FactLink, Record, RecordGroup

FACTS_OF_A_KIND = 5

_FELL = Q(status=FactStatus.RETRACTED) | Q(replaced_how=Replacement.CORRECTION)
_KINDS = (
    ("held", "Held", Q(status=FactStatus.ACCEPTED)),
    ("refined", "Refined", Q(replaced_how=Replacement.REFINEMENT)),
    ("developed", "Developed", Q(replaced_how=Replacement.DEVELOPMENT)),
    ("fell", "Fell", _FELL),
)


def record_of(outlet: Outlet) -> Record | None:
    """How many of its facts held, were refined, developed or fell; 5 queries.

    Each kind comes with the newest of its facts. None where it was never first.
    """
    facts = _first_reported_by(outlet)
    counts = facts.aggregate(
        **{name: Count("pk", filter=which) for name, _, which in _KINDS}
    )
    total = sum(counts.values())
    if not total:
        return None
    groups = tuple(
        RecordGroup(label, counts[name], tuple(_links(facts.filter(which))))
        for name, label, which in _KINDS
    )
    return Record(counted(total, "fact"), groups)


def _first_reported_by(outlet: Outlet) -> QuerySet[Fact]:
    """Facts whose earliest passage, by the date of its story, is this outlet's."""
    story = "passage__snapshot__story"
    first = (
        Evidence.objects.filter(fact=OuterRef("pk"), stance=Stance.SUPPORTS)
        .order_by(F(f"{story}__published_latest").asc(nulls_last=True), "pk")
        .values(f"{story}__outlet")[:1]
    )
    named = Q(character__visibility=Visibility.HIDDEN) | Q(
        via__visibility=Visibility.HIDDEN
    )
    here = Fact.objects.filter(evidence__passage__snapshot__story__outlet=outlet)
    return (
        Fact.objects.on_record()
        .filter(pk__in=here.values("pk"))
        .exclude(hidden("subject") | hidden("target") | named)
        .annotate(first_outlet=Subquery(first))
        .filter(first_outlet=outlet.pk)
        .order_by("-proposed_at", "-pk")
    )


def _links(facts: QuerySet[Fact]) -> list[FactLink]:
    rows = facts.select_related(*CLAIM_ROWS)
    return [
        FactLink(
            values.sentence(fact.claim),
            fact.get_absolute_url(),
            fact.certainty,
            sentence_case(fact.get_certainty_display()),
        )
        for fact in rows[:FACTS_OF_A_KIND]
    ]
