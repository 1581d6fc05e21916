"""The page that shows what changed between two texts of a story, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from articles.models import Evidence, Fact, Passage, Snapshot, SourceStory
from catalog.admin.safe import SafeModelAdmin
from catalog.differences import differences


@dataclass(frozen=True)
class Lost:
    """A passage that the newer text no longer has, and the facts it supported.

    Each fact with whether another checked passage still bears it out.
    """

    passage: Passage
    facts: tuple[tuple[Fact, bool], ...]


def lost_between(story: SourceStory, old: Snapshot, new: Snapshot) -> list[Lost]:
    """The passages orphaned after `old` and up to `new`; 2 queries."""
    passages = list(
        Passage.objects.of(story)
        .filter(orphaned_in__number__gt=old.number)
        .filter(orphaned_in__number__lte=new.number)
        .order_by("start", "pk")
    )
    support = Evidence.objects.supporting().checked().standing()
    rows = (
        Evidence.objects.supporting()
        .filter(passage__in=passages)
        .annotate(has_support=Exists(support.filter(fact=OuterRef("fact"))))
        .select_related("fact__subject")
        .order_by("pk")
    )
    facts: dict[int, list[tuple[Fact, bool]]] = {}
    for row in rows:
        facts.setdefault(row.passage_id, []).append((row.fact, row.has_support))
    return [Lost(row, tuple(facts.get(row.pk, ()))) for row in passages]


class ComparingPages(SafeModelAdmin):
    """Adds to the admin of stories the page that compares two snapshots."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.compare_view)
        own = path(
            "<path:object_id>/compare/", view, name="articles_sourcestory_compare"
        )
        return [own, *super().get_urls()]

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The newest text beside the one before, unless `old` and `new` are given."""
        story = self.get_object(request, unquote(object_id))
        if story is None:
            raise Http404
        if not self.has_view_permission(request, story):
            raise PermissionDenied
        snapshots = list(story.snapshots.order_by("number"))
        if len(snapshots) < 2:
            raise Http404
        old = _numbered(snapshots, request.GET.get("old"), snapshots[-2])
        new = _numbered(snapshots, request.GET.get("new"), snapshots[-1])
        if old.number > new.number:
            old, new = new, old
        context = {
            **self.admin_site.each_context(request),
            "title": f"Snapshot {old.number} and snapshot {new.number}",
            "opts": self.opts,
            "original": story,
            "old": old,
            "new": new,
            "snapshots": snapshots,
            "pieces": differences(old.text, new.text),
            "lost": lost_between(story, old, new),
        }
        template = "admin/articles/sourcestory/compare.html"
        return TemplateResponse(request, template, context)


def _numbered(
    snapshots: list[Snapshot], number: str | None, otherwise: Snapshot
) -> Snapshot:
    """The snapshot of that number; Http404 for a number that none has."""
    if number is None:
        return otherwise
    for snapshot in snapshots:
        if str(snapshot.number) == number:
            return snapshot
    raise Http404
