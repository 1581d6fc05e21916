"""Changing what a fact says before or after it is accepted, without hiding it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from articles.lifecycle import Refused, why_not_amend
from articles.models import Evidence, Fact, FactStatus, Origin
from articles.values import value_words

from .changes import By, locked, record, require
from .evidence import taint

VALUE = frozenset(
    {
        "kind",
        "text",
        "number",
        "date",
        "target",
        "job",
        "character",
        "via",
        "credit_kind",
        "part",
        "billing",
    }
)
QUALIFIERS = frozenset(
    {
        "certainty",
        "effective",
        "known_on",
        "known_on_inferred",
        "known_on_reason",
        "wording",
    }
)


@transaction.atomic
def amend(fact: Fact, *, by: By, why: str = "", **columns: Any) -> Fact:
    """Changes the value of a proposed fact, or the qualifiers of any that stands.

    All its evidence becomes unchecked until a named person checks it again: what
    was compared with the old words proves nothing of the new ones. Raises Refused
    for another column or state, ValidationError by field for a value that does not
    fit.
    """
    require(by, "articles.add_fact", "amend facts")
    fact = locked(fact)
    changed = {
        name: value for name, value in columns.items() if getattr(fact, name) != value
    }
    if not changed:
        return fact
    unknown = set(changed) - VALUE - QUALIFIERS
    if unknown:
        raise Refused(f"A fact keeps its {', '.join(sorted(unknown))} for ever.")
    reason = why_not_amend(status=fact.status, changes_value=bool(set(changed) & VALUE))
    if reason:
        raise Refused(reason)
    before = _said(fact)
    for name, value in changed.items():
        setattr(fact, name, value)
    if "certainty" in changed:
        _ask_for_support(fact)
    fact.full_clean()
    fact.save(update_fields=sorted(changed))
    taint(fact)
    record(fact, "amend", by=by, before=before, after=_said(fact), why=why)
    return fact


def _said(fact: Fact) -> str:
    return f"{value_words(fact.claim)} ({fact.certainty}, known {fact.known_on or '?'})"


def _ask_for_support(fact: Fact) -> None:
    """Certainty rises through evidence alone: official needs an official origin."""
    official = (
        Origin.OFFICIAL_STATEMENT,
        Origin.OFFICIAL_DESCRIPTION,
        Origin.SOCIAL_POST,
    )
    if fact.certainty != "official" or fact.status == FactStatus.PROPOSED:
        return
    rows = Evidence.objects.filter(fact=fact, origin__in=official)
    if not rows.supporting().standing().exists():
        raise Refused(
            "No passage from an official statement, description or post supports it: "
            "attach one before calling it official."
        )
