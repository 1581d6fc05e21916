"""The desk's preview: what is in the form, in the readers' own template."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from articles.models import Article

from .public.drafts import Draft, draft_response
from .public.site import frame

_MOST_ROWS = 200
_NUMBER = re.compile(r"[0-9]{1,18}")
_TEXTS = ("headline", "dek", "key_points", "body", "byline")


def urls(site: Any) -> list[URLPattern]:
    """The address that shows an unsaved article; `article` names it, if it is kept."""

    def preview(request: HttpRequest) -> HttpResponse:
        pages = site.get_model_admin(Article)
        article = pages.article_written(request, request.POST.get("article", ""))
        return draft_response(frame(request), draft_in(request.POST, article))

    view = site.admin_view(require_POST(preview))
    return [path("articles/article/preview/", view, name="article_preview")]


def draft_in(form: QueryDict, article: Article | None = None) -> Draft:
    """What a form says, however much of it is wrong; texts it lacks are empty.

    A form that is only read lacks them all: then it is the article as it is kept.
    """
    if article is not None and "body" not in form:
        return Draft.of(article)
    texts: dict[str, Any] = {
        name: form.get(name, "").replace("\0", "") for name in _TEXTS
    }
    return Draft(
        **texts,
        section=_number(form.get("section", "")),
        hero=_number(form.get("hero", "")),
        topics=_numbers(form, "topics"),
        about=_numbers(form, "about"),
        related=_numbers(form, "related"),
    )


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None


def _numbers(form: QueryDict, name: str) -> list[int]:
    given = form.getlist(name)[:_MOST_ROWS]
    return [int(text) for text in given if _NUMBER.fullmatch(text)]
