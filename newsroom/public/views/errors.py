"""What readers get where there is no page, and where a page broke."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from ..inputs import Meta
from ..site import default_frame, frame

logger = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page for whatever is missing, hidden or not public yet; 1 query."""
    around = frame(request)
    head = Meta(
        title=f"{around.words['not_found_title']} · {around.site.name}",
        description=around.words["not_found_text"],
        robots="noindex",
    )
    return around.render("404.html", None, head, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """The page for an error of ours; it works without the database too."""
    try:
        around = frame(request)
    except Exception:
        logger.exception("The masthead cannot be read for the error page.")
        around = default_frame(request)
    context = {"site": around.site, "words": around.words}
    return HttpResponse(render_to_string("500.html", context), status=500)
