"""Evidence: a passage beside a fact, and somebody who has compared the two."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import quotes
from articles.lifecycle import Refused, why_not_attach
from articles.models import Evidence, Fact, Origin, Passage, Stance

from .changes import By, locked, record, require


@transaction.atomic
def attach(
    fact: Fact,
    passage: Passage,
    *,
    by: By,
    origin: str = Origin.OWN_REPORTING,
    stance: str = Stance.SUPPORTS,
    attribution: str = "",
) -> Evidence:
    """The passage as unchecked evidence for or against the fact; 6 queries.

    Raises Refused for a rejected fact, for a passage that is evidence here already,
    and for one that no longer reads as its snapshot does.
    """
    require(by, "articles.add_evidence", "attach evidence")
    fact = locked(fact)
    reason = why_not_attach(status=fact.status)
    if reason:
        raise Refused(reason)
    if not stands(passage):
        raise Refused("The passage does not stand in its snapshot.")
    evidence = Evidence(
        fact=fact,
        passage=passage,
        origin=origin,
        stance=stance,
        attribution=attribution,
    )
    try:
        evidence.full_clean()
    except ValidationError as error:
        raise Refused(*error.messages) from error
    evidence.save()
    record(fact, "attach", by=by, after=passage.exact)
    return evidence


@transaction.atomic
def check(evidence: Evidence, *, by: By) -> Evidence:
    """Says that `by` has read the passage and found that it bears the fact out."""
    require(by, "articles.check_evidence", "check evidence")
    fact = locked(evidence.fact)
    if not stands(evidence.passage):
        raise Refused("The passage does not stand in its snapshot.")
    mark_checked([evidence], by=by)
    record(fact, "check", by=by, after=evidence.passage.exact)
    return evidence


@transaction.atomic
def same_origin(evidence: Evidence, other: Evidence, *, by: By) -> Evidence:
    """Says that `evidence` only passes on what `other` has; both bear on one fact.

    Readers then see one origin where they saw two. Raises Refused where the two
    bear on different facts, or where it would go round in a circle.
    """
    require(by, "articles.check_evidence", "name origins")
    fact = locked(evidence.fact)
    if other.fact_id != fact.pk:
        raise Refused("The two bear on different facts.")
    step: Evidence | None = other
    while step is not None:
        if step.pk == evidence.pk:
            raise Refused("That one already passes on this one.")
        step = step.repeats
    evidence.repeats = other
    evidence.save(update_fields=["repeats"])
    record(
        fact,
        "same origin",
        by=by,
        before=str(evidence.passage),
        after=str(other.passage),
    )
    return evidence


@transaction.atomic
def own_origin(evidence: Evidence, *, by: By) -> Evidence:
    """Says that `evidence` has an origin of its own after all."""
    require(by, "articles.check_evidence", "name origins")
    fact = locked(evidence.fact)
    evidence.repeats = None
    evidence.save(update_fields=["repeats"])
    record(fact, "own origin", by=by, after=str(evidence.passage))
    return evidence


@transaction.atomic
def keep_dispute(evidence: Evidence, *, by: By, why: str = "") -> Evidence:
    """Settles a conflict by leaving both: the fact stands, and so does the dispute.

    It is no conflict any more and stays in sight of readers. Raises Refused for
    evidence that disputes nothing.
    """
    require(by, "articles.accept_fact", "settle disputes")
    fact = locked(evidence.fact)
    if evidence.stance != Stance.DISPUTES:
        raise Refused("The passage disputes nothing.")
    evidence.kept_at = timezone.now()
    evidence.save(update_fields=["kept_at"])
    record(fact, "keep dispute", by=by, after=str(evidence.passage), why=why)
    return evidence


def taint(fact: Fact) -> int:
    """Marks all evidence of a fact as unchecked, since its words changed."""
    return fact.evidence.update(checked_by=None, checked_at=None)


def mark_checked(rows: list[Evidence], *, by: By) -> None:
    """Writes who checked these rows and when; within the caller's transaction."""
    now = timezone.now()
    for row in rows:
        row.checked_by = by
        row.checked_at = now
        row.save(update_fields=["checked_by", "checked_at"])


def stands(passage: Passage) -> bool:
    """Whether the passage is still, character for character, in its snapshot."""
    return quotes.verify(passage, passage.snapshot.text)
