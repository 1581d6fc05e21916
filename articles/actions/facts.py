"""Facts: proposing, accepting and rejecting them, and giving them effect."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.addresses import fact_key
from articles.lifecycle import Refused, why_not_accept, why_not_reject
from articles.models import CATALOGUE_ROWS, Certainty, Fact, FactStatus, ValueKind
from articles.predicates import predicate
from articles.values import value_words
from catalog.actions.values import Payload, put
from catalog.models import Entry

from .changes import By, locked, record, require, with_dates
from .evidence import mark_checked, stands


@transaction.atomic
def propose(*, by: By, key: str = "", **claim: Any) -> Fact:
    """A new fact that waits to be checked; 4 queries and one per entry named.

    `claim` gives subject, predicate and the parts of the value that the predicate
    asks for. Raises ValidationError, by field, where they do not fit.
    """
    require(by, "articles.add_fact", "propose facts")
    claim = with_dates(Fact, claim)
    fact = Fact(proposed_by=by, proposed_at=timezone.now(), **claim)
    fact.key = key or _free_key(fact)
    fact.full_clean()
    fact.save()
    record(fact, "propose", by=by, after=value_words(fact.claim), why=fact.wording)
    return fact


def _free_key(fact: Fact) -> str:
    """A key no other fact has, made once and never changed; 1 query."""
    if fact.subject_id is None:
        return ""
    wanted = fact_key(
        subject=fact.subject.slug,
        predicate=fact.predicate,
        detail="" if fact.target is None else fact.target.slug,
    )
    taken = set(
        Fact.objects.filter(key__startswith=wanted).values_list("key", flat=True)
    )
    number, key = 1, wanted
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key


@transaction.atomic
def accept(fact: Fact, *, by: By, note: str = "") -> Fact:
    """Accepts the fact, with its supporting passages as checked by `by`.

    The catalogue then shows its value. About 10 queries. Raises Refused with the
    reason: no passage, the same value accepted already, four eyes, a passage that
    does not stand in its snapshot, a value the catalogue cannot hold.
    """
    require(by, "articles.accept_fact", "accept facts")
    fact = locked(fact)
    supports = list(
        fact.evidence.supporting()
        .standing()
        .select_related("passage__snapshot")
        .order_by("pk")
    )
    reason = reason_against_accepting(fact, by=by, supports=len(supports))
    if reason:
        raise Refused(reason)
    for row in supports:
        if not stands(row.passage):
            raise Refused(f"A passage does not stand in its snapshot: {row.passage}")
    mark_checked([row for row in supports if row.checked_at is None], by=by)
    fact.status = FactStatus.ACCEPTED
    try:
        with transaction.atomic():
            fact.save(update_fields=["status"])
    except IntegrityError as error:
        raise Refused("Another value was accepted here in the meantime.") from error
    record(
        fact,
        "accept",
        by=by,
        before=FactStatus.PROPOSED,
        after=FactStatus.ACCEPTED,
        why=note,
    )
    apply_to_catalog(fact, by=by)
    return fact


def rival_of(fact: Fact) -> Fact | None:
    """The accepted fact that holds the slot this one would take; 1 query."""
    return (
        Fact.objects.accepted()
        .filter(subject=fact.subject_id, slot=fact.slot)
        .exclude(pk=fact.pk)
        .first()
    )


def reason_against_accepting(fact: Fact, *, by: By, supports: int) -> str | None:
    """Why this person cannot accept the fact now, or None; 1 query.

    `supports` counts its supporting passages. Whether they stand is asked by `accept`.
    """
    rival = rival_of(fact)
    return why_not_accept(
        status=fact.status,
        supports=supports,
        proposed_by_accepter=by is not None and fact.proposed_by_id == by.pk,
        four_eyes=settings.FOUR_EYES,
        taken_by=f"{value_words(rival.claim)} ({rival.key})" if rival else "",
        only_one=not predicate(fact.predicate).many,
    )


@transaction.atomic
def reject(fact: Fact, *, by: By, why: str) -> Fact:
    """Rejects a proposed fact, with the reason, which is kept."""
    require(by, "articles.accept_fact", "reject facts")
    fact = locked(fact)
    reason = why_not_reject(status=fact.status, why=why)
    if reason:
        raise Refused(reason)
    fact.status = FactStatus.REJECTED
    fact.save(update_fields=["status"])
    record(
        fact,
        "reject",
        by=by,
        before=FactStatus.PROPOSED,
        after=FactStatus.REJECTED,
        why=why,
    )
    return fact


@transaction.atomic
def apply_to_catalog(fact: Fact, *, by: By) -> None:
    """Gives the catalogue the value of an accepted fact that is bound to it.

    The one writer of the catalogue on behalf of facts. An absence, or a predicate
    that is bound to nothing, changes nothing. Raises Refused where the catalogue
    cannot hold the value.
    """
    row = predicate(fact.predicate)
    if fact.status != FactStatus.ACCEPTED:
        raise Refused("Only an accepted fact gives the catalogue its value.")
    if fact.kind != ValueKind.VALUE or not row.is_bound:
        return
    subject: Entry = locked(fact.subject)
    try:
        placed = put(
            subject,
            column=row.column(subject.kind),
            row=row.row,
            payload=Payload(
                text=fact.text,
                number=fact.number,
                date=fact.date,
                target=fact.target,
                job=fact.job,
                character=fact.character,
                via=fact.via,
                credit_kind=fact.credit_kind,
                part=fact.part,
                billing=fact.billing,
                since=fact.effective,
                planned=_is_only_planned(fact),
            ),
            reason=f"fact {fact.key}",
        )
    except ValidationError as error:
        raise Refused(*_reasons(error)) from error
    if placed.row is not None:
        name = next(n for n in CATALOGUE_ROWS if n == placed.kind)
        setattr(fact, name, placed.row)
        fact.save(update_fields=[name])
    if placed.changed:
        record(
            subject,
            "apply",
            by=by,
            before=placed.before,
            after=placed.after,
            why=fact.key,
        )


def _is_only_planned(fact: Fact) -> bool:
    """Whether nobody says more of a credit than that it is planned; 1 query."""
    if fact.certainty != Certainty.PLANNED:
        return False
    said = Fact.objects.accepted().filter(
        subject=fact.subject_id,
        predicate=fact.predicate,
        target=fact.target_id,
        job=fact.job_id,
        part=fact.part,
    )
    return not said.exclude(certainty=Certainty.PLANNED).exists()


def _reasons(error: ValidationError) -> list[str]:
    """Why the catalogue cannot hold a value, with the names of its columns."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        message if name == "__all__" else f"The catalogue’s {name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]
