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
