"""Time drawn as a chart: numbered marks on an axis of years. Pure.

A date takes the room that it is known to: a day is a disc, a month or a year a bar.
Numbers are whole, because a template prints fractions in the reader's locale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 480
SIDE = 14
MARK = 22
LANE = 28
TOP = 8
AXIS = 30
MOST_TICKS = 8


@dataclass(frozen=True)
class Span:
    """A stretch of time with its number in the table, and what kind of mark it is."""

    number: int
    first: date
    last: date
    kind: str = ""


@dataclass(frozen=True)
class Bar:
    number: int
    kind: str
    x: int
    y: int
    width: int
    height: int
    radius: int
    middle: int
    baseline: int


@dataclass(frozen=True)
class Tick:
    label: str
    x: int


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    axis: int
    label_y: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def chart(spans: Sequence[Span]) -> Chart | None:
    """The spans drawn without overlap, in as few lanes as they need; None of none."""
    if not spans:
        return None
    start = date(min(span.first for span in spans).year, 1, 1)
    end = date(max(span.last for span in spans).year, 12, 31)
    lanes: list[int] = []
    bars = []
    for span in sorted(spans, key=lambda span: (span.first, span.last, span.number)):
        x = _place(span.first, start, end)
        width = max(_place(span.last, start, end) - x, MARK)
        x = min(x, WIDTH - SIDE - width)
        lane = next((n for n, free in enumerate(lanes) if free <= x), len(lanes))
        lanes[lane : lane + 1] = [x + width + 2]
        bars.append(_bar(span, x, lane, width))
    axis = TOP + len(lanes) * LANE
    return Chart(
        width=WIDTH,
        height=axis + AXIS,
        axis=axis,
        label_y=axis + AXIS - 9,
        bars=tuple(bars),
        ticks=tuple(_ticks(start, end)),
    )


def _place(day: date, start: date, end: date) -> int:
    room = WIDTH - 2 * SIDE
    return SIDE + round((day - start).days * room / max((end - start).days, 1))


def _bar(span: Span, x: int, lane: int, width: int) -> Bar:
    y = TOP + lane * LANE
    is_day = span.first == span.last
    is_wrong = span.kind in ("correction", "retraction")
    return Bar(
        number=span.number,
        kind=span.kind,
        x=x,
        y=y,
        width=width,
        height=MARK,
        radius=MARK // 2 if is_day and not is_wrong else 0,
        middle=x + width // 2,
        baseline=y + MARK // 2 + 5,
    )


def _ticks(start: date, end: date) -> list[Tick]:
    years = end.year - start.year + 1
    step = -(-years // MOST_TICKS)
    return [
        Tick(str(year), _place(date(year, 1, 1), start, end))
        for year in range(start.year, end.year + 1, step)
    ]
