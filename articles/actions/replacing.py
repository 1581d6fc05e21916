"""Facts that change: one question, and every consequence in one transaction."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from articles.lifecycle import (
    Refused,
    why_not_replace,
    why_not_retract,
    why_not_undo,
)
from articles.models import CATALOGUE_ROWS, Fact, FactStatus, Replacement, TaskKind
from articles.predicates import predicate
from articles.values import value_words
from catalog.actions import values as catalogue
from catalog.dates import PartialDate

from .changes import By, locked, record, require
from .facts import accept, apply_to_catalog
from .tasks import close_for, open_tasks

_TASKS = {
    Replacement.DEVELOPMENT: TaskKind.UPDATE,
    Replacement.CORRECTION: TaskKind.CORRECTION,
}


@transaction.atomic
def replace(
    old: Fact,
    new: Fact,
    *,
    how: str,
    by: By,
    why: str = "",
    ended_on: PartialDate | None = None,
) -> Fact:
    """Puts a proposed fact in the place of an accepted one; returns the new one.

    `how` answers the one question. A *development* was true until `ended_on` (the
    day the new one became known, if nothing else is given) and opens an update task
    on every published article that cites it. A *correction* never was true and opens
    a correction on each. A *refinement* says the same more exactly and opens
    neither. The catalogue shows the new value. Raises Refused with the reason.
    """
    require(by, "articles.accept_fact", "replace facts")
    old, new = locked(old), locked(new)
    if how not in Replacement.values:
        raise Refused(f"“{how}” is no answer: choose {', '.join(Replacement.values)}.")
    reason = why_not_replace(
        old_status=old.status,
        new_status=new.status,
        same_subject=old.subject_id == new.subject_id,
        same_predicate=old.predicate == new.predicate,
        how=how,
        why=why,
    )
    if reason:
        raise Refused(reason)
    before = value_words(old.claim)
    old.status = FactStatus.REPLACED
    old.replaced_by = new
    old.replaced_how = how
    old.ended_on = ended_on or new.known_on or _today()
    old.save(update_fields=["status", "replaced_by", "replaced_how", "ended_on"])
    _withdraw_row(old, by=by)
    new = accept(new, by=by, note=why)
    if new.kind != "value":
        _clear_column(old, by=by)
    if how in _TASKS:
        open_tasks(old, kind=_TASKS[Replacement(how)], by=by)
    record(old, "replace", by=by, before=before, after=f"{how}: {new.key}", why=why)
    return new


@transaction.atomic
def retract(
    fact: Fact, *, by: By, why: str, ended_on: PartialDate | None = None
) -> Fact:
    """Takes an accepted fact back with nothing in its place.

    The catalogue loses the value, and every published article that cites the fact
    gets a correction to word.
    """
    require(by, "articles.accept_fact", "retract facts")
    fact = locked(fact)
    reason = why_not_retract(status=fact.status, why=why)
    if reason:
        raise Refused(reason)
    before = value_words(fact.claim)
    fact.status = FactStatus.RETRACTED
    fact.ended_on = ended_on or _today()
    fact.save(update_fields=["status", "ended_on"])
    _withdraw_row(fact, by=by)
    _clear_column(fact, by=by)
    open_tasks(fact, kind=TaskKind.CORRECTION, by=by)
    record(fact, "retract", by=by, before=before, why=why)
    return fact


@transaction.atomic
def undo(fact: Fact, *, by: By, why: str) -> Fact:
    """Makes a replaced or retracted fact accepted again, as if nothing had been.

    Its successor is proposed again and its open tasks are closed; the catalogue
    shows the old value. What was published in between stays published.
    """
    require(by, "articles.accept_fact", "undo replacements")
    fact = locked(fact)
    successor = locked(fact.replaced_by) if fact.replaced_by else None
    reason = why_not_undo(
        status=fact.status,
        successor_status=successor.status if successor else "",
        why=why,
    )
    if reason:
        raise Refused(reason)
    if successor is not None:
        successor.status = FactStatus.PROPOSED
        successor.save(update_fields=["status"])
        _withdraw_row(successor, by=by)
        _clear_column(successor, by=by)
        record(successor, "undo", by=by, after=FactStatus.PROPOSED, why=why)
    before = fact.status
    fact.status = FactStatus.ACCEPTED
    fact.replaced_by = None
    fact.replaced_how = ""
    fact.ended_on = None
    fact.save(update_fields=["status", "replaced_by", "replaced_how", "ended_on"])
    apply_to_catalog(fact, by=by)
    close_for(fact, by=by)
    record(fact, "undo", by=by, before=before, after=FactStatus.ACCEPTED, why=why)
    return fact


def _today() -> PartialDate:
    return PartialDate.from_date(timezone.localdate())


def _withdraw_row(fact: Fact, *, by: By) -> None:
    """Takes the fact's row out of the catalogue unless another fact stands on it."""
    for name in CATALOGUE_ROWS:
        row = getattr(fact, name)
        if row is None:
            continue
        others = Fact.objects.accepted().filter(**{name: row}).exclude(pk=fact.pk)
        setattr(fact, name, None)
        fact.save(update_fields=[name])
        if others.exists():
            continue
        placed = catalogue.withdraw(row)
        record(fact.subject, "withdraw", by=by, before=placed.before, why=fact.key)


def _clear_column(fact: Fact, *, by: By) -> None:
    """Empties the column that shows the fact's value, and no other value."""
    column = predicate(fact.predicate).column(fact.subject.kind)
    if not column or fact.kind != "value":
        return
    placed = catalogue.clear(fact.subject, column=column, reason=f"fact {fact.key}")
    if placed.changed:
        record(fact.subject, "clear", by=by, before=placed.before, why=fact.key)
