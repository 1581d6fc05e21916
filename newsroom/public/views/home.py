"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from articles import clock

from ..addresses import reader_page
from ..front import front_response
from ..site import frame


@reader_page
def home(request: HttpRequest) -> HttpResponse:
    """What the desk has planned for this moment; 5 queries."""
    return front_response(frame(request), at=clock.now())
