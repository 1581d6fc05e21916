"""The ways in which prose prints a number, a word or a name: found, and exchanged.

An `Exchange` knows one value and the one that takes its place. It finds both in a
sentence, and says the new one in the manner in which the old one stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from articles.printed_dates import LOOKED_AT, printed, said_alike
from articles.sentences import Span
from catalog.dates import MONTHS, PartialDate

MOST_PLACES = 50
"""Of one value in a text; more are as good as none to somebody who has to choose."""


class Place(NamedTuple):
    """`text[start:end]` says the old value; `said` is the new one in its manner."""

    start: int
    end: int
    said: str


@dataclass(frozen=True)
class Exchange:
    """One value for another, in the forms that prose has for both.

    `is_certain` is False where the words around it have to change as well.
    """

    of_old: Callable[[str], Iterable[Place]]
    of_new: Callable[[str], Iterable[Span]]
    is_certain: bool = True

    def places(self, text: str) -> list[Place]:
        """Where the old value stands, each place once and none within the new one;
        `MOST_PLACES` at most."""
        new = self._new(text)
        return [
            place
            for place in _longest(islice(self.of_old(text), MOST_PLACES))
            if not any(one.start <= place.start < one.end for one in new)
        ]

    def says_new(self, text: str) -> bool:
        """Whether the new value stands there, and not as part of the old one."""
        return bool(self._new(text))

    def _new(self, text: str) -> list[Span]:
        longer = list(islice(self.of_old(text), MOST_PLACES))
        return [
            one
            for one in islice(self.of_new(text), MOST_PLACES)
            if not any(p.start <= one.start and one.end <= p.end for p in longer)
        ]


def _longest(places: Iterable[Place]) -> list[Place]:
    """The places in order; of those that overlap the first and longest."""
    found: list[Place] = []
    for place in sorted(places, key=lambda one: (one.start, -one.end)):
        if not found or place.start >= found[-1].end:
            found.append(place)
    return found


def _spans(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Span]]:
    return lambda text: (Span(*found.span()) for found in pattern.finditer(text))


# --- Dates -------------------------------------------------------------------------


def of_dates(old: PartialDate, new: PartialDate) -> Exchange:
    """One date for another, in either order, with and without year and weekday."""

    def places(text: str) -> Iterator[Place]:
        for found in printed(text, old):
            yield Place(*found.span(), said_alike(found, old, new))

    def there(text: str) -> Iterator[Span]:
        return (Span(*found.span()) for found in printed(text, new))

    return Exchange(places, there)


# --- Numbers -----------------------------------------------------------------------

# fmt: off
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen",
)
_TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
    "ninety",
)
# fmt: on
_COUNTED = "seasons?|episodes?|novels?|books?|volumes?|parts?|minutes?|hours?"

# A number that names one of many, or counts something else, is another number.
_NAMES = re.compile(
    r"(?<!\w)(?:seasons?|series|episodes?|chapters?|parts?|books?|volumes?|numbers?|"
    rf"no|nos|aged?|{'|'.join(MONTHS)})\.? $",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    rf" ?(?:%|per ?cent|[ap]\.?m\b)|(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(MONTHS)})"
)


def in_words(number: int) -> str:
    """The number as prose spells it, "twenty-four"; in figures from a hundred on."""
    if number < len(_SMALL):
        return _SMALL[number]
    if number > 99:
        return f"{number:,}"
    tens, rest = divmod(number, 10)
    return f"{_TENS[tens]}-{_SMALL[rest]}" if rest else _TENS[tens]


def of_numbers(old: int, new: int) -> Exchange:
    """One count for another, in figures or in words as the old one is."""

    def places(text: str) -> Iterator[Place]:
        for found in _counts(text, old):
            yield Place(*found.span(), _number_said(found[0], new))

    def there(text: str) -> Iterator[Span]:
        return (Span(*found.span()) for found in _counts(text, new))

    # "One season", "two seasons": the noun changes with the number.
    return Exchange(places, there, is_certain=(old == 1) == (new == 1))


def _counts(text: str, number: int) -> Iterator[re.Match[str]]:
    stem = in_words(number).partition("-")[0][1:]
    if str(number) not in text and stem not in text:
        return
    pattern = re.compile(
        rf"(?<![\w$€£#/])(?<![0-9][.,:–-])(?:{_number_shape(number)})"
        r"(?!\w)(?![.,:–/-][0-9])"
    )
    for found in pattern.finditer(text):
        is_name = _NAMES.search(text[max(0, found.start() - LOOKED_AT) : found.start()])
        if not is_name and not _OTHERS.match(text, found.end()):
            yield found


def _number_shape(number: int) -> str:
    figures = {str(number), f"{number:,}"}
    if number > 99:
        return "|".join(figures)
    words = in_words(number).replace("-", "[- ]")
    either = f"[{words[0].upper()}{words[0]}]{words[1:]}"
    if number == 1:
        # "One of them" counts nothing.
        either += rf"(?=[ -](?:\w+ )?(?:{_COUNTED})\b)"
    return "|".join((*figures, either))


def _number_said(old: str, new: int) -> str:
    if old[0].isdigit():
        return str(new) if new < 10_000 and "," not in old else f"{new:,}"
    said = in_words(new)
    return said[0].upper() + said[1:] if old[0].isupper() else said


# --- Words and names ---------------------------------------------------------------

_FIRST_NAME = re.compile(r"(?<!\w)[^\W\d_a-zß-ÿ][\w.’'-]* $")


def of_words(old: str, new: str) -> Exchange:
    """One wording for another; its first letter is small or large as the place is."""
    pattern = _whole(old, either_case=True)

    def places(text: str) -> Iterator[Place]:
        for found in pattern.finditer(text):
            first = new[:1]
            if found[0][:1] != old[:1]:
                is_large = found[0][:1].isupper()
                first = first.upper() if is_large else first.lower()
            yield Place(*found.span(), first + new[1:])

    return Exchange(places, _spans(_whole(new, either_case=True)))


def of_names(old: str, new: str) -> Exchange:
    """One name for another, letter by letter."""
    pattern = _whole(old)

    def places(text: str) -> Iterator[Place]:
        return (Place(*found.span(), new) for found in pattern.finditer(text))

    return Exchange(places, _spans(_whole(new)))


def of_people(old: str, new: str) -> Exchange:
    """One person for another, by the whole name or by the last name alone."""
    last = _last_name(old), _last_name(new)
    if not all(last):
        return of_names(old, new)

    def places(text: str) -> Iterator[Place]:
        for found in _whole(old).finditer(text):
            yield Place(*found.span(), new)
        for one in _alone(text, last[0]):
            yield Place(*one, last[1])

    def there(text: str) -> Iterator[Span]:
        yield from _spans(_whole(new))(text)
        yield from _alone(text, last[1])

    return Exchange(places, there)


def _last_name(name: str) -> str:
    """The last name, or "" of a name that has none of its own."""
    words = name.split()
    is_name = len(words) > 1 and len(words[-1]) > 2 and not words[-1].isupper()
    return words[-1] if is_name and not words[-1].endswith(".") else ""


def _alone(text: str, name: str) -> Iterator[Span]:
    """Where a last name stands that is not the end of somebody's whole name."""
    for one in _spans(_whole(name))(text):
        if not _FIRST_NAME.search(text[max(0, one.start - LOOKED_AT) : one.start]):
            yield one


def _whole(words: str, *, either_case: bool = False) -> re.Pattern[str]:
    shape = _escaped(words)
    first = words[:1]
    if either_case and first.isalpha() and len(first.swapcase()) == 1:
        shape = f"[{first}{first.swapcase()}]{_escaped(words[1:])}"
    return re.compile(rf"(?<!\w){shape}(?!\w)")


def _escaped(words: str) -> str:
    """The words, with either form of an apostrophe."""
    return re.sub("['’]", "['’]", re.escape(words))
