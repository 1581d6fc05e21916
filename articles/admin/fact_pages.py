"""The page of one fact: what it shows, and what its buttons do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest

from articles import values
from articles.actions.evidence import (
    attach,
    check,
    keep_dispute,
    own_origin,
    same_origin,
)
from articles.actions.facts import (
    accept,
    reason_against_accepting,
    reject,
    rival_of,
)
from articles.actions.replacing import retract, undo
from articles.actions.sources import quote_passage
from articles.lifecycle import (
    why_not_amend,
    why_not_attach,
    why_not_reject,
    why_not_replace,
    why_not_retract,
    why_not_undo,
)
from articles.models import CLAIM_ROWS, ON_RECORD, Evidence, Fact, FactStatus, Stance
from articles.predicates import predicate
from catalog.admin.choosing import posted
from catalog.admin.entries import page_of

from .deeds import attempt
from .fact_forms import AcceptForm, CheckForm, EvidenceForm, RejectForm
from .fact_versions import require_seen, version_of_fact
from .origins import origins_of
from .replacing_forms import PairForm, RetractForm, UndoForm

DEEDS: dict[str, type[forms.Form]] = {
    "accept": AcceptForm,
    "reject": RejectForm,
    "retract": RetractForm,
    "undo": UndoForm,
    "attach": EvidenceForm,
    "check": CheckForm,
    "same": PairForm,
    "own": PairForm,
    "keep": CheckForm,
}


def attach_given(fact: Fact, given: dict[str, Any], *, by) -> Evidence:
    """The passage of an `EvidenceForm` as evidence, quoted first if it is new."""
    passage = given.get("passage")
    if passage is None:
        passage = quote_passage(
            given["story"].snapshots.order_by("number").last(),
            given["words"],
            by=by,
            prefix=given.get("prefix") or "",
        )
    return attach(
        fact,
        passage,
        by=by,
        origin=given["origin"],
        stance=given["stance"],
        attribution=given["attribution"],
    )


def deeds_done(request: HttpRequest, fact: Fact) -> tuple[str, dict[str, forms.Form]]:
    """What to tell after the deed asked for, and the forms of the page.

    Nothing to tell means that nothing was done: the form of the deed says why.
    """
    made = {name: form(prefix=name) for name, form in DEEDS.items()}
    data, deed = posted(request), request.POST.get("_deed", "")
    if data is None or deed not in DEEDS:
        return "", made
    form = made[deed] = DEEDS[deed](data, prefix=deed)
    if request.method != "POST" or not form.is_valid():
        return "", made
    seen, by = data.get("_version", ""), request.user
    return attempt(form, lambda: _do(deed, fact, form, seen, by=by)) or "", made


def _do(deed: str, fact: Fact, form: forms.Form, seen: str, *, by) -> str:
    given = form.cleaned_data
    named = (given.get("evidence"), given.get("other"))
    require_seen(fact, seen, numbers=None if deed == "accept" else named)
    if deed == "accept":
        accept(fact, by=by, note=given["note"])
        return "The fact is accepted, and its passages count as checked by you."
    if deed == "reject":
        reject(fact, by=by, why=given["why"])
        return "The fact is rejected. The reason stays on record."
    if deed == "retract":
        retract(fact, by=by, why=given["why"].strip())
        return "The fact is retracted. Articles that cite it have a correction to word."
    if deed == "undo":
        undo(fact, by=by, why=given["why"].strip())
        return "The fact holds again, and the open tasks about it are closed."
    if deed == "attach":
        attach_given(fact, given, by=by)
        return "The passage is attached. It counts once somebody has checked it."
    return _do_to_evidence(deed, fact, given, by=by)


def _do_to_evidence(deed: str, fact: Fact, given: dict[str, Any], *, by) -> str:
    evidence = _evidence(fact, given["evidence"])
    if deed == "check":
        check(evidence, by=by)
        return "The passage is checked."
    if deed == "keep":
        keep_dispute(evidence, by=by)
        return "Both stay: the fact, and the dispute beside it."
    if deed == "same":
        same_origin(evidence, _evidence(fact, given["other"]), by=by)
        return "The two count as one origin from now on."
    own_origin(evidence, by=by)
    return "The passage counts as an origin of its own."


def _evidence(fact: Fact, number: int | None) -> Evidence:
    evidence = fact.evidence.filter(pk=number).first()
    if evidence is None:
        raise forms.ValidationError("This passage is no longer evidence here.")
    return evidence


def page_of_fact(
    request: HttpRequest, fact: Fact, made: dict[str, forms.Form]
) -> dict[str, Any]:
    """What the template of the page prints; about 8 queries."""
    evidence = list(
        fact.evidence.select_related(
            "passage__snapshot__story__outlet",
            "passage__orphaned_in",
            "repeats__passage__snapshot__story",
            "checked_by",
        )
        .defer(
            "passage__snapshot__text",
            "passage__orphaned_in__text",
            "repeats__passage__snapshot__text",
        )
        .prefetch_related("passage__speakers")
        .order_by("-stance", "pk")
    )
    rival = rival_of(fact)
    successor = fact.replaced_by
    against = _reasons(request.user, fact, evidence)
    refused = next((form for form in made.values() if form.is_bound), None)
    nearest = getattr(getattr(refused, "refusal", None), "nearest", None)
    hits = getattr(getattr(refused, "refusal", None), "hits", [])
    return {
        "title": values.sentence(fact.claim),
        "fact": fact,
        "version": version_of_fact(fact, evidence),
        "subject_url": page_of(fact.subject),
        "predicate": predicate(fact.predicate),
        "value": values.value_words(fact.claim),
        "evidence": evidence,
        "origins": origins_of(evidence),
        "supporting": [row for row in evidence if row.stance == Stance.SUPPORTS],
        "needs_recheck": _needs_recheck(fact, evidence),
        "successor": successor,
        "successor_value": values.value_words(successor.claim) if successor else "",
        "predecessors": [
            (row, values.value_words(row.claim))
            for row in fact.replaces.select_related(*CLAIM_ROWS).order_by("pk")
        ],
        "rival": rival,
        "rival_value": values.value_words(rival.claim) if rival else "",
        "forms": made,
        "near": nearest,
        "hits": hits[:10],
        "against": against,
        "moves": _moves(fact, made, against),
        "evidence_forms": [made[name] for name in ("check", "same", "own", "keep")],
        "is_public": fact.status in ON_RECORD,
        "changes": fact.changes.select_related("by")[:50],
    }


@dataclass(frozen=True)
class Move:
    """A button that moves the fact; `against` is why it cannot be pressed now."""

    key: str
    title: str
    form: forms.Form
    against: str
    note: str = ""

    @property
    def is_main(self) -> bool:
        return self.key == "accept"


_MOVES: dict[str, tuple[tuple[str, str, str], ...]] = {
    FactStatus.PROPOSED: (
        (
            "accept",
            "Accept",
            "Accepting says that you compared every passage with the claim.",
        ),
        ("reject", "Reject", "It stays on record with its reason."),
    ),
    FactStatus.REJECTED: (("reject", "Reject", ""),),
    FactStatus.ACCEPTED: (
        (
            "retract",
            "Retract",
            "Nothing takes its place: the catalogue loses the value, and every "
            "published article that cites it gets a correction to word.",
        ),
    ),
    FactStatus.REPLACED: (
        (
            "undo",
            "Undo",
            "It is accepted again, its successor waits as a proposal, and the open "
            "tasks about it are closed. What was published stays published.",
        ),
    ),
    FactStatus.RETRACTED: (
        (
            "undo",
            "Undo",
            "It is accepted again, and the open tasks about it are closed.",
        ),
    ),
}


def _moves(
    fact: Fact, made: dict[str, forms.Form], against: dict[str, str]
) -> list[Move]:
    """The buttons for the state the fact is in, and the one that was just refused."""
    shown = {key: (key, title, note) for key, title, note in _MOVES[fact.status]}
    for rows in _MOVES.values():
        for key, title, note in rows:
            if made[key].is_bound:
                shown.setdefault(key, (key, title, note))
    return [
        Move(key, title, made[key], against[key], note)
        for key, title, note in shown.values()
    ]


def _needs_recheck(fact: Fact, evidence: list[Evidence]) -> bool:
    """Whether an accepted fact rests on no checked passage that still stands."""
    return fact.status == FactStatus.ACCEPTED and not any(
        row.stance == Stance.SUPPORTS
        and row.checked_at
        and row.passage.orphaned_in_id is None
        for row in evidence
    )


def _reasons(user, fact: Fact, evidence: list[Evidence]) -> dict[str, str]:
    """Why each button cannot be pressed by this person now; "" where it can."""
    supports = sum(
        1
        for row in evidence
        if row.stance == Stance.SUPPORTS and row.passage.orphaned_in_id is None
    )
    status, asked = fact.status, "asked for below"
    successor = fact.replaced_by.status if fact.replaced_by else ""
    against = {
        "accept": reason_against_accepting(fact, by=user, supports=supports),
        "reject": why_not_reject(status=status, why=asked),
        "replace": reason_against_replacing(fact),
        "retract": why_not_retract(status=status, why=asked),
        "undo": why_not_undo(status=status, successor_status=successor, why=asked),
        "amend": reason_against_amending(fact),
        "attach": why_not_attach(status=status),
        "check": None,
        "origins": None,
        "keep": None,
    }
    return {
        deed: f"Your role does not allow you to {words}."
        if not user.has_perm(f"articles.{permission}")
        else against[deed] or ""
        for deed, (permission, words) in _RIGHTS.items()
    }


_RIGHTS = {
    "accept": ("accept_fact", "accept facts"),
    "reject": ("accept_fact", "reject facts"),
    "replace": ("accept_fact", "replace facts"),
    "retract": ("accept_fact", "retract facts"),
    "undo": ("accept_fact", "undo replacements"),
    "amend": ("add_fact", "amend facts"),
    "attach": ("add_evidence", "attach evidence"),
    "check": ("check_evidence", "check evidence"),
    "origins": ("check_evidence", "name origins"),
    "keep": ("accept_fact", "settle disputes"),
}


def reason_against_replacing(fact: Fact) -> str:
    """Why nothing can take the fact's place now; "" where something can."""
    reason = why_not_replace(
        old_status=fact.status,
        new_status=FactStatus.PROPOSED,
        same_subject=True,
        same_predicate=True,
        how="",
        why="",
    )
    return reason or ""


def reason_against_amending(fact: Fact) -> str:
    """Why its qualifiers cannot be changed now; "" where they can."""
    return why_not_amend(status=fact.status, changes_value=False) or ""
