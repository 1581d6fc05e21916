"""News: the lists of articles, and the articles themselves."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, When
from django.db.models import Value as Constant
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from articles import body
from articles.actions.articles import rendering_of
from articles.known import for_article
from articles.models import (
    Edition,
    EditionKind,
    Rendering,
    Section,
    Topic,
)
from catalog.models import Entry

from .. import jsonld
from ..addresses import Moved, reader_page
from ..cards import (
    ABOUT_COLUMNS,
    RELATED_COLUMNS,
    about_card,
    card,
    editions_for_cards,
    related_cards,
)
from ..cells import moment
from ..citing import ArticleNotebook
from ..entries import joined
from ..folded import json_rows
from ..html import bullets, plain, rendered
from ..inputs import EditionLine, Link, Notice, Row
from ..meta import meta, shortened
from ..pages import ArticlePage, ListingPage
from ..paging import sheet
from ..pictures import picture_of, with_hero
from ..site import Frame, frame

NEWS = Link("News", "/news/")
ARTICLES_ON_A_PAGE = 20
RELATED_ARTICLES = 6

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
    rows = Edition.objects.live(at=timezone.now())
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
        raise Http404
    rows = Edition.objects.live(at=timezone.now()).filter(section=found)
    heading = _Heading(found.title, found.description, "Section", (NEWS,))
    return _listing(around, "pages/section.html", heading, rows)


@reader_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles on a topic; 4 queries."""
    around = frame(request)
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    rows = Edition.objects.live(at=timezone.now()).filter(topics=found)
    heading = _Heading(found.name, found.description, "Topic", (NEWS,))
    return _listing(around, "pages/topic.html", heading, rows)


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
    """The edition of an article that is live now; 3 queries.

    The address of an earlier edition, or another year, redirects to this one's.
    """
    around = frame(request)
    edition = _edition_at(slug, at=timezone.now())
    if request.path != edition.get_absolute_url():
        raise Moved(edition.get_absolute_url())
    page = _article_page(around, edition)
    return around.render(
        "pages/article.html", page, _article_meta(page, edition, around)
    )


def _edition_at(slug: str, *, at: datetime.datetime) -> Any:
    """The live edition of the article that has, or had, this slug; 1 query."""
    named = Edition.objects.filter(
        article=OuterRef("article"), slug=slug, live_from__lte=at
    )
    related = Edition.objects.live(at=at).filter(
        article__in=Edition.related.through.objects.filter(
            edition=OuterRef(OuterRef("pk"))
        ).values("article")
    )
    about = Entry.objects.with_page().filter(editions=OuterRef("pk"))
    topics = Topic.objects.filter(editions=OuterRef("pk"))
    found = (
        with_hero(Edition.objects.live(at=at))
        .filter(Exists(named))
        .select_related("section", "article", "rendering")
        .annotate(
            has_it_now=Case(When(slug=slug, then=Constant(0)), default=Constant(1)),
            topic_rows=json_rows(topics, name="name", slug="slug"),
            about_rows=json_rows(about, **ABOUT_COLUMNS),
            related_rows=json_rows(related, **RELATED_COLUMNS),
        )
        .order_by("has_it_now", "-live_from")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _article_page(around: Frame, edition: Any) -> ArticlePage:
    about = sorted(edition.about_rows or (), key=lambda row: row["title"])
    ledger = for_article(edition.pk, [row["pk"] for row in about])
    notebook = ArticleNotebook(ledger, around.words)
    by_key = {known.key: known for known in ledger.facts}
    cited = body.citations(edition.key_points, edition.body)
    notebook.number(cited, by_key)
    made = _rendering(edition)
    section = Link(edition.section.title, edition.section.get_absolute_url())
    unknown: list[Row] = []
    for row in about:
        unknown = joined(unknown, notebook.absences(row["pk"]))
    minutes = body.reading_minutes(made.words)
    return ArticlePage(
        breadcrumbs=(NEWS, section),
        kickers=(section,),
        headline=edition.headline,
        dek=edition.dek,
        byline=edition.byline,
        edition=EditionLine(
            edition.number, f"Edition {edition.number}", moment(edition.live_from)
        ),
        reading=f"{minutes} minute{'s' if minutes > 1 else ''}",
        points=bullets(made.key_points),
        notices=_notices(edition),
        picture=picture_of(edition),
        body=rendered(made.body),
        topics=_topics(edition),
        about=tuple(about_card(row) for row in about),
        unknown=tuple(unknown),
        related=related_cards(edition.related_rows)[:RELATED_ARTICLES],
        sources=notebook.sources,
    )


def _rendering(edition: Any) -> Rendering:
    """The HTML as it was made at publishing; made now where it is not there."""
    try:
        kept: Rendering = edition.rendering
    except Rendering.DoesNotExist:
        return rendering_of(edition)
    return kept if kept.version == body.VERSION else rendering_of(edition)


def _notices(edition: Edition) -> tuple[Notice, ...]:
    if edition.kind != EditionKind.UPDATE or not edition.note:
        return ()
    return (Notice("Update", moment(edition.live_from), edition.note, "update"),)


def _topics(edition: Any) -> tuple[Link, ...]:
    rows = sorted(edition.topic_rows or (), key=lambda row: row["name"])
    return tuple(Link(row["name"], f"/topics/{row['slug']}/") for row in rows)


def _article_meta(page: ArticlePage, edition: Any, around: Frame) -> Any:
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
