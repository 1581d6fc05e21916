"""The front page as it will be at a moment, for the desk: its plan, and the page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles import clock, moments, queues
from articles.models import Edition, FrontSlot

from .public.front import dealt, front_response
from .public.site import frame

TURNS = 8


@dataclass(frozen=True)
class Turn:
    """A moment at which the page changes, and why; `query` asks for it."""

    words: str
    what: str
    query: str


def urls(site: Any) -> list[URLPattern]:
    """The addresses of the plan, and of the page that readers would get."""
    plan = site.admin_view(partial(_plan, site))
    page = site.admin_view(partial(_page, site))
    return [
        path("front-page/", plan, name="front_page_preview"),
        path("front-page/page/", page, name="front_page_at"),
    ]


def _require(request: HttpRequest) -> None:
    user: Any = request.user
    if not user.has_perm("articles.view_frontslot"):
        raise PermissionDenied


def _asked(site: Any, request: HttpRequest) -> Any:
    """The form with the moment that the address asks for."""
    return site.get_model_admin(FrontSlot).as_of_form(request)


def _shown_to(user: Any) -> Q:
    """The editions this person may see before their time, and all that are out."""
    is_out = Q(live_from__lte=clock.latest())
    return is_out | Q(article__in=queues.articles_for(user).values("pk"))


def _plan(site: Any, request: HttpRequest) -> HttpResponse:
    """What fills each place at the moment asked for, and when that changes next."""
    _require(request)
    form = _asked(site, request)
    at = form.at if form.is_valid() else None
    user: Any = request.user
    places = dealt(at=at, among=_shown_to(user)) if at else []
    query = urlencode({"moment": moments.wall(at, "UTC"), "zone": "UTC"}) if at else ""
    context = {
        **site.each_context(request),
        "title": "The front page as of",
        "opts": FrontSlot._meta,
        "form": form,
        "zones": moments.zone_names(),
        "at": at,
        "told": moments.words_in_zone_or_utc(at, form.cleaned_data["zone"])
        if at
        else "",
        "places": places,
        "page": f"{reverse('admin:front_page_at')}?{query}" if at else "",
        "turns": _turns(at, user) if at else [],
    }
    return TemplateResponse(request, "admin/front_page.html", context)


def _turns(at: datetime.datetime, user: Any) -> list[Turn]:
    """The next moments after `at` at which the page changes; 2 queries."""
    turns: list[tuple[datetime.datetime, str]] = []
    for slot in FrontSlot.objects.filter(Q(shown_from__gt=at) | Q(shown_until__gt=at)):
        name = f"place {slot.order}"
        if slot.shown_from and slot.shown_from > at:
            turns.append((slot.shown_from, f"a plan for {name} begins"))
        if slot.shown_until and slot.shown_until > at:
            turns.append((slot.shown_until, f"a plan for {name} ends"))
    coming = Edition.objects.scheduled(at=at).filter(_shown_to(user))
    for edition in coming.order_by("live_from", "pk")[:TURNS]:
        turns.append((edition.live_from, f"“{edition.headline}” goes live"))
    return [
        Turn(
            words=moments.words_in_zone_or_utc(moment, settings.TIME_ZONE),
            what=what,
            query=urlencode({"moment": moments.wall(moment, "UTC"), "zone": "UTC"}),
        )
        for moment, what in sorted(turns)[:TURNS]
    ]


def _page(site: Any, request: HttpRequest) -> HttpResponse:
    """The front page itself, with what is live by then; kept and indexed nowhere."""
    _require(request)
    form = _asked(site, request)
    if not form.is_valid() or form.at is None:
        query = request.GET.urlencode()
        return HttpResponseRedirect(f"{reverse('admin:front_page_preview')}?{query}")
    among = _shown_to(request.user)
    answer = front_response(
        frame(request), at=form.at, robots="noindex", among=among, is_preview=True
    )
    answer["X-Robots-Tag"] = "noindex"
    return answer
