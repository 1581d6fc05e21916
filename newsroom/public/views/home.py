"""The front page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Max, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.knowledge import KnownFact
from articles.known import newest_facts, public_facts
from articles.ledger import Ledger
from articles.models import Edition, FrontSlot, SlotRule
from catalog.models import Show
from catalog.models.credits import CREDITED_KINDS

from .. import jsonld
from ..addresses import reader_page
from ..cards import card, editions_for_cards, show_card
from ..cells import Notebook, when
from ..html import data_block
from ..inputs import Block, Change, Link, Meta
from ..meta import graph, shortened
from ..pages import HomePage
from ..pictures import with_hero, with_picture
from ..site import Frame, frame

LATEST = 6
SHOWS = 6
CHANGES = 6
# Of the facts accepted last, those that became known last are shown.
_CANDIDATES = 40
_LONGEST_VALUE = 120


@reader_page
def home(request: HttpRequest) -> HttpResponse:
    """The front page; 5 queries."""
    around = frame(request)
    slots = list(FrontSlot.objects.select_related("section"))
    lead, latest, blocks = _fill(slots, _editions(slots))
    shows = list(_shows())
    facts = public_facts(
        Q(fact__in=newest_facts(_CANDIDATES).values("pk"))
        | Q(
            fact__subject__in=[show.pk for show in shows],
            fact__predicate__in=("status", "premiere"),
        ),
        speakers=False,
    )
    notebook = Notebook(Ledger(facts), around.words)
    page = HomePage(
        lead=card(lead, with_picture=True) if lead else None,
        changes=_changes(facts, notebook),
        latest=tuple(card(edition) for edition in latest),
        shows=tuple(show_card(show, notebook) for show in shows),
        blocks=blocks,
        sources=notebook.sources,
    )
    return around.render("pages/home.html", page, _head(around))


def _head(around: Frame) -> Meta:
    site = around.site
    title = f"{site.name} · {site.tagline}" if site.tagline else site.name
    description = shortened(site.description)
    data = jsonld.website(site.name, description, around.address)
    return Meta(
        title=title,
        description=description,
        canonical=around.address("/"),
        jsonld=data_block(graph([data])),
    )


# --- Articles ----------------------------------------------------------------------


@dataclass(frozen=True)
class _Pool:
    """The editions the slots choose from, newest first; none is shown twice."""

    editions: list[Any]
    reserved: set[int]

    def article(self, slot: FrontSlot) -> list[Any]:
        """The article that an editor has chosen, if it is live."""
        return [e for e in self.editions if e.article_id == slot.article_id]

    def newest(self, count: int, section: int | None = None) -> list[Any]:
        """The newest that no slot has, of one section or of all."""
        found = [
            edition
            for edition in self.editions
            if edition.article_id not in self.reserved
            and section in (None, edition.section_id)
        ][:count]
        self.reserved.update(edition.article_id for edition in found)
        return found

    def of(self, slot: FrontSlot, count: int) -> list[Any]:
        if slot.rule == SlotRule.ARTICLE:
            return self.article(slot)
        return self.newest(count, slot.section_id)


def _editions(slots: Iterable[FrontSlot]) -> list[Any]:
    """Enough live editions for all slots; 1 query, however many slots there are."""
    live = Edition.objects.live(at=timezone.now())
    newest = live.order_by("-first_live", "-pk")
    total = LATEST + 1 + sum(slot.count for slot in slots)
    which = Q(pk__in=newest.values("pk")[:total])
    for slot in slots:
        if slot.rule == SlotRule.ARTICLE:
            which |= Q(article=slot.article_id)
        elif slot.rule == SlotRule.SECTION:
            own = newest.filter(section=slot.section_id)
            which |= Q(pk__in=own.values("pk")[:total])
    return list(with_hero(editions_for_cards(live.filter(which))))


def _fill(
    slots: list[FrontSlot], editions: list[Any]
) -> tuple[Any, list[Any], tuple[Block, ...]]:
    """The lead, the latest and the blocks.

    The first slot gives the lead and, where it asks for more, the first block; the
    first that asks for the latest gives those. Without slots the newest leads.
    """
    chosen = {slot.article_id for slot in slots if slot.article_id}
    pool = _Pool(editions, chosen)
    lead = (pool.of(slots[0], 1) if slots else []) or pool.newest(1)
    latest: list[Any] = [] if slots else pool.newest(LATEST)
    blocks: list[Block] = []
    for number, slot in enumerate(slots):
        count = slot.count - 1 if number == 0 else slot.count
        if slot.rule == SlotRule.LATEST and not latest:
            latest = pool.newest(count)
        elif number or slot.rule != SlotRule.ARTICLE:
            _add(blocks, slot, pool.of(slot, count))
    lead_edition = lead[0] if lead else None
    return lead_edition, latest, tuple(blocks)


def _add(blocks: list[Block], slot: FrontSlot, editions: list[Any]) -> None:
    """A block for the slot; one without a heading joins the block above."""
    label, url = slot.heading, ""
    if slot.section is not None:
        label, url = label or slot.section.title, slot.section.get_absolute_url()
    cards = tuple(card(edition) for edition in editions)
    if not label and blocks:
        blocks[-1] = replace(blocks[-1], cards=blocks[-1].cards + cards)
    elif cards:
        blocks.append(Block(label, url, cards))


# --- The catalogue -----------------------------------------------------------------


def _shows() -> Any:
    """The shows of which something became known last."""
    rows = (
        Show.objects.with_page()
        .select_related("franchise")
        .annotate(latest=Max("facts__proposed_at", filter=Q(facts__status="accepted")))
    )
    return with_picture(rows).order_by(
        F("latest").desc(nulls_last=True), "sort_key", "pk"
    )[:SHOWS]


def _changes(facts: list[KnownFact], notebook: Notebook) -> tuple[Change, ...]:
    """What became known last, with what it says now."""
    new = [
        known
        for known in facts
        if known.is_verified and known.is_value and known.subject.url
    ]
    new.sort(key=_learnt, reverse=True)
    return tuple(
        Change(
            label=known.predicate.label,
            when=when(known.known_on or _checked(known)),
            subject=Link(known.subject.title, known.subject.url),
            new=shortened(known.words, _LONGEST_VALUE),
            marks=notebook.marks([known]),
        )
        for known in new[:CHANGES]
    )


def _checked(known: KnownFact) -> datetime.date:
    """The day on which somebody first found the fact to stand."""
    moments = [s.checked_at for s in known.evidence if s.checked_at is not None]
    return timezone.localtime(min(moments)).date()


def _learnt(known: KnownFact) -> tuple[datetime.date, bool, bool, int]:
    """The day on which it became known; where that is unknown, our own.

    Of one day, what concerns a show comes first, and before all its columns.
    """
    latest = known.known_on.latest if known.known_on else None
    subject = known.claim.subject
    is_of_a_show = subject is not None and subject.kind in CREDITED_KINDS
    is_column = bool(known.predicate.columns)
    return (latest or _checked(known), is_of_a_show, is_column, known.pk)
