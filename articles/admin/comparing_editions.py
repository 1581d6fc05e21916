"""The page that compares any two editions of an article, or one with the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles import clock
from articles.comparing import compared
from articles.models import Article, Edition
from catalog.admin.safe import SafeModelAdmin

DRAFT = "draft"


@dataclass(frozen=True)
class Side:
    """What can be compared: an edition by its number, or the working copy."""

    value: str
    label: str
    row: Article | Edition


class EditionComparingPages(SafeModelAdmin):
    """Adds to the admin of articles the page that compares their editions."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.compare_view)
        own = path("<path:object_id>/compare/", view, name="articles_article_compare")
        return [own, *super().get_urls()]

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The newest edition and the draft, unless `old` and `new` say otherwise;
        where these two read the same, the last two editions."""
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        sides = sides_of(article)
        before = sides[-2] if len(sides) > 1 else sides[-1]
        old = _side(sides, request.GET.get("old"), before)
        new = _side(sides, request.GET.get("new"), sides[-1])
        parts = compared(old.row, new.row) if old != new else []
        is_unchanged = all(part.is_same for part in parts)
        standing = [side for side in sides[:-1] if not _is_cancelled(side.row)]
        if is_unchanged and len(standing) > 1 and not _asks(request):
            old, new = standing[-2:]
            parts = compared(old.row, new.row)
        else:
            is_unchanged = False
        context = {
            **self.admin_site.each_context(request),
            "title": "What changed",
            "opts": self.opts,
            "original": article,
            "old": old,
            "new": new,
            "sides": sides,
            "is_draft_out": is_unchanged,
            "changed": [part for part in parts if not part.is_same],
            "same": [part.label for part in parts if part.is_same],
        }
        template = "admin/articles/article/compare.html"
        return TemplateResponse(request, template, context)


def _asks(request: HttpRequest) -> bool:
    return "old" in request.GET or "new" in request.GET


def _is_cancelled(row: Article | Edition) -> bool:
    return hasattr(row, "cancellation")


def sides_of(article: Article) -> list[Side]:
    """The editions, oldest first, and the working copy last; 1 query."""
    rows = article.editions.select_related("section", "hero", "cancellation")
    editions = list(rows.order_by("number"))
    return [
        *(Side(str(row.number), _label(row), row) for row in editions),
        Side(DRAFT, "The working copy", article),
    ]


def _label(edition: Edition) -> str:
    """As in "Edition 2, correction, 3 May 2026, 14:00"."""
    when = timezone.localtime(edition.live_from).strftime("%-d %B %Y, %H:%M")
    if _is_cancelled(edition):
        state = ", cancelled"
    else:
        state = ", scheduled" if edition.live_from > clock.latest() else ""
    kind = edition.get_kind_display().lower()
    return f"Edition {edition.number}, {kind}, {when}{state}"


def _side(sides: Sequence[Side], value: str | None, otherwise: Side) -> Side:
    """The side of that name; Http404 for a name that none has."""
    if value is None:
        return otherwise
    for side in sides:
        if side.value == value:
            return side
    raise Http404
