"""A moment as a clock on the wall shows it, in a named zone; kept in UTC.

Clocks are set forward and back, so that some readings of a clock never come and some
come twice: the first is an error in words, the second a question that has to be
answered. PEP 495 names the two of a fold; the zones are those of the IANA database.
"""

from __future__ import annotations

import datetime
import difflib
import re
import zoneinfo
from dataclasses import dataclass
from functools import cache

EARLIER, LATER = "earlier", "later"

_WALL = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?", re.ASCII)
_NO_PLACES = {"Factory", "localtime", "posixrules"}
# A day from either end of the calendar: every zone can show what lies between.
_FIRST = datetime.datetime(1, 1, 2, tzinfo=datetime.UTC)
_LAST = datetime.datetime(9999, 12, 30, 23, 59, 59, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Side:
    """One of two moments that a clock shows alike: `which` says it, `words` tell it."""

    which: str
    words: str


class NoMoment(ValueError):
    """What was typed names no moment, or two; `sides` are the two.

    `about` is what has to be mended: "moment", "zone" or "which".
    """

    def __init__(
        self, message: str, *, about: str = "moment", sides: tuple[Side, ...] = ()
    ) -> None:
        super().__init__(message)
        self.message, self.about, self.sides = message, about, sides


@cache
def zone_names() -> tuple[str, ...]:
    """The names of all zones, in the order of the alphabet."""
    return tuple(sorted(zoneinfo.available_timezones() - _NO_PLACES))


def zone_named(name: str) -> zoneinfo.ZoneInfo:
    """The zone of that name, however its letters and spaces are typed.

    Raises NoMoment with the names like it.
    """
    wanted = "_".join(name.split())
    if not wanted:
        raise NoMoment("Name the zone, as in Europe/Paris.", about="zone")
    known = {known.casefold(): known for known in zone_names()}
    found = known.get(wanted.casefold())
    if found is None:
        raise NoMoment(
            f"There is no zone “{name.strip()[:60]}”.{_meant(wanted, known)}",
            about="zone",
        )
    return zoneinfo.ZoneInfo(found)


def _meant(wanted: str, known: dict[str, str]) -> str:
    """A question that names zones of nearly this name, or of this place."""
    asked = wanted.casefold()[:60]
    by_place = {short.rpartition("/")[2]: name for short, name in known.items()}
    near = difflib.get_close_matches(asked, known, n=2, cutoff=0.85)
    places = difflib.get_close_matches(asked, by_place, n=2, cutoff=0.85)
    names = [known[one] for one in near] + [by_place[one] for one in places]
    if not names:
        return " Write its name as in Europe/Paris."
    return f" Did you mean {' or '.join(dict.fromkeys(names))}?"


def read_moment(text: str, zone: str, *, which: str = "") -> datetime.datetime:
    """The moment at which a clock in that zone shows the text, in UTC.

    The text is "2026-03-29T03:30" or with seconds; `which` is "earlier" or "later"
    and counts only where a clock shows it twice. Raises NoMoment.
    """
    there = zone_named(zone)
    shown = _shown(text)
    first, second = _both(shown, there)
    if _on_the_wall(first, there) != shown and _on_the_wall(second, there) != shown:
        raise NoMoment(_told_gap(shown, there, second, first))
    if first == second:
        return first
    if which not in (EARLIER, LATER):
        raise NoMoment(
            f"{_clock(shown)} comes twice in {there} on {_day(shown)}: clocks go "
            f"back. Say which of the two is meant.",
            about="which",
            sides=(
                Side(EARLIER, _told_side("The earlier", first, there)),
                Side(LATER, _told_side("The later", second, there)),
            ),
        )
    return first if which == EARLIER else second


def _shown(text: str) -> datetime.datetime:
    """What the clock shows, without a zone. Raises NoMoment."""
    found = _WALL.fullmatch(text.strip())
    if found is None:
        raise NoMoment(
            "Write day and time as in 2026-03-29T14:30, with seconds where they "
            "count, and without an offset: the zone stands beside it."
        )
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        raise NoMoment(f"There is no day {found[1]}-{found[2]}-{found[3]}.") from None
    try:
        return datetime.datetime.combine(date, datetime.time(hour, minute, second))
    except ValueError:
        clock = text.strip()[11:]
        raise NoMoment(f"No clock shows {clock}: it goes to 23:59:59.") from None


def _both(
    shown: datetime.datetime, zone: zoneinfo.ZoneInfo
) -> tuple[datetime.datetime, datetime.datetime]:
    """The moments before and after the clocks are set. Raises NoMoment."""
    try:
        both = _in_utc(shown, zone, 0), _in_utc(shown, zone, 1)
    except OverflowError:
        both = None
    if both is None or not _FIRST <= min(both) <= max(both) <= _LAST:
        raise NoMoment(f"{_day(shown)} lies beyond the years that can be kept.")
    return both


def _in_utc(
    shown: datetime.datetime, zone: zoneinfo.ZoneInfo, fold: int
) -> datetime.datetime:
    return shown.replace(tzinfo=zone, fold=fold).astimezone(datetime.UTC)


def _on_the_wall(
    moment: datetime.datetime, zone: zoneinfo.ZoneInfo
) -> datetime.datetime:
    """What a clock there shows at that moment, without the zone."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def _told_gap(
    shown: datetime.datetime,
    zone: zoneinfo.ZoneInfo,
    before: datetime.datetime,
    after: datetime.datetime,
) -> str:
    """Why no clock there shows it; the clocks are set between the two moments."""
    old = before.astimezone(zone).utcoffset() or datetime.timedelta()
    while after - before > datetime.timedelta(seconds=1):
        middle = before + (after - before) // 2
        is_old = middle.astimezone(zone).utcoffset() == old
        before, after = (middle, after) if is_old else (before, middle)
    # What clocks would show had nobody set them, and what they show instead.
    instant = after.replace(microsecond=0)
    gone, come = (instant + old).replace(tzinfo=None), _on_the_wall(instant, zone)
    has_days = gone.date() != come.date() or gone.date() != shown.date()
    start = f"{_clock(gone)} on {_day(gone)}" if has_days else _clock(gone)
    end = f"{_clock(come)} on {_day(come)}" if has_days else _clock(come)
    return (
        f"{_clock(shown)} does not exist in {zone} on {_day(shown)}: clocks go from "
        f"{start} to {end}."
    )


def _told_side(name: str, moment: datetime.datetime, zone: zoneinfo.ZoneInfo) -> str:
    return f"{name}, {offset_words(moment.astimezone(zone))} ({_clock(moment)} UTC)"


def _clock(moment: datetime.datetime) -> str:
    """The time of day, with seconds where there are any."""
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _day(moment: datetime.datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}"


def offset_words(moment: datetime.datetime) -> str:
    """How far its clock is from UTC, as in "UTC+05:45"."""
    seconds = int(_offset(moment).total_seconds())
    sign, rest = ("-" if seconds < 0 else "+"), abs(seconds)
    words = f"UTC{sign}{rest // 3600:02}:{rest // 60 % 60:02}"
    return f"{words}:{rest % 60:02}" if rest % 60 else words


def _offset(moment: datetime.datetime) -> datetime.timedelta:
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("The moment must know its time zone.")
    return offset


def wall(moment: datetime.datetime, zone: str) -> str:
    """What a clock in that zone shows then, as `read_moment` reads it.

    Raises ValueError for a moment without a zone.
    """
    _offset(moment)
    shown = _on_the_wall(moment, zone_named(zone)).replace(microsecond=0)
    return shown.isoformat()


def which_of_two(moment: datetime.datetime, zone: str) -> str:
    """Which of two the moment is where a clock there shows it twice, else ""."""
    _offset(moment)
    there = zone_named(zone)
    shown = _on_the_wall(moment, there)
    first, second = (_in_utc(shown, there, fold) for fold in (0, 1))
    if first == second:
        return ""
    return LATER if moment == second else EARLIER


def words(moment: datetime.datetime, zone: str) -> str:
    """The moment to the second, with the zone and how far it is from UTC.

    Raises ValueError for a moment without a zone.
    """
    _offset(moment)
    there = moment.astimezone(zone_named(zone))
    clock = f"{there:%H:%M:%S}"
    return f"{_day(there)}, {clock} in {zone} ({offset_words(there)})"


def words_in_zone_or_utc(moment: datetime.datetime, zone: str) -> str:
    """As `words`, and without saying UTC twice where the zone is UTC itself."""
    return words_in_utc(moment) if zone == "UTC" else words(moment, zone)


def words_in_utc(moment: datetime.datetime) -> str:
    """The moment to the second in UTC; ValueError for one without a zone."""
    _offset(moment)
    there = moment.astimezone(datetime.UTC)
    return f"{_day(there)}, {there:%H:%M:%S} UTC"
