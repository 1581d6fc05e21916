"""The page of one fact: what it shows, and what its buttons do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from articles import values
from articles.actions.evidence import attach, check
from articles.actions.facts import (
    accept,
    reason_against_accepting,
    reject,
    rival_of,
)
from articles.actions.sources import quote_passage
from articles.lifecycle import why_not_attach, why_not_reject
from articles.models import Evidence, Fact
from articles.predicates import predicate
from catalog.admin.entries import page_of

from .deeds import attempt
from .fact_forms import AcceptForm, CheckForm, EvidenceForm, RejectForm

DEEDS: dict[str, type[forms.Form]] = {
    "accept": AcceptForm,
    "reject": RejectForm,
    "attach": EvidenceForm,
    "check": CheckForm,
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
    deed = request.POST.get("_deed", "")
    if request.method != "POST" or deed not in DEEDS:
        return "", made
    form = made[deed] = DEEDS[deed](request.POST, prefix=deed)
    if not form.is_valid():
        return "", made
    return attempt(form, lambda: _do(deed, fact, form, by=request.user)) or "", made


def _do(deed: str, fact: Fact, form: forms.Form, *, by) -> str:
    given = form.cleaned_data
    if deed == "accept":
        accept(fact, by=by, note=given["note"])
        return "The fact is accepted, and its passages count as checked by you."
    if deed == "reject":
        reject(fact, by=by, why=given["why"])
        return "The fact is rejected. The reason stays on record."
    if deed == "attach":
        attach_given(fact, given, by=by)
        return "The passage is attached. It counts once somebody has checked it."
    evidence = fact.evidence.filter(pk=given["evidence"]).first()
    if evidence is None:
        raise forms.ValidationError("This passage is no longer evidence here.")
    check(evidence, by=by)
    return "The passage is checked."


def page_of_fact(
    request: HttpRequest, fact: Fact, made: dict[str, forms.Form]
) -> dict[str, Any]:
    """What the template of the page prints; about 8 queries."""
    evidence = list(
        fact.evidence.select_related("passage__snapshot__story__outlet", "checked_by")
        .defer("passage__snapshot__text")
        .prefetch_related("passage__speakers")
        .order_by("pk")
    )
    rival = rival_of(fact)
    refused = next((form for form in made.values() if form.is_bound), None)
    nearest = getattr(getattr(refused, "refusal", None), "nearest", None)
    hits = getattr(getattr(refused, "refusal", None), "hits", [])
    return {
        "title": values.sentence(fact.claim),
        "fact": fact,
        "subject_url": page_of(fact.subject),
        "predicate": predicate(fact.predicate),
        "value": values.value_words(fact.claim),
        "evidence": evidence,
        "rival": rival,
        "rival_value": values.value_words(rival.claim) if rival else "",
        "forms": made,
        "near": nearest,
        "hits": hits[:10],
        "against": _reasons(request.user, fact, evidence),
        "is_public": fact.status == "accepted",
        "changes": fact.changes.select_related("by")[:50],
    }


def _reasons(user, fact: Fact, evidence: list[Evidence]) -> dict[str, str]:
    """Why each button cannot be pressed by this person now; "" where it can."""
    supports = sum(1 for row in evidence if row.stance == "supports")
    may_accept = user.has_perm("articles.accept_fact")
    role = "Your role does not allow you to {}."
    return {
        "accept": role.format("accept facts")
        if not may_accept
        else reason_against_accepting(fact, by=user, supports=supports) or "",
        "reject": role.format("reject facts")
        if not may_accept
        else why_not_reject(status=fact.status, why="asked for below") or "",
        "attach": role.format("attach evidence")
        if not user.has_perm("articles.add_evidence")
        else why_not_attach(status=fact.status) or "",
        "check": ""
        if user.has_perm("articles.check_evidence")
        else role.format("check evidence"),
    }
