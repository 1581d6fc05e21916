"""What the newspaper got wrong, in one list."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from articles import clock

from ..addresses import reader_page
from ..corrections import PATH, month_asked, of_month, shown, with_texts
from ..corrections import corrections as all_corrections
from ..inputs import Link
from ..meta import meta
from ..pages import CorrectionsPage
from ..paging import sheet
from ..site import frame

CORRECTIONS_ON_A_PAGE = 20
CORRECTIONS_IN_A_MONTH = 200


@reader_page
def corrections(request: HttpRequest) -> HttpResponse:
    """Every correction and every retraction, newest first; 5 queries.

    `?month=2024-01` has those of one month on one page, where each keeps its anchor
    for ever; 404 for what is no month.
    """
    around = frame(request)
    at = clock.now()
    rows = with_texts(all_corrections(at=at), at=at)
    keep, links = {}, [Link("Feed", "/corrections/feed/")]
    if "month" in request.GET:
        keep = {"month": request.GET["month"]}
        month = month_asked(keep["month"])
        if month is None:
            raise Http404
        rows = of_month(rows, month)
        links.insert(0, Link("All corrections", PATH))
    size = CORRECTIONS_IN_A_MONTH if keep else CORRECTIONS_ON_A_PAGE
    part = sheet(request, rows, size, keep=keep)
    page = CorrectionsPage(
        title="Corrections",
        dek=around.words["corrections_intro"],
        months=shown(part.rows),
        pagination=part.pagination,
        links=tuple(links),
    )
    robots = "noindex" if keep else ""
    head = meta(
        around, page.title, page.dek, breadcrumbs=page.breadcrumbs, robots=robots
    )
    return around.render("pages/corrections.html", page, head)
