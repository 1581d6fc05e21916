"""What entries were called on a day, wherever they are named.

A title that facts have given is a claim like any other: before its day nobody knew
it. An entry whose title no fact has ever given keeps that of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from articles import asof, values
from articles.knowledge import KnownFact
from articles.known import facts_on_record
from catalog.models import Season
from catalog.sheets import Link

KEYS = ("title", "working-title")


@dataclass(frozen=True)
class SeasonName:
    """The title of a season, which begins with that of its show."""

    pk: int
    title: str
    show_id: int
    show_title: str


@dataclass(frozen=True)
class Titles:
    """Every title that facts have given to some entries, and their seasons."""

    facts: tuple[KnownFact, ...]
    seasons: tuple[SeasonName, ...]

    def on(self, day: date, *, untitled: str) -> dict[int, str]:
        """The titles of that day by entry; `untitled` where none was known yet.

        Entries that have no title from a fact, ever, are not among them.
        """
        held = asof.held(self.facts, on=day)
        titled = {known.subject_id for known in self.facts}
        found = {pk: title_among(held, pk) or untitled for pk in titled}
        for season in self.seasons:
            if season.show_id in found and season.title.startswith(season.show_title):
                rest = season.title.removeprefix(season.show_title)
                found[season.pk] = found[season.show_id] + rest
        return found


def title_among(facts: Iterable[KnownFact], entry_id: int) -> str:
    """The title that the facts give it: the final one, else the newest working one."""
    found = ""
    for known in facts:
        if known.subject_id != entry_id or not known.is_value:
            continue
        if known.predicate.key == "title":
            return known.claim.text
        if known.predicate.key == "working-title":
            found = known.claim.text
    return found


def titles_behind(facts: Iterable[KnownFact], entry_ids: Iterable[int]) -> Titles:
    """The titles of these entries and of all that the facts name; 2 queries."""
    ids = set(entry_ids)
    for known in facts:
        ids |= {known.subject_id, *filter(None, [known.target_id])}
    rows = Season.objects.filter(Q(pk__in=ids) | Q(show__in=ids)).order_by("pk")
    seasons = tuple(
        SeasonName(*row)
        for row in rows.values_list("pk", "title", "show", "show__title")
    )
    ids |= {season.show_id for season in seasons}
    which = Q(fact__subject__in=ids, fact__predicate__in=KEYS)
    return Titles(tuple(facts_on_record(which, speakers=False)), seasons)


def renamed(known: KnownFact, titles: Mapping[int, str]) -> KnownFact:
    """The fact with the entries that it names under these titles."""
    claim = known.claim
    title = titles.get(known.subject_id)
    if title and claim.subject is not None and title != claim.subject.title:
        known = replace(
            known,
            subject=Link(title, known.subject.url),
            claim=replace(claim, subject=values.Named(claim.subject.kind, title)),
        )
    claim = known.claim
    title = titles.get(known.target_id or 0)
    if title and claim.target is not None and title != claim.target.title:
        known = replace(
            known,
            target=known.target and Link(title, known.target.url),
            claim=replace(claim, target=values.Named(claim.target.kind, title)),
        )
    return known
