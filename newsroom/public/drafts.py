"""The page of an article as it would be if what is written now were published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse

from articles import body, clock
from articles.actions.rendering import rendering_of_draft
from articles.known import for_draft
from articles.models import Article, Edition, Fact, Section, Topic
from catalog.models import Entry

from .cards import ABOUT_COLUMNS, RELATED_COLUMNS
from .cells import moment
from .contents import Content, article_page
from .edition_inputs import Limit
from .inputs import EditionLine, Link, Meta
from .meta import meta
from .pages import RefusalPage
from .pictures import picture_numbered
from .site import Frame


@dataclass(frozen=True)
class Draft:
    """An article as it is written; the numbers are those of rows that may be gone.

    What is for outside cites only what readers can look up: a fact that was never
    accepted stays on the desk with its passages.
    """

    headline: str = ""
    dek: str = ""
    key_points: str = ""
    body: str = ""
    byline: str = ""
    section: int | None = None
    hero: int | None = None
    topics: Sequence[int] = ()
    about: Sequence[int] = ()
    related: Sequence[int] = ()
    is_for_outside: bool = False

    @classmethod
    def of(cls, article: Article, *, is_for_outside: bool = False) -> Draft:
        """The working copy as it is kept; 3 queries."""
        return cls(
            is_for_outside=is_for_outside,
            headline=article.headline,
            dek=article.dek,
            key_points=article.key_points,
            body=article.body,
            byline=article.byline,
            section=article.section_id,
            hero=article.hero_id,
            topics=[row.pk for row in article.topics.all()],
            about=[row.pk for row in article.about.all()],
            related=[row.pk for row in article.related.all()],
        )


def draft_response(
    around: Frame, draft: Draft, *, banner: str = "", limits: tuple[Limit, ...] = ()
) -> HttpResponse:
    """The page in the readers' own template, kept nowhere; at most 10 queries.

    `banner` and `limits` stand above it. It claims no address of its own. A text
    that is too much of anything is answered with the reasons, status 422.
    """
    against = body.problems(draft.key_points, draft.body)
    if against:
        page = RefusalPage(draft.headline, " ".join(against), Link(""))
        head = _head(around, draft.headline, page.dek)
        return around.render("pages/refusal.html", page, head, status=422)
    shown = replace(article_page(around, _content(draft)), banner=banner, limits=limits)
    head = _head(around, shown.headline, shown.dek)
    answer = around.render("pages/article.html", shown, head)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _head(around: Frame, title: str, description: str) -> Meta:
    """The head of a page that has no address of its own and that nobody may index."""
    head = meta(around, title, description, robots="noindex")
    return replace(head, canonical="", jsonld="")


def _content(draft: Draft) -> Content:
    now = clock.latest()
    about = list(
        Entry.objects.with_page().filter(pk__in=draft.about).values(*ABOUT_COLUMNS)
    )
    keys = body.citations(draft.key_points, draft.body)
    if draft.is_for_outside:
        keys = _on_record(keys)
    return Content(
        headline=draft.headline,
        dek=draft.dek,
        byline=draft.byline,
        section=Section.objects.filter(pk=draft.section or 0).first(),
        key_points=draft.key_points,
        body=draft.body,
        made=rendering_of_draft(draft, keys),
        ledger=for_draft(keys, [row["pk"] for row in about]),
        edition=EditionLine(0, "Draft", moment(now)),
        picture=picture_numbered(draft.hero),
        topics=Topic.objects.filter(pk__in=draft.topics).values("name", "slug"),
        about=about,
        related=_related(draft.related),
    )


def _on_record(keys: list[str]) -> list[str]:
    """Those of facts that were accepted once, in their order; 1 query."""
    known = set(Fact.objects.on_record().filter(key__in=keys).values_list("key"))
    return [key for key in keys if (key,) in known]


def _related(numbers: Sequence[int]) -> list[dict[str, Any]]:
    """What readers get of these articles now, as `related_cards` wants it; 1 query."""
    live = Edition.objects.listed(at=clock.latest()).filter(article__in=numbers)
    return [
        {
            name: value.isoformat() if name == "first_live" else value
            for name, value in zip(RELATED_COLUMNS, row, strict=True)
        }
        for row in live.values_list(*RELATED_COLUMNS.values())
    ]
