"""An article that is not published yet, for somebody outside who has the link."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from articles import clock, moments
from articles.models import PreviewLink
from articles.previews import number_of

from ..addresses import reader_page
from ..drafts import Draft, draft_response
from ..edition_inputs import Limit
from ..inputs import When
from ..refusals import preview_over
from ..site import frame


@reader_page
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The working copy in the readers' own template; at most 14 queries.

    An address that the desk never gave out is missing like any other. Of a link that
    has ended it is said so, with status 410. Nobody keeps, indexes or passes on what
    is shown. Facts that were never accepted, and their passages, stay on the desk.
    """
    number = number_of(token)
    if number is None:
        raise Http404
    links = PreviewLink.objects.select_related("article")
    link = links.filter(pk=number).first()
    if link is None:
        raise Http404
    around = frame(request)
    if links.open(at=clock.now()).filter(pk=number).exists():
        response = draft_response(
            around,
            Draft.of(link.article, is_for_outside=True),
            banner=around.words["preview_notice"],
            limits=_limits(link),
        )
    else:
        response = preview_over(around)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _limits(link: PreviewLink) -> tuple[Limit, ...]:
    """Until when nothing of it may be told, and until when the link leads here."""
    embargo = link.article.embargo_until
    ends = Limit("This link ends", _to_the_second(link.expires_at))
    if embargo is None or embargo <= clock.now():
        return (ends,)
    return (Limit("Under embargo until", _to_the_second(embargo)), ends)


def _to_the_second(at: datetime.datetime) -> When:
    told = moments.words_in_zone_or_utc(at, settings.TIME_ZONE)
    return When(told, at.isoformat(timespec="seconds"))
