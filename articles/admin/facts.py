"""Facts: proposed in two steps, then moved by buttons alone."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import predicates, values
from articles.actions.facts import propose
from articles.models import CLAIM_ROWS, Evidence, Fact, Passage
from catalog.admin.choosing import is_number, posted
from catalog.admin.entries import page_of
from catalog.admin.safe import ReadOnlyAdmin, SafeModelAdmin
from catalog.models import Entry

from .deeds import RecordedAdmin, attempt
from .fact_forms import ClaimForm, SubjectForm
from .fact_pages import attach_given, deeds_done, page_of_fact
from .replacing import ReplacingPages


@admin.register(Fact)
class FactAdmin(ReplacingPages, RecordedAdmin, SafeModelAdmin):
    recorded_as = "fact"
    prefill = ("subject",)

    list_display = (
        "about",
        "predicate",
        "value",
        "status",
        "certainty",
        "known_on",
        "proposed",
    )
    list_filter = ("status", "certainty", "kind", "predicate")
    search_fields = ("key", "folded", "subject__folded", "target__folded")
    list_select_related = CLAIM_ROWS
    ordering = ("-proposed_at", "pk")

    def has_change_permission(self, request, obj=None):
        """What a fact claims is never edited: it is rejected, or another proposed."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def add_view(self, request: HttpRequest, form_url="", extra_context=None):
        """Asks what the fact is about, then for a value of the kind that fits.

        Each step is an address, so that any page can link to any of them.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        subject = _row(Entry, request.GET.get("subject", ""))
        passage = _row(Passage, request.GET.get("passage", ""))
        predicate = predicates.PREDICATES.get(request.GET.get("predicate", ""))
        fits = predicate and subject and subject.kind in predicate.subjects
        if not fits:
            return self._first_step(request, subject, passage)
        form = ClaimForm(
            posted(request),
            predicate=predicate,
            initial={"passage": passage and passage.pk},
        )
        if request.method == "POST" and form.is_valid():
            fact = attempt(form, lambda: _propose(request, subject, predicate, form))
            if fact is not None:
                messages.success(request, "The fact waits to be checked.")
                return HttpResponseRedirect(_page(fact))
        context = {
            **self.admin_site.each_context(request),
            "title": f"{predicate.label}: {subject.title}",
            "opts": self.opts,
            "subject": subject,
            "subject_url": page_of(subject),
            "predicate": predicate,
            "passage": passage,
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/fact/claim.html", context)

    def _first_step(self, request, subject, passage):
        given = {name: request.GET[name] for name in ("subject",) if subject}
        form = SubjectForm(initial=given, subject=subject)
        if request.GET.get("predicate") and subject:
            form = SubjectForm(request.GET, subject=subject)
        elif "predicate" in request.GET:
            form = SubjectForm(request.GET)
        context = {
            **self.admin_site.each_context(request),
            "title": "Propose a fact",
            "opts": self.opts,
            "form": form,
            "passage": passage,
        }
        return TemplateResponse(request, "admin/articles/fact/subject.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The claim, what bears it out, and the buttons that move it."""
        fact = self.get_object(request, unquote(object_id))
        if fact is None or not self.has_view_permission(request, fact):
            return super().change_view(request, object_id, form_url, extra_context)
        told, forms = deeds_done(request, fact)
        if told:
            messages.success(request, told)
            return HttpResponseRedirect(_page(fact))
        context = {
            **self.admin_site.each_context(request),
            **page_of_fact(request, fact, forms),
            "opts": self.opts,
            "original": fact,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/articles/fact/page.html", context)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)

    @admin.display(ordering="subject__sort_key")
    def about(self, fact):
        entry = fact.subject
        more = entry.slug if "/" in entry.slug else entry.kind
        shown = '{} <span class="quiet">{}</span>'
        return format_html(shown, entry.title, more)

    @admin.display(ordering="proposed_at")
    def proposed(self, fact):
        return f"{timezone.localtime(fact.proposed_at):%-d %b %Y}"

    @admin.display
    def value(self, fact):
        words = values.value_words(fact.claim)
        return words if len(words) <= 90 else f"{words[:89]}…"


def _row(model, number: str):
    """The row of that number, or None for whatever is no number of one."""
    return model.objects.filter(pk=number).first() if is_number(number) else None


def _page(fact: Fact) -> str:
    return reverse("admin:articles_fact_change", args=[fact.pk])


def _propose(request, subject, predicate, form) -> Fact:
    fact = propose(
        by=request.user, subject=subject, predicate=predicate.key, **form.claim()
    )
    if form.is_given:
        attach_given(fact, form.cleaned_data, by=request.user)
    return fact


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """All passages beside their facts; checking is done on the page of the fact."""

    list_display = ("passage", "fact_page", "stance", "origin", "checked_by")
    list_filter = (
        ("checked_at", admin.EmptyFieldListFilter),
        "stance",
        "origin",
    )
    search_fields = ("passage__exact", "fact__key", "fact__subject__folded")
    list_select_related = ("passage", "fact", "checked_by")
    ordering = ("-pk",)
    fields = ("passage", "fact", "stance", "origin", "attribution", "checked_by")

    @admin.display(description="fact")
    def fact_page(self, evidence):
        return format_html('<a href="{}">{}</a>', _page(evidence.fact), evidence.fact)
