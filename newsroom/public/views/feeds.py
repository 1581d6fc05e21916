"""What readers subscribe to, and the map for search engines."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from articles import clock
from articles.models import Edition

from ..contents import NEWS
from ..corrections import address, corrections, name_of
from ..feeds import Item, feed_response, tagged
from ..inputs import Link
from ..site import frame
from ..sitemaps import sitemap_xml

NEWEST = 30


@require_safe
def news_feed(request: HttpRequest) -> HttpResponseBase:
    """The live articles, those first that changed last; 2 queries.

    `updated` is the moment of the live edition: it moves on a correction.
    """
    live = Edition.objects.listed(at=clock.now()).order_by("-live_from", "-pk")
    items = (
        Item(
            key=f"article-{edition.article_id}",
            title=edition.headline,
            path=edition.get_absolute_url(),
            summary=edition.dek,
            published=edition.first_live,
            updated=edition.live_from,
            author=edition.byline,
        )
        for edition in live.defer("key_points", "body", "folded")[:NEWEST]
    )
    return feed_response(frame(request), "news", NEWS, items)


@require_safe
def corrections_feed(request: HttpRequest) -> HttpResponseBase:
    """The newest corrections and retractions in their wording; 2 queries."""
    rows: Any = corrections(at=clock.now())[:NEWEST]
    items = (
        Item(
            key=name_of(row),
            title=f"{row.get_kind_display()}: {row.now_row['headline']}",
            path=address(row),
            summary=row.note,
            published=row.live_from,
            updated=row.live_from,
        )
        for row in rows
    )
    page = Link("Corrections", "/corrections/")
    return feed_response(frame(request), "corrections", page, items)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """The addresses of live articles, of what they stand under, of the editors' own
    pages and of entries; 5 queries."""
    text = sitemap_xml(request.build_absolute_uri, at=clock.now())
    return tagged(request, text, "application/xml; charset=utf-8")
