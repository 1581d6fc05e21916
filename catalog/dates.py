"""Dates that keep their precision: a day, a month, a season, a year, or less.

A source that says "July" has not said a year, and one that says "Winter 2025" has
not said January. `PartialDate` keeps the words, knows the first and the last day they
can mean, and never prints more than was said. The hedges and the numbers of the
seasons are those of the Extended Date/Time Format (ISO 8601-2).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

MAX_LENGTH = 120

EXAMPLES = (
    "17 November 2023",
    "2023-11-17",
    "July 2025",
    "2025-07",
    "Winter 2025",
    "2025",
    "July",
    "about 2025",
    "July 2025?",
    "Winter 2025 (2025-01-01 to 2025-03-31)",
)


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    YEARLESS_MONTH = "yearless month"
    UNREADABLE = "unreadable"


class Season(StrEnum):
    """In the order of the EDTF, which numbers them from 21."""

    SPRING = "Spring"
    SUMMER = "Summer"
    AUTUMN = "Autumn"
    WINTER = "Winter"


# Television counts its seasons in quarters of the named year: winter is January to
# March, so that "Winter 2025" lies in 2025 alone. Who means other days sets limits.
FIRST_MONTHS = {
    Season.WINTER: 1,
    Season.SPRING: 4,
    Season.SUMMER: 7,
    Season.AUTUMN: 10,
}

# How far a hedged date may lie outside the period it names: one more of its kind.
_MARGIN_IN_MONTHS = {Precision.MONTH: 1, Precision.SEASON: 3, Precision.YEAR: 12}

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH_NUMBERS = (
    {name.lower(): number for number, name in enumerate(MONTHS, 1)}
    | {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
    | {"sept": 9}
)
_SEASONS = {season.lower(): season for season in Season} | {"fall": Season.AUTUMN}
_EDTF_SEASONS = dict(enumerate(Season, 21))

# Digits are ASCII and nothing is normalised: "July 1²" is a footnote, not the 12th.
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{'|'.join(_MONTH_NUMBERS)})\.?"
_SEASON = rf"(?P<season>{'|'.join(_SEASONS)})"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_YEAR}-(?P<number>[0-9]{{2}})-(?P<day>[0-9]{{2}})",
        rf"(?:{_YEAR}|-|xxxx)-(?P<number>[0-9]{{2}})",
        _YEAR,
        rf"{_DAY}(?: of)? {_MONTH}(?: |, ?){_YEAR}",
        rf"{_MONTH} {_DAY}(?: |, ?){_YEAR}",
        rf"(?:{_MONTH}|{_SEASON})(?: | of |, ?){_YEAR}",
        _MONTH,
    )
)
_HEDGED = re.compile(
    r"(?P<perhaps>(?:perhaps|possibly|probably|maybe) )?"
    r"(?P<about>(?:about|around|roughly|approximately|circa) "
    r"|(?:approx|ca?)(?:\. ?| )|~ ?)?"
    r"(?P<core>.*?) ?(?P<marks>[?~%]{0,2})"
)
_LIMITS = re.compile(r"(?P<named>[^()]+?) ?\((?P<first>[^()]+)(?: to |/)(?P<last>.+)\)")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


class InvalidPartialDate(ValueError):
    """Words that are no date; the message says so to the person who typed them."""


@dataclass(frozen=True)
class PartialDate:
    """A date as precise as its source, hedged where the source hedges.

    Two are equal when they mean the same, however they were typed. `limits` are the
    first and last possible day where an editor knows better than the words.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: Season | None = None
    is_about: bool = False
    is_uncertain: bool = False
    limits: tuple[date, date] | None = None
    words: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        problem = self._problem() or self._problem_of_limits()
        if problem:
            raise InvalidPartialDate(problem)
        if not self._is_hedged and self.limits == self._days():
            # They add nothing, and equal dates have equal fields.
            object.__setattr__(self, "limits", None)
        if not self.words:
            object.__setattr__(self, "words", self._spelled())

    def __str__(self) -> str:
        """The date at its own precision, as a reader should see it."""
        perhaps = "perhaps " if self.is_uncertain else ""
        about = "about " if self.is_about else ""
        parts = (
            self.day,
            self.season,
            self.month and MONTHS[self.month - 1],
            self.year and f"{self.year:04d}",
        )
        return perhaps + about + " ".join(str(part) for part in parts if part)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date that the words name, in any of the ways that `EXAMPLES` shows.

        Raises InvalidPartialDate, and nothing else, for any other input.
        """
        if not isinstance(text, str):
            raise _refusal(type(text).__name__)
        if len(text.strip()) > MAX_LENGTH:
            raise _refusal(text, f"it is longer than {MAX_LENGTH} characters")
        words = " ".join(text.split())
        try:
            return _read(words)
        except InvalidPartialDate as problem:
            raise _refusal(words, str(problem)) from None

    @classmethod
    def from_date(cls, day: date) -> PartialDate:
        """The day itself; of a datetime, the day it has on its own clock."""
        if isinstance(day, datetime):
            day = day.date()
        return cls(day.year, day.month, day.day, words=day.isoformat())

    @property
    def stored(self) -> str:
        """The words as typed, but for white space; parsing them gives this date."""
        return self.words

    @property
    def precision(self) -> Precision:
        if self.day:
            return Precision.DAY
        if self.season:
            return Precision.SEASON
        if self.year is None:
            return Precision.YEARLESS_MONTH
        return Precision.MONTH if self.month else Precision.YEAR

    @property
    def earliest(self) -> date | None:
        """The first day the words name; None where the year is unknown.

        A hedge does not move it: "about 2025" is listed under 2025.
        """
        days = self.limits or self._days()
        return days[0] if days else None

    @property
    def latest(self) -> date | None:
        """The last day the words name; None where the year is unknown."""
        days = self.limits or self._days()
        return days[1] if days else None

    @property
    def certain_by(self) -> date | None:
        """The last day on which it can have been, hedges included, or None.

        A hedged date may lie outside the period it names by one more of its kind,
        "about July 2025" in August, unless an editor has set limits.
        """
        days = self._possible_days()
        return days[1] if days else None

    @property
    def machine(self) -> str:
        """The value for <time datetime>, or "" where HTML has none that is true.

        HTML knows days, months and years. It knows neither seasons nor months of no
        year, and a hedge would be lost on a machine.
        """
        if self._is_hedged or self.season or self.year is None:
            return ""
        parts = (f"{self.year:04d}", self.month, self.day)
        return "-".join(str(part).zfill(2) for part in parts if part)

    @property
    def sort_bounds(self) -> tuple[bool, date, date]:
        """A key that sorts by earliest, then latest day, unknown years last."""
        return self.earliest is None, self.earliest or date.max, self.latest or date.max

    def is_past(self, on: date) -> bool | None:
        """Whether it lies before the day `on`; None where that cannot be known.

        A day is not past while it lasts.
        """
        days = self._possible_days()
        if days is None or days[0] < on <= days[1]:
            return None
        return days[1] < on

    def known_by(self, on: date) -> bool:
        """Whether it was certainly at or before `on`."""
        return self.certain_by is not None and self.certain_by <= on

    @property
    def _is_hedged(self) -> bool:
        return self.is_about or self.is_uncertain

    def _possible_days(self) -> tuple[date, date] | None:
        return self.limits or self._days(margin=self._is_hedged)

    def _days(self, *, margin: bool = False) -> tuple[date, date] | None:
        if self.year is None:
            return None
        if self.month and self.day:
            day = date(self.year, self.month, self.day)
            if not margin:
                return day, day
            one = timedelta(days=1)
            return max(day, date.min + one) - one, min(day, date.max - one) + one
        more = _MARGIN_IN_MONTHS[self.precision] if margin else 0
        first, last = self.month or 1, self.month or 12
        if self.season:
            first = FIRST_MONTHS[self.season]
            last = first + 2
        return (
            _first_of_month(self.year, first - more),
            _last_of_month(self.year, last + more),
        )

    def _problem(self) -> str:
        if self.year is not None and not 1 <= self.year <= 9999:
            return "years run from 0001 to 9999"
        if self.month is not None and not 1 <= self.month <= 12:
            return f"there is no month {self.month}"
        if self.season and (self.year is None or self.month):
            return "a season needs a year and no month"
        if self.day is not None:
            if self.year is None or self.month is None:
                return "a day needs its month and its year"
            if not 1 <= self.day <= monthrange(self.year, self.month)[1]:
                month = f"{MONTHS[self.month - 1]} {self.year:04d}"
                return f"there is no day {self.day} in {month}"
        if self.year is None and self.month is None:
            return "it names neither a month nor a year"
        return ""

    def _problem_of_limits(self) -> str:
        if self.limits is None:
            return ""
        first, last = self.limits
        if first > last:
            return f"{first} comes after {last}"
        named = [self]
        if self.year is None:
            years = {first.year, min(first.year + 1, last.year), last.year}
            named = [PartialDate(year, self.month) for year in years]
        elif self.season:
            # Elsewhere winter begins in December, or lies in the middle of the year.
            named = [PartialDate(self.year)]
        spans = (one._days(margin=self._is_hedged) for one in named)
        if not any(days and days[0] <= last and first <= days[1] for days in spans):
            return f"{first} to {last} lies outside it"
        return ""

    def _spelled(self) -> str:
        if self.limits is None:
            return str(self)
        return f"{self} ({self.limits[0]} to {self.limits[1]})"


@dataclass(frozen=True)
class UnreadableDate(PartialDate):
    """Words kept in a database that are no date, or no longer one.

    It prints them and knows nothing else, so that no page breaks and no word is lost.
    """

    words: str = ""

    def __post_init__(self) -> None:
        """There is nothing to check: any words will do."""

    def __str__(self) -> str:
        return self.words

    @property
    def precision(self) -> Precision:
        return Precision.UNREADABLE


def _refusal(text: str, problem: str = "") -> InvalidPartialDate:
    start = text[:40].strip()
    shown = "".join(c if c.isprintable() else "\ufffd" for c in start)
    if len(text) > 40:
        shown += "…"
    reason = f": {problem}" if problem else ""
    examples = ", ".join(f"“{example}”" for example in EXAMPLES)
    return InvalidPartialDate(
        f"“{shown}” cannot be read as a date{reason}. Write it as in {examples}."
    )


def _read(words: str) -> PartialDate:
    plain = words.lower().translate(_DASHES)
    limits = None
    if with_limits := _LIMITS.fullmatch(plain):
        plain = with_limits["named"]
        first = PartialDate(**_named(with_limits["first"].strip())).earliest
        last = PartialDate(**_named(with_limits["last"].strip())).latest
        if first is None or last is None:
            raise InvalidPartialDate("the days in brackets need their years")
        limits = (first, last)
    hedged = _HEDGED.fullmatch(plain)
    if hedged is None:
        raise InvalidPartialDate
    marks = hedged["marks"]
    return PartialDate(
        **_named(hedged["core"]),
        is_about=bool(hedged["about"] or "~" in marks or "%" in marks),
        is_uncertain=bool(hedged["perhaps"] or "?" in marks or "%" in marks),
        limits=limits,
        words=words,
    )


def _named(core: str) -> dict[str, Any]:
    found = next((m for shape in _SHAPES if (m := shape.fullmatch(core))), None)
    if found is None:
        raise InvalidPartialDate
    said = found.groupdict()
    number = int(said["number"]) if said.get("number") else None
    if said.get("month"):
        number = _MONTH_NUMBERS[said["month"]]
    season = _SEASONS.get(said.get("season") or "")
    if number in _EDTF_SEASONS and not said.get("day"):
        season, number = _EDTF_SEASONS[number], None
    return {
        "year": int(said["year"]) if said.get("year") else None,
        "month": number,
        "day": int(said["day"]) if said.get("day") else None,
        "season": season,
    }


def _first_of_month(year: int, month: int) -> date:
    """The first day of a month counted from January, which may be before or after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1) if year >= 1 else date.min


def _last_of_month(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1]) if year <= 9999 else date.max
