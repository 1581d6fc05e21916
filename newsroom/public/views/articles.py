"""News: the lists of articles, and the articles themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from articles import clock
from articles.models import Edition, EditionKind, FormerAddress, Section, Topic

from .. import jsonld
from ..addresses import Moved, reader_page
from ..cards import card, editions_for_cards
from ..contents import NEWS, article_page, section_links
from ..editions import content_of, edition_at, edition_line
from ..html import plain
from ..inputs import Link, Meta, Notice
from ..meta import meta, shortened
from ..pages import ArticlePage, ListingPage, RetractedPage
from ..paging import sheet
from ..site import Frame, frame, framed

ARTICLES_ON_A_PAGE = 20

# --- Lists -------------------------------------------------------------------------


@dataclass(frozen=True)
class _Heading:
    """What stands above a list of articles."""

    title: str
    dek: str
    kicker: str = ""
    breadcrumbs: tuple[Link, ...] = ()


@reader_page
def news(request: HttpRequest) -> HttpResponse:
    """Everything, newest first; 4 queries."""
    around = frame(request)
    rows = Edition.objects.listed(at=clock.now())
    filters = tuple(
        Link(section.title, section.get_absolute_url())
        for section in Section.objects.all()
    )
    heading = _Heading(NEWS.label, around.words["news_intro"])
    return _listing(around, "pages/news.html", heading, rows, filters)


@reader_page
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles of a section; 4 queries."""
    around = frame(request)
    found = Section.objects.filter(slug=slug).first()
    if found is None:
        raise _gone(request.path)
    rows = Edition.objects.listed(at=clock.now()).filter(section=found)
    heading = _Heading(found.title, found.description, "Section", (NEWS,))
    return _listing(around, "pages/section.html", heading, rows)


@reader_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles on a topic and on those that were merged into it; 4 queries."""
    around = frame(request)
    found = Topic.objects.select_related("merged_into").filter(slug=slug).first()
    if found is None:
        raise _gone(request.path)
    if found.merged_into is not None:
        raise Moved(found.merged_into.get_absolute_url())
    named = Edition.topics.through.objects.filter(
        Q(topic=found) | Q(topic__merged_into=found)
    )
    live = Edition.objects.listed(at=clock.now())
    rows = live.filter(pk__in=named.values("edition"))
    heading = _Heading(found.name, found.description, "Topic", (NEWS,))
    return _listing(around, "pages/topic.html", heading, rows)


def _gone(path: str) -> Exception:
    """Where a former address of a section or a topic leads; 1 query."""
    former = (
        FormerAddress.objects.filter(path=path)
        .select_related("section", "topic__merged_into")
        .first()
    )
    if former is None:
        return Http404()
    if former.topic is not None:
        now = former.topic.merged_into or former.topic
        return Moved(now.get_absolute_url())
    assert former.section is not None
    return Moved(former.section.get_absolute_url())


def _listing(
    around: Frame,
    template: str,
    heading: _Heading,
    rows: Any,
    filters: tuple[Link, ...] = (),
) -> HttpResponse:
    found = sheet(around.request, editions_for_cards(rows), ARTICLES_ON_A_PAGE)
    page = ListingPage(
        title=heading.title,
        dek=heading.dek,
        kicker=heading.kicker,
        breadcrumbs=heading.breadcrumbs,
        filters=filters,
        cards=tuple(card(edition) for edition in found.rows),
        pagination=found.pagination,
    )
    head = meta(around, page.title, page.dek, breadcrumbs=page.breadcrumbs)
    return around.render(template, page, head)


# --- One article -------------------------------------------------------------------


@reader_page
def article(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The edition of an article that is live now; 2 queries.

    The address of an earlier edition, or another year, redirects to this one's. Of a
    retracted article a notice is left.
    """
    edition = edition_at(slug, at=clock.now())
    if request.path != edition.get_absolute_url():
        raise Moved(edition.get_absolute_url())
    around = framed(request, edition)
    if edition.kind == EditionKind.RETRACTION:
        return _retracted(around, edition)
    page = article_page(around, content_of(edition))
    return around.render("pages/article.html", page, _head(page, edition, around))


def _head(page: ArticlePage, edition: Any, around: Frame) -> Meta:
    description = shortened(page.dek or plain(page.body))
    data = jsonld.news_article(
        page,
        description=description,
        path=edition.get_absolute_url(),
        published=edition.first_live.isoformat(timespec="seconds"),
        modified=edition.live_from.isoformat(timespec="seconds"),
        publisher=around.site.name,
        address=around.address,
    )
    return meta(
        around,
        page.headline,
        description,
        breadcrumbs=page.breadcrumbs,
        data=[data],
        og_type="article",
        picture=page.picture,
    )


def _retracted(around: Frame, edition: Any) -> HttpResponse:
    """The notice in place of a retracted article; no query.

    It may be indexed: who searches for the article should find that it was wrong.
    """
    line = edition_line(edition)
    sections = section_links(edition.section)
    label = around.words["retracted"]
    page = RetractedPage(
        breadcrumbs=(NEWS, *sections),
        kickers=sections,
        headline=edition.headline,
        edition=line,
        notice=Notice(label, line.live_from, edition.note, EditionKind.RETRACTION),
    )
    data = jsonld.retracted_article(
        page,
        path=edition.get_absolute_url(),
        published=edition.first_live.isoformat(timespec="seconds"),
        publisher=around.site.name,
        address=around.address,
    )
    head = meta(
        around,
        page.headline,
        f"{label} {edition.note}",
        breadcrumbs=page.breadcrumbs,
        data=[data],
        og_type="article",
    )
    return around.render("pages/retracted.html", page, head)
