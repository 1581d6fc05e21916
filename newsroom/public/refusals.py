"""Pages that say in plain words what an address got wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from .inputs import Link, Meta
from .pages import RefusalPage
from .site import Frame, frame


def bad_day(request: HttpRequest) -> HttpResponse:
    """The address asks for a day that is none: status 400."""
    around = frame(request)
    title, text = around.words["bad_day_title"], around.words["bad_day_text"]
    way_on = Link("Today’s page", request.path)
    page = RefusalPage(title, text, way_on)
    return _rendered(around, "pages/refusal.html", page, status=400)


def no_such_edition(around: Frame, history: Link) -> HttpResponse:
    """The address asks to compare editions that readers cannot: status 400."""
    text = around.words["history_intro"]
    page = RefusalPage("", text, history)
    return _rendered(around, "pages/no_such_editions.html", page, status=400)


def preview_over(around: Frame) -> HttpResponse:
    """The address was that of a preview that has ended: status 410."""
    text = around.words["preview_over"]
    home = Link(around.site.name, "/")
    page = RefusalPage("", text, home)
    return _rendered(around, "pages/preview_over.html", page, status=410)


def _rendered(
    around: Frame, template: str, page: RefusalPage, *, status: int
) -> HttpResponse:
    """A template without a title on the page says its own."""
    title = f"{page.title} · {around.site.name}" if page.title else around.site.name
    head = Meta(title=title, description=page.dek, robots="noindex")
    return around.render(template, page, head, status=status)
