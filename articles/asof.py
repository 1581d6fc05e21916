"""What was known on a day: which claims had come by then and still held.

Pure: nothing here reads the clock or a table. A claim counts from the day by which
it was certainly known; one without such a day belongs to no day in the past. A
development or a refinement ends it on the day its successor was known; until that
day nothing shows that it would. What was corrected later is shown as it was
believed, and as found wrong since.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from catalog.dates import PartialDate


class Dated(Protocol):
    """A claim with its days: a known fact, or what stands for one in a test."""

    @property
    def known_on(self) -> PartialDate | None: ...

    @property
    def ended_on(self) -> PartialDate | None: ...

    @property
    def status(self) -> str: ...

    @property
    def replaced_how(self) -> str: ...


D = TypeVar("D", bound=Dated)


def known_from(claim: Dated) -> date | None:
    """The first day on which it was certainly known; None where that is unknown."""
    return claim.known_on.certain_by if claim.known_on else None


def ended_from(claim: Dated) -> date | None:
    """The first day on which it certainly held no more; None while it holds."""
    if claim.status not in ("replaced", "retracted") or claim.ended_on is None:
        return None
    return claim.ended_on.certain_by


def is_held(claim: Dated, *, on: date) -> bool:
    """Whether somebody who knew all that was known that day held the claim."""
    start = known_from(claim)
    if start is None or start > on:
        return False
    end = ended_from(claim)
    return end is None or end > on


def held(claims: Iterable[D], *, on: date) -> list[D]:
    """The claims held that day, in their order."""
    return [claim for claim in claims if is_held(claim, on=on)]


def found_wrong(claim: Dated) -> bool:
    """Whether it never was true, as is known today."""
    return claim.status == "retracted" or claim.replaced_how == "correction"


def days_of_change(claims: Iterable[Dated]) -> list[date]:
    """The days on which something became known or ceased to hold, oldest first."""
    days: set[date] = set()
    for claim in claims:
        days.update(
            day for day in (known_from(claim), ended_from(claim)) if day is not None
        )
    return sorted(days)
