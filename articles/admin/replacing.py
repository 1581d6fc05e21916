"""The pages on which a fact is replaced or amended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import values
from articles.actions.amending import amend
from articles.actions.facts import propose
from articles.actions.replacing import replace
from articles.models import Edition, Fact, Replacement
from catalog.admin.choosing import is_number, posted
from catalog.admin.entries import page_of
from catalog.admin.safe import SafeModelAdmin

from .deeds import attempt
from .fact_pages import (
    attach_given,
    reason_against_amending,
    reason_against_replacing,
)
from .fact_versions import require_seen, version_of_fact
from .replacing_forms import AmendForm, ReplaceForm, proposals_beside


def consequences(fact: Fact) -> dict[str, str]:
    """What each answer to the one question brings with it; 1 query."""
    count = Edition.objects.newest().filter(citations__fact=fact).count()
    cited = f"{count} published article{'' if count == 1 else 's'}"
    gets = "gets" if count == 1 else "get"
    return {
        Replacement.DEVELOPMENT: f"Development: it was true then. {cited} {gets} an "
        "update task.",
        Replacement.CORRECTION: f"Correction: it never was true. {cited} {gets} a "
        "correction to word.",
        Replacement.REFINEMENT: "Refinement: the same, more exact. Nothing else "
        "happens.",
    }


class ReplacingPages(SafeModelAdmin):
    """Adds to the admin of facts the pages `replace` and `amend` of a fact."""

    def get_urls(self):
        own = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"articles_fact_{name}",
            )
            for name, view in (
                ("replace", self.replace_view),
                ("amend", self.amend_view),
            )
        ]
        return [*own, *super().get_urls()]

    def _fact(self, request: HttpRequest, object_id: str, permission: str) -> Fact:
        fact = self.get_object(request, unquote(object_id))
        if fact is None:
            raise Http404
        if not request.user.has_perm(permission):
            raise PermissionDenied
        return fact

    def replace_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks for the successor and how the old one ended; one transaction."""
        fact = self._fact(request, object_id, "articles.accept_fact")
        wanted = request.GET.get("successor", "")
        form = ReplaceForm(
            posted(request),
            old=fact,
            consequences=consequences(fact),
            initial={"successor": wanted if is_number(wanted) else None},
        )
        if request.method == "POST" and form.is_valid():
            seen, by = request.POST.get("_version", ""), request.user
            new = attempt(form, lambda: _replace(fact, form, seen, by=by))
            if new is not None:
                messages.success(request, _told(fact, form.cleaned_data["how"]))
                return HttpResponseRedirect(_page(new))
        refusal = getattr(form, "refusal", None)
        context = {
            **self.admin_site.each_context(request),
            **_said(fact),
            "title": "Replace the fact",
            "opts": self.opts,
            "original": fact,
            "form": form,
            "has_proposals": proposals_beside(fact).exists(),
            "reason": reason_against_replacing(fact),
            "near": getattr(refusal, "nearest", None),
            "hits": getattr(refusal, "hits", [])[:10],
        }
        template = "admin/articles/fact/replace.html"
        return TemplateResponse(request, template, context)

    def amend_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks for the qualifiers; saving leaves all evidence unchecked."""
        fact = self._fact(request, object_id, "articles.add_fact")
        form = AmendForm(posted(request), fact=fact)
        if request.method == "POST" and form.is_valid():
            seen, by = request.POST.get("_version", ""), request.user
            deed = attempt(form, lambda: _amend(fact, form, seen, by=by))
            if deed is not None:
                told = "The fact is amended. Its evidence waits to be checked again."
                messages.success(request, told)
                return HttpResponseRedirect(_page(fact))
        context = {
            **self.admin_site.each_context(request),
            **_said(fact),
            "title": "Amend the fact",
            "opts": self.opts,
            "original": fact,
            "form": form,
            "reason": reason_against_amending(fact),
            "checked": fact.evidence.checked().count(),
        }
        return TemplateResponse(request, "admin/articles/fact/amend.html", context)


def _said(fact: Fact) -> dict[str, Any]:
    return {
        "version": version_of_fact(fact),
        "sentence": values.sentence(fact.claim),
        "subject_url": page_of(fact.subject),
    }


def _page(fact: Fact) -> str:
    return reverse("admin:articles_fact_change", args=[fact.pk])


def _replace(old: Fact, form: ReplaceForm, seen: str, *, by: Any) -> Fact:
    """Proposes the new value first where it is stated here, with its words."""
    require_seen(old, seen)
    given = form.cleaned_data
    new = given["successor"]
    if new is None:
        claim: dict[str, Any] = form.claim()
        new = propose(by=by, subject=old.subject, predicate=old.predicate, **claim)
    if form.is_given:
        attach_given(new, given, by=by)
    return replace(
        old,
        new,
        how=given["how"],
        by=by,
        why=given["why"].strip(),
        ended_on=given["ended_on"],
    )


def _amend(fact: Fact, form: AmendForm, seen: str, *, by: Any) -> Fact:
    require_seen(fact, seen)
    return amend(fact, by=by, why=form.cleaned_data["why"], **form.columns())


_TOLD = {
    Replacement.DEVELOPMENT: "Every article that cites it has an update task.",
    Replacement.CORRECTION: "Every article that cites it has a correction to word.",
    Replacement.REFINEMENT: "No article has to do anything.",
}


def _told(old: Fact, how: str) -> str:
    return f"This fact took the place of {old.key}. {_TOLD[Replacement(how)]}"
