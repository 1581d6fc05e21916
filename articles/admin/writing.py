"""What stands beside the text while an article is written: facts at hand."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article, ArticleStatus
from articles.picking import MOST, facts_for, pictures_for
from articles.writing import DeskCheck, desk_check
from catalog.admin.choosing import is_number
from catalog.admin.safe import SafeModelAdmin

_LONGEST_QUERY = 200
_MOST_ENTRIES = 50
_TEXTS = ("headline", "dek", "key_points", "body")
PANEL = "admin/articles/article/panel.html"


@dataclass(frozen=True)
class Writing:
    """What the form is written with. `number` is "" for an article not yet begun;
    `restored_at` is when what is in the form was typed, if it was not saved then.
    `is_unsaved` where the form holds other than the row: restored, or refused."""

    number: str
    version: int
    user: int
    check: DeskCheck
    may_pick: bool
    may_submit: bool
    is_unsaved: bool = False
    restored_at: datetime.datetime | None = None


class WritingPages(SafeModelAdmin):
    """Adds to the admin of articles what its form is written with."""

    def get_urls(self):
        views = {
            "pick": require_safe(self.pick_view),
            "pictures": require_safe(self.pictures_view),
            "find": require_safe(self.find_view),
            "check": require_POST(self.check_view),
        }
        own = [
            path(
                f"{name}/",
                self.admin_site.admin_view(view),
                name=f"articles_article_{name}",
            )
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def render_change_form(
        self, request, context, add=False, change=False, form_url="", obj=None
    ):
        """With what the text rests on as it stands in the form, sent or not."""
        form = context["adminform"].form
        if "body" in form.fields:
            texts = [str(form[name].value() or "") for name in _TEXTS]
            context["writing"] = Writing(
                number=str(obj.pk) if obj else "",
                version=obj.version if obj else 0,
                user=request.user.pk,
                check=desk_check(*texts),
                may_pick=request.user.has_perm("articles.view_fact"),
                may_submit=obj is None or obj.status == ArticleStatus.DRAFT,
                is_unsaved=form.is_bound or "restored_at" in context,
                restored_at=context.get("restored_at"),
            )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def article_written(self, request: HttpRequest, number: str) -> Article | None:
        """The article that is written on, or None for a new one; 1 query.

        Raises Http404 where this person may not see it, as if there were none, and
        PermissionDenied where they may not write at all.
        """
        if not number:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return None
        article = self.get_object(request, number) if is_number(number) else None
        if article is None or not self.has_view_permission(request, article):
            raise Http404
        return article

    def pick_view(self, request: HttpRequest) -> HttpResponse:
        """The facts that fit the words, for whoever may read facts and write."""
        self._require_reader(request, "articles.view_fact")
        found = facts_for(_query(request), about=_about(request))
        return JsonResponse({"found": [asdict(pick) for pick in found]})

    def pictures_view(self, request: HttpRequest) -> HttpResponse:
        """The pictures that fit the words, for whoever may see pictures and write."""
        self._require_reader(request, "catalog.view_image")
        found = pictures_for(_query(request), about=_about(request))
        return JsonResponse({"found": [asdict(shot) for shot in found]})

    def find_view(self, request: HttpRequest) -> HttpResponse:
        """Facts and pictures with what cites or shows them, where no script finds
        them beside the text: typed or copied from here."""
        self._require_reader(request, "articles.view_fact")
        asked = _query(request)
        may_see = request.user.has_perm("catalog.view_image")
        context = {
            **self.admin_site.each_context(request),
            "title": "Find a fact or a picture",
            "opts": self.opts,
            "asked": asked,
            "most": MOST,
            "facts": facts_for(asked),
            "pictures": pictures_for(asked) if may_see else [],
        }
        return TemplateResponse(request, "admin/articles/article/find.html", context)

    def _require_reader(self, request: HttpRequest, permission: str) -> None:
        may_write = self.has_add_permission(request) or self.has_change_permission(
            request
        )
        if not may_write or not request.user.has_perm(permission):
            raise PermissionDenied

    def check_view(self, request: HttpRequest) -> HttpResponse:
        """What the text in the form rests on, as the panel shows it; stores nothing."""
        self.article_written(request, request.POST.get("article", ""))
        check = desk_check(*(request.POST.get(name, "") for name in _TEXTS))
        return JsonResponse(
            {
                "panel": render_to_string(PANEL, {"check": check}),
                "words": check.words,
                "minutes": check.minutes,
            }
        )


def _query(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:_LONGEST_QUERY]


def _about(request: HttpRequest) -> list[int]:
    given: Any = request.GET.getlist("about")[:_MOST_ENTRIES]
    return [int(number) for number in given if is_number(number)]
