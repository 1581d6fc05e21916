"""Editions on the desk: read, and called off while they wait for their moment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import clock, moments, queues
from articles.actions.publishing import cancel
from articles.models import Edition
from articles.reviewing import why_not_cancel
from catalog.admin.choosing import posted
from catalog.admin.safe import ReadOnlyAdmin, SafeInline

from .deeds import attempt


def _state(edition: Edition) -> str:
    """What became of an edition, for who reads a list; no query."""
    if hasattr(edition, "cancellation"):
        return "cancelled"
    return "not yet" if edition.live_from > clock.latest() else "out"


def _moment(edition: Edition) -> str:
    """In the desk's zone; what is still to come to the second, and in UTC too."""
    if _state(edition) != "not yet":
        return timezone.localtime(edition.live_from).strftime("%-d %b %Y, %H:%M")
    zone = settings.TIME_ZONE
    told = moments.words(edition.live_from, zone)
    if zone == "UTC":
        return told
    in_utc = moments.words_in_utc(edition.live_from)
    return format_html('{}<br><span class="quiet">{}</span>', told, in_utc)


def _cancel_page(edition: Edition) -> str:
    return reverse("admin:articles_edition_cancel", args=[edition.pk])


class EditionInline(SafeInline):
    """What readers got, edition by edition; to be read here and changed nowhere."""

    model = Edition
    fields = ("number", "kind", "goes_live", "note", "published_by", "page")
    readonly_fields = fields
    ordering = ("-number",)
    can_delete = False
    max_num = 0
    classes = ()

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("published_by", "cancellation")

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="live from")
    def goes_live(self, edition):
        # What is sent without the number of its row comes back as an empty one.
        return _moment(edition) if edition.pk else ""

    @admin.display(description="on the site")
    def page(self, edition):
        if not edition.pk:
            return ""
        state = _state(edition)
        if state == "cancelled":
            why = edition.cancellation.why
            return f"cancelled: {why}" if why else state
        if state == "not yet":
            return format_html(
                'not yet · <a href="{}">cancel it</a>', _cancel_page(edition)
            )
        return format_html('<a href="{}">read it</a>', edition.get_absolute_url())


class LiveFilter(admin.SimpleListFilter):
    title = "on the site"
    parameter_name = "live"

    def lookups(self, request, model_admin):
        return (
            ("live", "live now"),
            ("scheduled", "scheduled"),
            ("cancelled", "cancelled"),
        )

    def queryset(self, request, queryset):
        if self.value() == "live":
            return queryset.live(at=clock.latest())
        if self.value() == "scheduled":
            return queryset.scheduled(at=clock.latest())
        if self.value() == "cancelled":
            return queryset.exclude(cancellation=None)
        return queryset


class CancelForm(forms.Form):
    why = forms.CharField(
        required=False,
        label="Why",
        help_text="For the record.",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """Editions never change: another is published instead."""

    list_display = (
        "headline",
        "number",
        "kind",
        "goes_live",
        "state",
        "changes",
        "section",
    )
    list_filter = (LiveFilter, "kind", "section")
    search_fields = ("folded",)
    list_select_related = ("section", "cancellation")
    date_hierarchy = "live_from"
    ordering = ("-live_from", "-pk")
    fieldsets = (
        (None, {"fields": ("headline", "dek", ("number", "kind"), "note")}),
        ("When", {"fields": (("live_from", "first_live"), "state", "published_by")}),
        ("Text", {"fields": ("key_points", "body"), "classes": ("collapse",)}),
        ("Where it appears", {"fields": ("section", "topics", "about", "byline")}),
    )
    readonly_fields = ("state",)

    def get_queryset(self, request):
        allowed = queues.articles_for(request.user).values("pk")
        return super().get_queryset(request).filter(article__in=allowed)

    def get_ordering(self, request):
        """What waits for its moment is listed in the order of the moments."""
        if request.GET.get(LiveFilter.parameter_name) == "scheduled":
            return ("live_from", "pk")
        return super().get_ordering(request)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if _state(obj) == "out" else None

    def get_urls(self):
        view = self.admin_site.admin_view(self.cancel_view)
        own = path("<path:object_id>/cancel/", view, name="articles_edition_cancel")
        return [own, *super().get_urls()]

    def cancel_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Calls off an edition that is not out yet, with a reason for the record."""
        edition: Any = self.get_object(request, unquote(object_id))
        if edition is None:
            raise Http404
        if not request.user.has_perm("articles.publish_article"):
            raise PermissionDenied
        form, by = CancelForm(posted(request)), request.user
        if request.method == "POST" and form.is_valid():
            why = form.cleaned_data["why"]
            if attempt(form, lambda: cancel(edition, by=by, why=why)) is not None:
                told = f"Edition {edition.number} is cancelled: it never goes live."
                messages.success(request, told)
                page = "admin:articles_article_change"
                return HttpResponseRedirect(reverse(page, args=[edition.article_id]))
        state = _state(edition)
        against = why_not_cancel(
            is_out=state == "out", is_cancelled=state == "cancelled"
        )
        context = {
            **self.admin_site.each_context(request),
            "title": "Cancel the schedule",
            "opts": self.opts,
            "original": edition,
            "edition": edition,
            "against": "" if form.errors else against or "",
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/edition/cancel.html", context)

    @admin.display(description="live from", ordering="live_from")
    def goes_live(self, edition):
        return _moment(edition)

    @admin.display(description="on the site")
    def state(self, edition):
        state = _state(edition)
        if state != "not yet":
            return state
        return format_html(
            'not yet · <a href="{}">cancel it</a>', _cancel_page(edition)
        )

    @admin.display(description="changes")
    def changes(self, edition):
        """What it has in place of the edition before it."""
        if edition.number == 1:
            return ""
        page = reverse("admin:articles_article_compare", args=[edition.article_id])
        return format_html(
            '<a href="{}?old={}&amp;new={}">what changed</a>',
            page,
            edition.number - 1,
            edition.number,
        )
