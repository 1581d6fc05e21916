"""What readers got of an article, edition by edition."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from articles import clock
from articles.models import Edition

from ..addresses import Moved, reader_page
from ..contents import NEWS
from ..edition_inputs import CompareForm
from ..editions import history_url, live_at
from ..histories import (
    NoSuchEdition,
    asked_for,
    choices,
    comparable,
    comparison,
    edition_rows,
)
from ..inputs import Link
from ..meta import meta, shortened
from ..pages import HistoryPage
from ..refusals import no_such_edition
from ..site import Frame, frame

_CRUMB = 40
_NOT_LISTED = ("dek", "key_points", "body", "folded")


@reader_page
def history(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Every edition that was live, and what changed from one to another; 4 queries.

    `?from=1&to=3` chooses the two; one that readers never got, or that was taken
    back, is refused with a page that says so.
    """
    at = clock.now()
    live = live_at(slug, at=at).defer("body", "folded").first()
    if live is None:
        raise Http404
    path = history_url(live)
    if request.path != path:
        raise Moved(path + _asked(request))
    around = frame(request)
    out = Edition.objects.out(at=at).filter(article=live.article_id)
    editions = list(out.defer(*_NOT_LISTED).order_by("-number"))
    texts = comparable(editions)
    try:
        numbers = asked_for(request.GET, texts)
    except NoSuchEdition:
        return no_such_edition(around, Link(f"History of “{live.headline}”", path))
    page = _page(around, live, editions, texts, numbers)
    robots = "noindex" if _asked(request) else ""
    head = meta(
        around, page.title, page.dek, breadcrumbs=page.breadcrumbs, robots=robots
    )
    return around.render("pages/history.html", page, head)


def _asked(request: HttpRequest) -> str:
    asked = {name: request.GET[name] for name in ("from", "to") if name in request.GET}
    return f"?{urlencode(asked)}" if asked else ""


def _page(
    around: Frame,
    live: Edition,
    editions: list[Edition],
    texts: list[Edition],
    numbers: tuple[int, int] | None,
) -> HistoryPage:
    path = history_url(live)
    about = Link(live.headline, live.get_absolute_url())
    form = shown = None
    if numbers is not None:
        old, new = numbers
        form = CompareForm(path, choices(texts, old), choices(texts, new))
        shown = comparison(*_whole(live.article_id, old, new))
    return HistoryPage(
        breadcrumbs=(NEWS, Link(shortened(about.label, _CRUMB), about.url)),
        about=about,
        title=f"{live.headline}: history",
        dek=around.words["history_intro"],
        editions=edition_rows(editions, texts, path),
        form=form,
        comparison=shown,
    )


def _whole(article: int, *numbers: int) -> list[Any]:
    """Two editions with their text, in the order asked for; 1 query."""
    rows = Edition.objects.filter(article=article, number__in=numbers)
    by_number = {row.number: row for row in rows.select_related("rendering")}
    return [by_number[number] for number in numbers]
