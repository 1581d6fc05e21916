"""Pages as of a day: which day is asked for, and what is said differently then."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest
from django.utils import timezone

from articles import asof
from articles.knowledge import KnownFact

from .cells import Notebook, sentence_case, when
from .inputs import Day, Days, Evidence, Link, Past

PARAMETER = "as_of"


class BadDay(Exception):  # noqa: N818
    """The address asks for a day that is none."""


def day_asked(request: HttpRequest) -> datetime.date | None:
    """The past day that the address asks for; None for today and all days to come.

    Raises BadDay for words that are no day.
    """
    asked = request.GET.get(PARAMETER, "").strip()
    if not asked:
        return None
    try:
        day = datetime.date.fromisoformat(asked)
    except ValueError:
        raise BadDay from None
    if len(asked) != len("2024-01-31"):
        raise BadDay
    return day if day < timezone.localdate() else None


def days_of(facts: Iterable[KnownFact]) -> list[datetime.date]:
    """The days until today on which something changed, the newest first."""
    today = timezone.localdate()
    return [day for day in reversed(asof.days_of_change(facts)) if day <= today]


def days_form(
    facts: Iterable[KnownFact], *, url: str, day: datetime.date | None
) -> Days | None:
    """The form that leads to those days; None where nothing ever changed."""
    found = days_of(facts)
    if day is not None and day not in found:
        found = sorted([*found, day], reverse=True)
    if not found:
        return None
    chosen = day or found[0]
    return Days(
        url=url,
        days=tuple(Day(d.isoformat(), _label(d), d == chosen) for d in found),
    )


def banner(day: datetime.date | None, url: str) -> Past | None:
    """What stands above a page of the past; None on the page of today."""
    if day is None:
        return None
    return Past(f"As known on {_label(day)}", Link("Today’s page", url))


def _label(day: datetime.date) -> str:
    found = when(day)
    return found.text if found else ""


def end_of(day: datetime.date) -> datetime.datetime:
    """The last moment of that day where the newsroom is."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))


class PastNotebook(Notebook):
    """The marks of a page of the past."""

    def doubt(self, known: KnownFact) -> str:
        """What was believed and is known to be wrong today says so."""
        if asof.found_wrong(known):
            return self.words["later_found_wrong"]
        return super().doubt(known)

    def notice(self, known: KnownFact) -> str:
        return sentence_case(self.doubt(known))

    @property
    def sources(self) -> tuple[Evidence, ...]:
        """The same, without what the desk has done since."""
        return tuple(replace(evidence, checked="") for evidence in super().sources)
