"""Pages that say in plain words what an address got wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from .inputs import Link, Meta
from .pages import RefusalPage
from .site import frame


def bad_day(request: HttpRequest) -> HttpResponse:
    """The address asks for a day that is none: status 400."""
    around = frame(request)
    title, text = around.words["bad_day_title"], around.words["bad_day_text"]
    page = RefusalPage(title, text, Link("Today’s page", request.path))
    head = Meta(
        title=f"{title} · {around.site.name}", description=text, robots="noindex"
    )
    return around.render("pages/refusal.html", page, head, status=400)
