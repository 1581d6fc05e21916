"""The ways in which prose prints a date: found in a text, and said of another date.

"17 November 2023" stands in prose as "November 17, 2023", "Friday, 17 November" or
"on the 17th of November". Another date takes its place in the same manner, and never
with more than is known of it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from catalog.dates import MONTHS, PartialDate, Precision, Season

LOOKED_AT = 40
"""Characters before some words that are looked at, to tell what they are part of."""

_WEEKDAYS = tuple(calendar.day_name)
_LEAD = r"(?P<lead>(?:[Oo]n|[Ii]n)(?: the)? )?"
_WEEKDAY = (
    rf"(?P<weekday>{'|'.join(_WEEKDAYS)}|(?:{'|'.join(d[:3] for d in _WEEKDAYS)})\.?)"
)
_NAMED_DAY = rf"(?:{_WEEKDAY}(?P<comma>,? )(?P<the>the )?)?"
_NTH = "(?P<nth>st|nd|rd|th)?"
_BEFORE, _AFTER = r"(?<![\w/.])(?<![0-9][-–])", r"(?!\w)(?![-–/][0-9])"
_SEASON_WORDS = {season: season.lower() for season in Season}
_PERIODS = "|".join((*MONTHS, *(m[:3] for m in MONTHS), *Season, "Fall"))

# What makes the words part of a date that says more.
_DAY_BEFORE = re.compile(r"[0-9](?:st|nd|rd|th)?(?: of)? $")
_PERIOD_BEFORE = re.compile(
    rf"(?<!\w)(?:{_PERIODS})\.?(?: [0-9]{{1,2}}(?:st|nd|rd|th)?)?(?:,| of)? $",
    re.IGNORECASE,
)
# Without one of these "May" and "March" are verbs as often as months.
_VERBS = ("March", "May")
_OF_TIME = re.compile(
    r"(?<!\w)(?:by|since|until|till|from|to|of|for|through|during|before|after|last|"
    r"next|this|early|late|mid) $",
    re.IGNORECASE,
)


def printed(text: str, date: PartialDate) -> list[re.Match[str]]:
    """Where the text says this date, in any of its forms; they may overlap."""
    if not _may_say(text, date):
        return []
    if date.is_about or date.is_uncertain:
        return list(_whole(re.escape(str(date))).finditer(text))
    return [
        found
        for shape in _shapes(date)
        for found in _whole(shape).finditer(text)
        if _is_all_of_it(text, found)
    ]


def _may_say(text: str, date: PartialDate) -> bool:
    """Whether a word of the date stands there at all: most sentences lack it."""
    if date.month is not None:
        iso = f"-{date.month:02d}-"
        return MONTHS[date.month - 1][:3] in text or iso in text
    return date.season is not None or f"{date.year:04d}" in text


def said_alike(found: re.Match[str], old: PartialDate, new: PartialDate) -> str:
    """The new date as the old one was said there: its order, its year, its weekday.

    The year is said where it is another, and the preposition fits what is known.
    """
    got = {name: words or "" for name, words in found.groupdict().items()}
    if "iso" in got and new.precision is Precision.DAY:
        return f"{new.earliest}"
    has_year = bool(got.get("year")) or new.year != old.year or "iso" in got
    words = _core(got, new, has_year=has_year)
    if found[0].endswith(".") and not words.endswith("."):
        words += "."
    return _with_lead(got.get("lead", ""), words, new)


# --- Finding -----------------------------------------------------------------------


def _whole(shape: str) -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}{shape}{_AFTER}")


def _shapes(date: PartialDate) -> Iterator[str]:
    month = _month_shape(date.month) if date.month else ""
    year = f"{date.year:04d}" if date.year is not None else ""
    if date.precision is Precision.DAY:
        day = rf"(?P<day>0?{date.day}){_NTH}"
        end = rf"(?:(?P<sep>,? ){_year(year)}|(?!,? ?[0-9]{{4}}))"
        yield rf"{_LEAD}{_NAMED_DAY}{day}(?P<of> of)? {month}{end}"
        yield rf"{_LEAD}{_NAMED_DAY}{month} {day}{end}"
        yield rf"(?P<iso>{year}-{date.month:02d}-{date.day:02d})"
    elif date.precision is Precision.MONTH:
        end = rf"(?:(?P<sep>,? | of ){_year(year)}|(?!,? (?:of )?[0-9]))"
        yield rf"{_LEAD}{month}{end}"
    elif date.precision is Precision.YEARLESS_MONTH:
        yield rf"{_LEAD}{month}(?!,? (?:of )?[0-9])"
    elif date.season is not None:
        yield rf"{_LEAD}{_season_shape(date.season)}(?P<sep>,? | of ){_year(year)}"
        yield rf"(?P<lead>[Ii]n(?: the)? ){_season_shape(date.season)}(?!,? (?:of )?\d)"
    else:
        yield rf"{_LEAD}{_year(year)}"


def _year(year: str) -> str:
    return f"(?P<year>{year})"


def _month_shape(month: int) -> str:
    name = MONTHS[month - 1]
    short = rf"{name[:3]}\.?" + (r"|Sept\.?" if month == 9 else "")
    return rf"(?P<month>{name}|{short})"


def _season_shape(season: Season) -> str:
    words = [season.lower()] + (["fall"] if season is Season.AUTUMN else [])
    either = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words)
    return f"(?P<season>{either})"


def _is_all_of_it(text: str, found: re.Match[str]) -> bool:
    """Whether the words are no part of a longer date, and a date at all."""
    got = found.groupdict()
    before = text[max(0, found.start() - LOOKED_AT) : found.start()]
    if got.get("day") or got.get("iso"):
        return True
    if got.get("month") is None:
        return not _PERIOD_BEFORE.search(before)
    if _DAY_BEFORE.search(before):
        return False
    is_sure = got["month"] not in _VERBS or got.get("year") or got.get("lead")
    return bool(is_sure or _OF_TIME.search(before))


# --- Saying ------------------------------------------------------------------------


def _core(got: dict[str, str], new: PartialDate, *, has_year: bool) -> str:
    year = f"{new.year:04d}" if new.year is not None and has_year else ""
    if new.is_about or new.is_uncertain or new.precision is Precision.YEAR:
        return str(new)
    if new.season is not None:
        season = str(new.season)
        of = " of " if got.get("sep") == " of " else " "
        is_lower = got.get("season", "").islower()
        return f"{season.lower() if is_lower else season}{of}{new.year:04d}"
    assert new.month is not None
    month = _month_said(got.get("month", ""), new.month)
    if new.day is None:
        return f"{month} {year}".rstrip()
    is_month_first = "of" not in got and bool(got.get("day"))
    nth = _nth(new.day) if got.get("nth") else str(new.day)
    day_first = f"{nth}{got.get('of', '')} {month}"
    said = f"{month} {nth}" if is_month_first else day_first
    if year:
        sep = got.get("sep", "") if got.get("day") else ""
        said += (sep or (", " if is_month_first else " ")) + year
    return _weekday_said(got, new) + said


def _month_said(old: str, month: int) -> str:
    """The name of the month, cut short where the other was and this one can be."""
    name = MONTHS[month - 1]
    is_short = bool(old) and old.rstrip(".") not in MONTHS
    if not is_short or len(name) <= len("July"):
        return name
    return name[:3] + ("." if old.endswith(".") else "")


def _nth(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{'th' if 10 < day < 14 else ending}"


def _weekday_said(got: dict[str, str], new: PartialDate) -> str:
    old = got.get("weekday", "")
    if not old or new.earliest is None:
        return ""
    name = _WEEKDAYS[new.earliest.weekday()]
    if old not in _WEEKDAYS:
        name = name[:3] + ("." if old.endswith(".") else "")
    return f"{name}{got['comma']}{got.get('the', '')}"


def _with_lead(lead: str, words: str, new: PartialDate) -> str:
    if not lead:
        return words
    first = "on" if new.precision is Precision.DAY else "in"
    keeps_the = new.season is not None or words[:1].isdigit() and "of" in words
    the = " the" if lead.endswith(" the ") and keeps_the else ""
    return f"{first.capitalize() if lead[0].isupper() else first}{the} {words}"
