"""The search page. It answers whatever is asked, and never with an error."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from articles import clock

from ..addresses import reader_page
from ..cells import counted
from ..meta import meta
from ..pages import SearchPage
from ..paging import sheet
from ..search import cleaned, found, results
from ..site import frame

TITLE = "Search"
RESULTS_ON_A_PAGE = 20


@reader_page
def search(request: HttpRequest) -> HttpResponse:
    """What matches, a page at a time; 4 queries."""
    around = frame(request)
    words = cleaned(request.GET.get("q", ""))
    hits = found(words, at=clock.now())
    page = SearchPage(title=TITLE, query=words)
    if hits is not None:
        part = sheet(request, hits, RESULTS_ON_A_PAGE, keep={"q": words})
        page = SearchPage(
            title=TITLE,
            query=words,
            tally=counted(part.total, "result"),
            results=results(part.rows, words),
            pagination=part.pagination,
        )
    head = meta(around, TITLE, "", robots="noindex")
    return around.render("pages/search.html", page, head)
