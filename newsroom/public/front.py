"""The front page as it is, or will be, at a moment."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone

from articles import moments
from articles.models import Edition, FrontSlot, SlotRule

from . import jsonld
from .cards import card, editions_for_cards
from .edition_inputs import FrontPreview
from .front_catalogue import as_known_now, as_known_on
from .html import data_block
from .inputs import Block, Meta, When
from .meta import graph, shortened
from .pages import HomePage
from .pictures import with_hero
from .site import Frame

LATEST = 6

EVERYTHING = Q()


def front_response(
    around: Frame,
    *,
    at: datetime.datetime,
    robots: str = "",
    among: Q = EVERYTHING,
    is_preview: bool = False,
) -> HttpResponse:
    """The front page of now, or a preview of another moment; for one to come, with
    what goes live until then.

    `among` says which editions may be shown of those that are live by then. A
    preview tells which of its parts are those of the moment. 4 queries; of a past day
    8.
    """
    page = front_page(around, at=at, among=among, is_preview=is_preview)
    return around.render("pages/home.html", page, _head(around, robots))


def front_page(
    around: Frame,
    *,
    at: datetime.datetime,
    among: Q = EVERYTHING,
    is_preview: bool = False,
) -> HomePage:
    """The same as the values of its template."""
    lead, latest, blocks = _laid_out(dealt(at=at, among=among))
    day = timezone.localtime(at).date()
    is_past = is_preview and day < timezone.localdate()
    known = as_known_on(around, day) if is_past else as_known_now(around)
    moment = When(moments.words_in_zone_or_utc(at, settings.TIME_ZONE), at.isoformat())
    return HomePage(
        lead=card(lead, with_picture=True) if lead else None,
        changes=known.changes,
        latest=tuple(card(edition) for edition in latest),
        shows=known.shows,
        blocks=blocks,
        sources=known.sources,
        preview=FrontPreview(moment, is_past=is_past) if is_preview else None,
    )


def _head(around: Frame, robots: str) -> Meta:
    site = around.site
    title = f"{site.name} · {site.tagline}" if site.tagline else site.name
    description = shortened(site.description)
    data = jsonld.website(site.name, description, around.address)
    return Meta(
        title=title,
        description=description,
        canonical=around.address("/"),
        robots=robots,
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


@dataclass(frozen=True)
class Dealt:
    """What a slot has got: the lead of the page, and the rest; `is_latest` says that
    these are the latest and no block. Without slots one without a slot has all."""

    slot: FrontSlot | None
    lead: Any | None
    rest: tuple[Any, ...]
    is_latest: bool

    @property
    def all(self) -> tuple[Any, ...]:
        return (self.lead, *self.rest) if self.lead is not None else self.rest


def dealt(*, at: datetime.datetime, among: Q = EVERYTHING) -> list[Dealt]:
    """What fills each place of the front page at that moment, from top to bottom; 2
    queries.

    The first slot gives the lead and, where it asks for more, the first block; the
    first that asks for the latest gives those. Without slots the newest leads.
    """
    slots = FrontSlot.objects.select_related("section").shown(at=at)
    editions = _editions(slots, at=at, among=among)
    chosen = {slot.article_id for slot in slots if slot.article_id}
    pool = _Pool(editions, chosen)
    lead = (pool.of(slots[0], 1) if slots else []) or pool.newest(1)
    first = lead[0] if lead else None
    if not slots:
        return [Dealt(None, first, tuple(pool.newest(LATEST)), is_latest=True)]
    found: list[Dealt] = []
    for number, slot in enumerate(slots):
        count = slot.count - 1 if number == 0 else slot.count
        is_latest = slot.rule == SlotRule.LATEST and not any(
            one.is_latest and one.rest for one in found
        )
        rest: list[Any] = []
        if is_latest:
            rest = pool.newest(count)
        elif number or slot.rule != SlotRule.ARTICLE:
            rest = pool.of(slot, count)
        found.append(Dealt(slot, None if number else first, tuple(rest), is_latest))
    return found


def _editions(
    slots: Iterable[FrontSlot], *, at: datetime.datetime, among: Q
) -> list[Any]:
    """Enough live editions for all slots; 1 query, however many slots there are."""
    live = Edition.objects.listed(at=at).filter(among)
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


def _laid_out(places: Iterable[Dealt]) -> tuple[Any, list[Any], tuple[Block, ...]]:
    """The lead, the latest and the blocks."""
    lead: Any = None
    latest: list[Any] = []
    blocks: list[Block] = []
    for place in places:
        lead = place.lead or lead
        if place.is_latest:
            latest = latest or list(place.rest)
        elif place.slot is not None:
            _add(blocks, place.slot, place.rest)
    return lead, latest, tuple(blocks)


def _add(blocks: list[Block], slot: FrontSlot, editions: Iterable[Any]) -> None:
    """A block for the slot; one without a heading joins the block above."""
    label, url = slot.heading, ""
    if slot.section is not None:
        label, url = label or slot.section.title, slot.section.get_absolute_url()
    cards = tuple(card(edition) for edition in editions)
    if not label and blocks:
        blocks[-1] = replace(blocks[-1], cards=blocks[-1].cards + cards)
    elif cards:
        blocks.append(Block(label, url, cards))
