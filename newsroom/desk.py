"""The desk: the admin as queues of work."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from articles import queues
from catalog.models import Entry, EntryKind

from . import front_page, previews, queue_pages, stale_queue
from .keeping import KeepingSite

_MINE_ON_THE_INDEX = 5

# In an editor's order: what comes in, what follows from it, what goes out.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Sources", ("SourceStory", "Outlet", "Passage")),
    ("Facts", ("Fact", "Evidence")),
    ("Articles", ("Article", "Task", "Edition", "Section", "Topic")),
    (
        "Catalogue",
        (
            "Show",
            "Season",
            "Episode",
            "Person",
            "Character",
            "Organisation",
            "Work",
            "Franchise",
            "Entry",
            "Credit",
            "Image",
            "Job",
            "Genre",
        ),
    ),
    ("Masthead", ("Masthead", "FrontSlot", "StaticPage")),
    ("Staff", ("User", "Group", "Change")),
)


class DeskAutocomplete(AutocompleteJsonView):
    """Answers a search box; entries by kind, where the box asks for kinds."""

    def get_queryset(self):
        found = super().get_queryset()
        kinds = [k for k in self.request.GET.getlist("kind") if k in EntryKind.values]
        if kinds and issubclass(found.model, Entry):
            found = found.filter(kind__in=kinds)
        return found

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        model_admin: Any = self.model_admin
        label = model_admin.box_label(obj)
        return {"id": str(getattr(obj, to_field_name)), "text": label}


class DeskSite(KeepingSite):
    site_header = "The desk"
    site_title = "Desk"
    index_title = "Today"
    empty_value_display = "–"

    groups: ClassVar = GROUPS

    def get_urls(self):
        unsourced = self.admin_view(self.unsourced_view)
        own = [path("queues/unsourced/", unsourced, name="queue_unsourced")]
        return [
            *own,
            *front_page.urls(self),
            *previews.urls(self),
            *queue_pages.urls(self),
            *stale_queue.urls(self),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        shown = {
            "queues": queues.shown_to(request.user),
            "mine": queues.first_of_mine(request.user, _MINE_ON_THE_INDEX),
        }
        return super().index(request, {**shown, **(extra_context or {})})

    def unsourced_view(self, request: HttpRequest) -> HttpResponse:
        """The values that readers see and no checked passage supports."""
        if not request.user.has_perm("articles.view_fact"):
            raise PermissionDenied
        found = queues.unsourced_values()
        context = {
            **self.each_context(request),
            "title": "Values without a source",
            "rows": found.rows,
            "is_all": found.is_all,
            "may_propose": request.user.has_perm("articles.add_fact"),
        }
        return TemplateResponse(request, "admin/queues/unsourced.html", context)

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return DeskAutocomplete.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """The models in the groups of the desk; those of one app as Django has it."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {m["object_name"]: m for app in apps for m in app["models"]}
        groups = []
        for name, wanted in self.groups:
            found = [models.pop(word) for word in wanted if word in models]
            if found:
                groups.append(_group(name, found))
        if models:
            groups.append(_group("More", list(models.values())))
        return groups


def _group(name: str, models: list[dict]) -> dict:
    return {
        "name": name,
        "app_label": name.lower(),
        "app_url": models[0]["admin_url"] or "",
        "has_module_perms": True,
        "models": models,
    }
