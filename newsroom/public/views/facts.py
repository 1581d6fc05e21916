"""One fact with everything it rests on."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from articles.knowledge import KnownFact
from articles.known import public_facts
from articles.models import Change, Edition, FactStatus, Stance
from catalog.dates import PartialDate

from .. import inputs
from ..addresses import reader_page
from ..cards import card, editions_for_cards
from ..cells import checked, origins, passage, sentence_case, told, when
from ..inputs import Link, Row, Value
from ..meta import meta
from ..pages import FactPage
from ..site import Frame, frame

CITING_ARTICLES = 20

# What has happened to a fact, in the words of readers; other deeds are the desk's.
_DEEDS = {
    "propose": "Proposed",
    "attach": "Passage added",
    "check": "Checked again",
    "accept": "Accepted",
}


@reader_page
def fact(request: HttpRequest, key: str) -> HttpResponse:
    """An accepted fact; 5 queries. One that is not accepted is not public: 404."""
    around = frame(request)
    found = public_facts(Q(fact__key=key))
    if not found:
        raise Http404
    known = found[0]
    page = _page(around, known)
    head = meta(around, page.claim, _description(page), breadcrumbs=page.breadcrumbs)
    return around.render("pages/fact.html", page, head)


def _page(around: Frame, known: KnownFact) -> FactPage:
    by_stance: dict[str, list[inputs.Passage]] = {stance: [] for stance in Stance}
    for support in known.evidence:
        by_stance[support.stance].append(passage(support, around.words))
    subject = Link(known.subject.title, known.subject.url)
    return FactPage(
        breadcrumbs=(subject,) if subject.url else (),
        subject=subject,
        claim=known.sentence,
        status=FactStatus.ACCEPTED,
        status_label=sentence_case(FactStatus.ACCEPTED.label),
        certainty=known.certainty,
        certainty_label=sentence_case(known.certainty_label),
        rows=tuple(_rows(known)),
        supports=tuple(by_stance[Stance.SUPPORTS]),
        disputes=tuple(by_stance[Stance.DISPUTES]),
        changes=_history(known),
        cited_by=_cited_by(known),
    )


def _rows(known: KnownFact) -> list[Row]:
    rows = [
        Row(known.predicate.label, (replace(told(known), note=""),)),
        _date_row("Known since", known.known_on, known.known_on_reason),
        _date_row("Effective", known.effective, ""),
        _text_row("In the source’s words", known.claim.wording),
        _text_row("Origin", origins(known.evidence)),
        _text_row("Checked", checked(known.evidence)),
    ]
    return [row for row in rows if row]


def _text_row(label: str, text: str) -> Row | None:
    return Row(label, (Value(text),)) if text else None


def _date_row(label: str, date: PartialDate | None, reason: str) -> Row | None:
    if date is None:
        return None
    note = f"inferred: {reason}" if reason else ""
    return Row(label, (Value(str(date), datetime=date.machine, note=note),))


def _history(known: KnownFact) -> tuple[inputs.Change, ...]:
    """What happened when, oldest first; 1 query."""
    rows = Change.objects.filter(fact=known.pk, verb__in=_DEEDS).order_by("at", "pk")
    return tuple(
        inputs.Change(label=_DEEDS[row.verb], when=when(row.at))
        for row in rows.only("verb", "at")
    )


def _cited_by(known: KnownFact) -> tuple[inputs.Card, ...]:
    """The articles whose live edition cites the fact; 1 query."""
    live = Edition.objects.live(at=timezone.now()).filter(citations__fact=known.pk)
    return tuple(card(row) for row in editions_for_cards(live)[:CITING_ARTICLES])


def _description(page: FactPage) -> str:
    """The first passage in support, and who has published it."""
    said = next((p for p in page.supports), None)
    if said is None:
        return page.claim
    return f"{said.outlet or said.headline}: “{said.exact}”"
