"""Which entry an address means, and where it has moved."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.views.decorators.http import require_safe

from catalog.models import FormerSlug

from .past import PARAMETER, BadDay
from .refusals import bad_day


class Moved(Exception):
    """The page has another address now; `url` is it."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def entry_at(request: HttpRequest, rows: QuerySet, kind: str, slug: str) -> Any:
    """The entry with this slug, from `rows`; 1 query.

    Raises Moved for a former slug, and for an address written in another way. Raises
    Http404, always the same, for an entry that is missing, hidden or not covered.
    """
    found = rows.with_page().filter(slug=slug).first()  # type: ignore[attr-defined]
    if found is None:
        raise _gone(kind, slug)
    if request.path != found.get_absolute_url():
        raise Moved(found.get_absolute_url())
    return found


def entry_above(rows: QuerySet, kind: str, slug: str, tail: str) -> Any:
    """The entry whose page stands above this one, as "timeline/" below a show; 1 query.

    Raises Moved and Http404 as `entry_at` does.
    """
    found = rows.with_page().filter(slug=slug).first()  # type: ignore[attr-defined]
    if found is not None:
        return found
    gone = _gone(kind, slug)
    raise Moved(gone.url + tail) if isinstance(gone, Moved) else gone


def _gone(kind: str, slug: str) -> Exception:
    former = (
        FormerSlug.objects.filter(kind=kind, slug=slug).select_related("entry").first()
    )
    if former is not None:
        shown = type(former.entry).objects.with_page().filter(pk=former.entry_id)
        if shown.exists():
            return Moved(former.entry.get_absolute_url())
    return Http404()


def reader_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that anyone may read, and only read; what has moved redirects for ever.

    A day that is none is refused with a page that says so.
    """

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Moved as moved:
            return HttpResponsePermanentRedirect(moved.url + _day_kept(request))
        except BadDay:
            return bad_day(request)

    return answer


def _day_kept(request: HttpRequest) -> str:
    asked = request.GET.get(PARAMETER)
    return f"?{urlencode({PARAMETER: asked})}" if asked else ""
