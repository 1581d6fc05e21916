"""Timelines: what happened and what changed, drawn and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from articles.knowledge import KnownFact
from articles.ledger import Ledger
from articles.models import FactStatus
from articles.predicate_shapes import ValueType
from articles.timeline import Change, history_of
from catalog.dates import PartialDate
from catalog.models import EntryKind, Franchise, Season, Show

from .. import inputs
from ..addresses import entry_above, reader_page
from ..cells import Notebook, sentence_case, when
from ..charts import Span, chart
from ..inputs import Link
from ..meta import meta
from ..pages import TimelinePage
from ..rails import told_changes
from ..site import Frame, frame
from ..words import shortened
from .shows import SHOWS

LONGEST = 120
_NAMING = ("status", "title", "working-title")


@reader_page
def show_timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """The timeline of a show and its seasons; 5 queries."""
    around = frame(request)
    found = entry_above(Show.objects.all(), EntryKind.SHOW, slug, "timeline/")
    seasons = Season.objects.with_page().filter(show=found.pk).order_by("number")
    ids = [found.pk, *seasons.values_list("pk", flat=True)]
    link = Link(found.title, found.get_absolute_url())
    return _rendered(around, link, ids)


@reader_page
def franchise_timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """The timeline of a universe, its shows and their seasons; 6 queries."""
    around = frame(request)
    rows = Franchise.objects.all()
    found = entry_above(rows, EntryKind.FRANCHISE, slug, "timeline/")
    shows = list(Show.objects.with_page().filter(franchise=found.pk).order_by("pk"))
    ids = [show.pk for show in shows]
    seasons = Season.objects.with_page().filter(show__in=ids).order_by("pk")
    ids = [found.pk, *ids, *seasons.values_list("pk", flat=True)]
    return _rendered(around, Link(found.title, found.get_absolute_url()), ids)


@dataclass(frozen=True)
class _Moment:
    """Something at its date, whose mark stands for the fact."""

    on: PartialDate | None
    kind: str
    fact: KnownFact
    label: str
    text: str
    old: str = ""


def _rendered(around: Frame, about: Link, ids: list[int]) -> HttpResponse:
    facts = history_of(ids)
    moments = sorted(_moments(facts, ids), key=_order)
    accepted = [known for known in facts if known.status == FactStatus.ACCEPTED]
    notebook = Notebook(Ledger(accepted), around.words)
    dated = [moment for moment in moments if _days(moment.on)]
    rows = tuple(
        _row(moment, number, ids[0], notebook)
        for number, moment in enumerate(dated, start=1)
    )
    page = TimelinePage(
        breadcrumbs=(SHOWS, about),
        about=about,
        title=f"{about.label}: timeline",
        dek=around.words["timeline_intro"],
        chart=chart([_span(moment, n) for n, moment in enumerate(dated, start=1)]),
        rows=rows,
        undated=tuple(
            _undated(moment, notebook) for moment in moments if not _days(moment.on)
        ),
        sources=notebook.sources,
    )
    head = meta(around, page.title, page.dek, breadcrumbs=page.breadcrumbs)
    return around.render("pages/timeline.html", page, head)


def _moments(facts: Sequence[KnownFact], ids: Iterable[int]) -> list[_Moment]:
    """What happened at its own date, and what changed when it was known."""
    mine = set(ids)
    found = [
        _Moment(k.claim.date, "event", k, k.predicate.label, "")
        for k in facts
        if k.subject_id in mine
        and k.status == FactStatus.ACCEPTED
        and k.is_value
        and k.predicate.type is ValueType.DATE
    ]
    for change in told_changes(facts, mine):
        fact = change.new or change.old
        assert fact is not None
        if change.kind != "news" or fact.predicate.key in _NAMING:
            found.append(_changed(change, fact))
    return found


def _changed(change: Change, fact: KnownFact) -> _Moment:
    new = shortened(change.new.words, LONGEST) if change.new else ""
    old = shortened(change.old.words, LONGEST) if change.old else ""
    return _Moment(change.on, change.kind, fact, change.label, new, old)


def _days(on: PartialDate | None) -> bool:
    return on is not None and on.earliest is not None and on.latest is not None


def _order(moment: _Moment) -> tuple[object, ...]:
    if moment.on is None:
        return (True, "", "", moment.fact.pk)
    unknown, first, last = moment.on.sort_bounds
    return (unknown, first.isoformat(), last.isoformat(), moment.fact.pk)


def _span(moment: _Moment, number: int) -> Span:
    on = moment.on
    assert on is not None and on.earliest is not None and on.latest is not None
    return Span(number, on.earliest, on.latest, moment.kind)


def _row(
    moment: _Moment, number: int, own: int, notebook: Notebook
) -> inputs.TimelineRow:
    fact = moment.fact
    is_own = fact.subject_id == own
    shown = when(moment.on)
    assert shown is not None
    return inputs.TimelineRow(
        number=number,
        when=shown,
        subject=None if is_own else Link(fact.subject.title, fact.subject.url),
        label=moment.label,
        old=moment.old,
        new=sentence_case(moment.text),
        kind=moment.kind,
        marks=notebook.marks([fact]),
    )


def _undated(moment: _Moment, notebook: Notebook) -> inputs.Change:
    fact = moment.fact
    text = moment.text or (str(moment.on) if moment.on else "")
    return inputs.Change(
        label=f"{fact.subject.title}: {moment.label}",
        old=moment.old,
        new=text,
        kind=moment.kind,
        marks=notebook.marks([fact]),
    )
