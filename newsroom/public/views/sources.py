"""What others have published: outlets, their stories, and the words we quote."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse

from articles.knowledge import KnownFact, Support
from articles.known import public_facts
from articles.models import FactStatus, Outlet, SourceStory
from catalog.models import Visibility
from catalog.sheets import public_link

from .. import inputs
from ..addresses import reader_page
from ..cells import counted, external, passage, sentence_case, when
from ..inputs import FactLink, Link, PassageBlock, Row, SourceGroup, SourceRow, Value
from ..meta import meta
from ..pages import OutletPage, SourcePage, SourcesPage
from ..paging import sheet
from ..records import record_of
from ..site import Frame, frame

SOURCES = Link("Sources", "/sources/")
STORIES_ON_A_PAGE = 30
NO_YEAR = "Year unknown"

# --- Lists -------------------------------------------------------------------------


def _stories() -> Any:
    """Stories with the number of accepted facts that rest on them, newest first."""
    evidence = "snapshots__passages__evidence__fact"
    accepted = Q(
        **{
            f"{evidence}__status": FactStatus.ACCEPTED,
            f"{evidence}__subject__visibility": Visibility.PUBLIC,
        }
    )
    return (
        SourceStory.objects.select_related("outlet")
        .annotate(facts=Count(evidence, filter=accepted, distinct=True))
        .order_by(F("published_latest").desc(nulls_last=True), "-archived_at", "pk")
    )


def _story_row(story: Any, around: Frame, *, with_outlet: bool = True) -> SourceRow:
    outlet = story.outlet if with_outlet else None
    inferred = "date inferred" if story.published and story.published_reason else ""
    return SourceRow(
        url=story.get_absolute_url(),
        headline=story.headline or around.words["untitled_source"],
        untitled=not story.headline,
        outlet=Link(outlet.name, outlet.get_absolute_url()) if outlet else None,
        date=when(story.published),
        tally=counted(story.facts, "fact") if story.facts else "",
        notes=tuple(filter(None, (inferred, story.label))),
    )


@reader_page
def sources(request: HttpRequest) -> HttpResponse:
    """All stories by year, the newest first; 3 queries."""
    around = frame(request)
    found = sheet(request, _stories(), STORIES_ON_A_PAGE)
    groups = groupby(found.rows, key=_year)
    page = SourcesPage(
        title="Sources",
        dek=around.words["sources_intro"],
        groups=tuple(
            SourceGroup(year, tuple(_story_row(story, around) for story in stories))
            for year, stories in groups
        ),
        pagination=found.pagination,
    )
    return around.render("pages/sources.html", page, meta(around, page.title, page.dek))


def _year(story: SourceStory) -> str:
    latest = story.published_latest
    return str(latest.year) if latest else NO_YEAR


@reader_page
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    """An outlet with its record and its stories; 9 queries."""
    around = frame(request)
    found = Outlet.objects.select_related("organisation").filter(slug=slug).first()
    if found is None:
        raise Http404
    stories = sheet(request, _stories().filter(outlet=found), STORIES_ON_A_PAGE)
    company = public_link(found.organisation)
    rows = [Row("Stories", (Value(str(stories.total)),))]
    if company and company.url:
        rows.append(Row("Company", (Value(company.title, company.url),)))
    page = OutletPage(
        breadcrumbs=(SOURCES,),
        kicker=sentence_case(found.get_kind_display()),
        title=found.name,
        dek=found.note,
        rows=tuple(rows),
        links=(Link(found.name, found.url),) if external(found.url) else (),
        sources=tuple(
            _story_row(story, around, with_outlet=False) for story in stories.rows
        ),
        pagination=stories.pagination,
        record=record_of(found),
    )
    head = meta(around, page.title, page.dek, breadcrumbs=page.breadcrumbs)
    return around.render("pages/outlet.html", page, head)


# --- One story ---------------------------------------------------------------------


@reader_page
def source(request: HttpRequest, key: str) -> HttpResponse:
    """A story as far as accepted facts rest on it; 4 queries.

    The archived text itself is not read: only its passages are.
    """
    around = frame(request)
    story = SourceStory.objects.select_related("outlet").filter(key=key).first()
    if story is None:
        raise Http404
    facts = public_facts(Q(passage__snapshot__story=story.pk))
    page = SourcePage(
        breadcrumbs=(SOURCES,),
        kicker=sentence_case(story.outlet.get_kind_display()) if story.outlet else "",
        headline=story.headline or around.words["untitled_source"],
        untitled=not story.headline,
        dek=story.label,
        live_url=external(story.url),
        rows=tuple(_particulars(story)),
        blocks=_blocks(facts, around),
        entries=_entries(facts),
    )
    head = meta(
        around,
        page.headline,
        _description(page, story),
        breadcrumbs=page.breadcrumbs,
    )
    return around.render("pages/source.html", page, head)


def _particulars(story: Any) -> list[Row]:
    """What is known of the story; what was inferred says from what."""
    outlet = story.outlet
    date = story.published
    rows = [
        _row("Headline", story.headline if story.headline_reason else "", "", story),
        _row("Outlet", outlet.name if outlet else "", "outlet", story),
        _row("Published", str(date or ""), "published", story),
        _row("By", story.byline, "", story),
        _row("Address", story.url if story.url_reason else "", "url", story),
    ]
    return [row for row in rows if row]


def _row(label: str, text: str, name: str, story: Any) -> Row | None:
    if not text:
        return None
    reason = getattr(story, f"{name or label.lower()}_reason", "")
    return Row(
        label,
        (
            Value(
                text,
                url=story.outlet.get_absolute_url() if name == "outlet" else "",
                datetime=story.published.machine if name == "published" else "",
                note=f"inferred: {reason}" if reason else "",
            ),
        ),
    )


def _blocks(facts: list[KnownFact], around: Frame) -> tuple[PassageBlock, ...]:
    """Each passage once, in the order of the text, with the facts it bears on."""
    quoted: dict[int, tuple[Support, list[FactLink]]] = {}
    for known in facts:
        for support in known.evidence:
            _, links = quoted.setdefault(support.passage_id, (support, []))
            links.append(
                FactLink(
                    known.sentence,
                    known.url,
                    known.certainty,
                    sentence_case(known.certainty_label),
                )
            )
    ordered = sorted(quoted.values(), key=lambda pair: pair[0].position)
    return tuple(
        PassageBlock(
            f"passage-{support.passage_id}", _bare(support, around), tuple(links)
        )
        for support, links in ordered
    )


def _bare(support: Support, around: Frame) -> inputs.Passage:
    """The passage without what the page says once for all of them."""
    shown = passage(support, around.words)
    return inputs.Passage(
        before=shown.before,
        exact=shown.exact,
        after=shown.after,
        speaker=shown.speaker,
        headline="",
        untitled=False,
        url="",
        outlet="",
        outlet_url="",
        date=None,
        note="",
        live_url=shown.live_url,
        stance=shown.stance,
        stance_label="",
        origin=shown.origin,
    )


def _entries(facts: list[KnownFact]) -> tuple[Link, ...]:
    """What the facts from here are about or name, where it has a page."""
    named = [link for known in facts for link in (known.subject, known.target) if link]
    found = {link.url: Link(link.title, link.url) for link in named if link.url}
    return tuple(sorted(found.values(), key=lambda link: link.label.casefold()))


def _description(page: SourcePage, story: Any) -> str:
    outlet = f"{story.outlet.name}: " if story.outlet else ""
    if page.blocks:
        return f"{outlet}“{page.blocks[0].passage.exact}”"
    return f"{outlet}{page.headline}." if story.headline else ""
