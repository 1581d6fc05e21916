"""Source stories: archived by pasting, quoted by pasting, and read on one page."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from articles.actions.sources import (
    Archived,
    add_snapshot,
    archive_story,
    mark_block,
    quote_passage,
)
from articles.models import (
    Evidence,
    Outlet,
    Passage,
    Snapshot,
    SourceStory,
)
from articles.quotes import QuoteAmbiguous, QuoteMissing
from catalog.admin.choosing import posted
from catalog.admin.safe import ReadOnlyAdmin, SafeModelAdmin

from .comparing_snapshots import ComparingPages
from .deeds import RecordedAdmin, attempt
from .highlights import Span, pieces
from .source_forms import (
    KNOWN,
    REASONS,
    ArchiveForm,
    MarkForm,
    QuoteForm,
    SnapshotForm,
)

DEEDS = {
    "quote": (QuoteForm, "articles.add_passage"),
    "mark": (MarkForm, "articles.add_block"),
    "snapshot": (SnapshotForm, "articles.add_snapshot"),
}


@admin.register(Outlet)
class OutletAdmin(SafeModelAdmin):
    list_display = ("name", "kind", "url", "organisation")
    list_filter = ("kind",)
    search_fields = ("folded", "slug")
    list_select_related = ("organisation",)
    fieldsets = (
        (None, {"fields": ("name", "slug", "kind", "url")}),
        ("On its page", {"fields": ("note", "organisation")}),
    )
    autocomplete_fields = ("organisation",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(SourceStory)
class SourceStoryAdmin(ComparingPages, RecordedAdmin, SafeModelAdmin):
    recorded_as = "story"
    change_form_template = "admin/articles/sourcestory/change_form.html"

    list_display = ("__str__", "outlet", "published", "byline", "archived_at")
    list_filter = ("outlet",)
    search_fields = ("folded", "byline", "outlet__folded")
    list_select_related = ("outlet",)
    date_hierarchy = "archived_at"
    fieldsets = (
        (
            "What is known of the story",
            {"fields": ("headline", ("outlet", "published"), "url", "byline", "label")},
        ),
        ("For the desk", {"fields": ("desk_note",)}),
        ("Inferred, and from what", {"fields": REASONS, "classes": ("collapse",)}),
    )
    autocomplete_fields = ("outlet",)

    @property
    def media(self):
        """With what the quoting form needs; a script loaded twice starts twice."""
        return super().media + QuoteForm().media

    def add_view(self, request: HttpRequest, form_url="", extra_context=None):
        """The text first; everything else may stay unknown."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ArchiveForm(posted(request))
        if request.method == "POST" and form.is_valid():
            text = form.cleaned_data["text"]
            archived = attempt(
                form, lambda: archive_story(text, by=request.user, **form.known())
            )
            if archived is not None:
                _tell_archived(request, archived)
                return HttpResponseRedirect(_page(archived.story))
        context = {
            **self.admin_site.each_context(request),
            "title": "Archive a source story",
            "opts": self.opts,
            "form": form,
            "known": [form[name] for name in KNOWN if name != "desk_note"],
            "reasons": [form[name] for name in (*REASONS, "desk_note")],
        }
        template = "admin/articles/sourcestory/add.html"
        return TemplateResponse(request, template, context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The text with its passages, the forms that quote it, and its details."""
        story = self.get_object(request, unquote(object_id))
        if story is None or not self.has_view_permission(request, story):
            return super().change_view(request, object_id, form_url, extra_context)
        snapshots = list(story.snapshots.order_by("-number"))
        chosen = _chosen(snapshots, request.GET.get("snapshot", ""))
        forms = {name: form(prefix=name) for name, (form, _) in DEEDS.items()}
        refused = None
        data, deed = posted(request), request.POST.get("_deed", "")
        if data is not None and deed in DEEDS:
            refused = forms[deed] = DEEDS[deed][0](data, prefix=deed)
            done = self._do(request, deed, story, chosen, refused)
            if done is not None:
                return done
            request.method = "GET"  # The details below are shown, not saved.
        extra = {
            "title": str(story),
            "subtitle": None,
            "snapshots": snapshots,
            "snapshot": chosen,
            "forms": forms,
            "may": {n: request.user.has_perm(p) for n, (_, p) in DEEDS.items()},
            "may_propose": request.user.has_perm("articles.add_fact"),
            "open_deed": deed,
            **(_reading(chosen, refused, request) if chosen else {}),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, extra)

    def _do(self, request, deed, story, snapshot, form):
        """The answer to a deed that succeeded; None with errors in the form."""
        if request.method != "POST" or not form.is_valid():
            return None
        by, given = request.user, form.cleaned_data
        if deed == "snapshot":
            made = attempt(form, lambda: add_snapshot(story, given["text"], by=by))
            told, place = "The newer text is archived beside the older.", "compare"
        elif deed == "mark":
            made = attempt(
                form,
                lambda: mark_block(snapshot, given["words"], kind=given["kind"], by=by),
            )
            told, place = "These words are marked as no claim.", ""
        else:
            made = attempt(form, lambda: quote_passage(snapshot, by=by, **given))
            told = "The passage stands in the text, word for word."
            place = made and f"?passage={made.pk}#passage-{made.pk}"
        if made is None:
            return None
        messages.success(request, told)
        if place == "compare":
            url = reverse("admin:articles_sourcestory_compare", args=[story.pk])
            return HttpResponseRedirect(url)
        return HttpResponseRedirect(f"{_page(story)}{place}")


def _page(story: SourceStory) -> str:
    return reverse("admin:articles_sourcestory_change", args=[story.pk])


def _tell_archived(request: HttpRequest, archived: Archived) -> None:
    if archived.is_new:
        messages.success(request, "The story is archived. Quote what it says.")
        return
    link = format_html(
        '<a href="{}">{}</a>', _page(archived.story), str(archived.story)
    )
    messages.warning(
        request,
        format_html("This text is archived already, as {}. Nothing was added.", link),
    )


def _chosen(snapshots: list[Snapshot], number: str) -> Snapshot | None:
    """The snapshot of that number, or the newest."""
    wanted = (s for s in snapshots if str(s.number) == number)
    return next(wanted, snapshots[0] if snapshots else None)


def _reading(snapshot: Snapshot, refused, request: HttpRequest) -> dict[str, object]:
    """The text in pieces and its passages with their facts; 4 queries."""
    facts = Evidence.objects.select_related("fact__subject").order_by("pk")
    passages = list(
        snapshot.passages.order_by("start").prefetch_related(
            Prefetch("evidence", queryset=facts), "speakers"
        )
    )
    spans = [Span(p.start, p.end, "passage", str(p), p.pk) for p in passages]
    spans += [
        Span(b.start, b.end, "block", b.get_kind_display(), b.pk)
        for b in snapshot.blocks.all()
    ]
    refusal = getattr(refused, "refusal", None)
    near, hits = None, []
    if isinstance(refusal, QuoteMissing) and refusal.nearest:
        near = refusal.nearest
        spans.append(Span(near.start, near.end, "near"))
    elif isinstance(refusal, QuoteAmbiguous):
        hits = refusal.hits
        spans += [Span(hit.start, hit.end, "near") for hit in hits]
    return {
        "pieces": pieces(snapshot.text, spans),
        "passages": passages,
        "new_passage": request.GET.get("passage", ""),
        "near": near,
        "hits": hits[:10],
    }


@admin.register(Passage)
class PassageAdmin(ReadOnlyAdmin):
    """For finding a passage; passages are made on the page of their story."""

    list_display = ("__str__", "story")
    search_fields = ("exact", "snapshot__story__folded")
    list_select_related = ("snapshot__story__outlet",)
    ordering = ("-pk",)
    fields = ("exact", "before", "after", "story")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("snapshot__text")

    def box_label(self, row):
        return f"“{row}” – {row.snapshot.story}"

    @admin.display
    def story(self, passage):
        story = passage.snapshot.story
        place = f"{_page(story)}#passage-{passage.pk}"
        return format_html('<a href="{}">{}</a>', place, story)
