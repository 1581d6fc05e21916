"""What all kinds of entry have in common on the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from catalog.actions.renaming import rename, slug_for
from catalog.models import Entry, Visibility
from catalog.models.entries import slug_shape
from catalog.text import fold
from catalog.versions import Version

from .choosing import DeskForm, posted
from .safe import HistoricAdmin, SafeModelAdmin
from .seen import marks_of, require_seen


def page_fieldset(*more: str) -> tuple[str, dict]:
    """The last fieldset of every entry: whether and how readers see it, collapsed."""
    fields = (("visibility", "covered"), "sort_title", *more)
    return ("Page and visibility", {"fields": fields, "classes": ("collapse",)})


@dataclass(frozen=True)
class Panel:
    """A part of an entry's page that others add: a template and what it prints."""

    template: str
    values: dict[str, Any]


class EntryForm(DeskForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields[
                "slug"
            ].help_text = "The address of the page. Blank: made from the title."

    def clean_slug(self) -> str:
        title = self.cleaned_data.get("title", "")
        return self.cleaned_data["slug"] or slug_for(self.instance.kind, title)


class RenameForm(forms.Form):
    slug = forms.CharField(
        max_length=120,
        label="New address",
        validators=[slug_shape],
        help_text="Small letters, digits and hyphens. The old address redirects here.",
    )


class KindAdmin(HistoricAdmin):
    """An admin of one kind of entry. Apps above add to `panels` and `tools`."""

    panels: ClassVar[list[Callable[[HttpRequest, Entry], Panel | None]]] = []
    tools: ClassVar[list[Callable[[HttpRequest, Entry], tuple[str, str] | None]]] = []
    keeps_own_slug: ClassVar[bool] = True

    form = EntryForm
    change_form_template = "admin/catalog/entry_form.html"
    list_display = ("title", "slug", "visibility", "covered")
    list_filter = ("visibility", "covered")
    search_fields = ("folded", "titles__folded")
    ordering = ("sort_key", "pk")

    def get_search_results(self, request, queryset, search_term):
        """By every title; those that begin with the words come first in a box."""
        words = search_term.replace("\0", "")[:200]
        found = queryset.matching(words)
        if words.strip() and request.path == reverse("admin:autocomplete"):
            begins = When(sort_key__startswith=fold(words), then=Value(0))
            found = found.order_by(
                Case(begins, default=Value(1), output_field=IntegerField()),
                "sort_key",
                "slug",
            )
        return found, False

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj or not self.keeps_own_slug else {"slug": ("title",)}

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "slug") if obj else fields

    def view_on_site(self, obj):
        shown = obj.covered and obj.visibility == Visibility.PUBLIC
        return obj.get_absolute_url() if shown else None

    def get_urls(self):
        info = self.opts.app_label, self.opts.model_name
        view = self.admin_site.admin_view(self.rename_view)
        own = path("<path:object_id>/rename/", view, name="{}_{}_rename".format(*info))
        return [own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        extra = dict(extra_context or {})
        entry = self.get_object(request, unquote(object_id))
        if entry is not None and self.has_view_permission(request, entry):
            made = (panel(request, entry) for panel in self.panels)
            extra["panels"] = [panel for panel in made if panel is not None]
            extra["tools"] = [*self.links(request, entry)]
        return super().change_view(request, object_id, form_url, extra)

    def links(self, request: HttpRequest, entry: Entry):
        """Label and address of each button above the form."""
        if self.keeps_own_slug and self.has_change_permission(request, entry):
            name = f"admin:catalog_{self.opts.model_name}_rename"
            yield "Rename", reverse(name, args=(entry.pk,))
        for tool in self.tools:
            if (link := tool(request, entry)) is not None:
                yield link

    def rename_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks for the new address and gives it by the action that redirects."""
        entry = self.get_object(request, unquote(object_id))
        if entry is None or not self.keeps_own_slug:
            raise Http404
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        form = RenameForm(posted(request), initial={"slug": entry.slug})
        if request.method == "POST" and form.is_valid():
            posted_version = request.POST.get("_version", "")
            try:
                with transaction.atomic():
                    require_seen(entry, posted_version, _address)
                    old = entry.slug
                    rename(entry, slug=form.cleaned_data["slug"])
            except ValidationError as error:
                form.add_error("slug", error.messages)
            else:
                self.log_change(request, entry, f"Renamed {old} to {entry.slug}.")
                told = f"The page is now at {entry.get_absolute_url()}."
                messages.success(request, told)
                return HttpResponseRedirect(page_of(entry))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Rename {entry}",
            "opts": self.opts,
            "original": entry,
            "form": form,
            "version": _address(entry),
            "has_view_permission": True,
        }
        return TemplateResponse(request, "admin/catalog/rename.html", context)


def _address(entry: Entry) -> Version:
    """What the page that renames an entry shows of it."""
    return Version(marks_of(entry, ("slug",)))


@admin.register(Entry)
class EntryAdmin(SafeModelAdmin):
    """Everything in one list. Each row is edited on the page of its kind."""

    list_display = ("entry", "kind", "slug", "visibility", "covered")
    list_display_links = None
    list_filter = ("kind", "visibility", "covered")
    search_fields = ("folded", "titles__folded")
    ordering = ("sort_key", "pk")

    get_search_results = KindAdmin.get_search_results

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        return HttpResponseRedirect(page_of(entry))

    def history_view(self, request, object_id, extra_context=None):
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        url = reverse(f"admin:catalog_{entry.kind}_history", args=[entry.pk])
        return HttpResponseRedirect(url)

    @admin.display(ordering="sort_key")
    def entry(self, row):
        return format_html('<a href="{}">{}</a>', page_of(row), row.title)


def page_of(entry: Entry) -> str:
    """Where an entry is edited: the page of its kind."""
    return reverse(f"admin:catalog_{entry.kind}_change", args=[entry.pk])
