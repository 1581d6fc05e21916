"""Which episodes a credit means by "episodes 1–2", "first two episodes", "finale"."""

from __future__ import annotations

import re

_NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"
)  # fmt: skip
_ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth",
    "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, 1)}
_ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS, 1)}
_COUNT = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_LISTED = re.compile(r"episodes?\s+([\d\s,&–—-]+(?:and\s+\d+)?)\Z")
_FIRST = re.compile(rf"(?:the )?(first|last|final) {_COUNT} episodes\Z")
_NTH = re.compile(rf"(?:the )?({'|'.join(_ORDINALS)}) episode\Z")
_RANGE = re.compile(r"(\d{1,3})\s*[–—-]\s*(\d{1,3})\Z")
_SEASON = re.compile(r"season\s+(\d{1,3})\s+")


def season_named(part: str) -> int | None:
    """The season that a part names, as in "season 3 finale"; None if it names none."""
    found = _SEASON.match(_plain(part))
    return int(found[1]) if found else None


def episodes_named(part: str, *, last: int | None = None) -> frozenset[int]:
    """The numbers of the episodes that a part means; empty where it cannot be told.

    `last` is the number of the season's last episode, if that is known: "finale" and
    "last two episodes" mean nothing without it.
    """
    words = _SEASON.sub("", _plain(part))
    if words in ("premiere", "pilot", "first episode", "the first episode"):
        return frozenset({1})
    if words in ("finale", "season finale", "the finale", "last episode"):
        return frozenset({last}) if last else frozenset()
    if found := _NTH.match(words):
        return frozenset({_ORDINALS[found[1]]})
    if found := _FIRST.match(words):
        return _edge(found[1], _number(found[2]), last)
    if found := _LISTED.match(words):
        return _listed(found[1])
    return frozenset()


def _plain(part: str) -> str:
    return " ".join(part.casefold().split())


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _edge(which: str, count: int, last: int | None) -> frozenset[int]:
    if which == "first":
        return frozenset(range(1, count + 1))
    if last is None or count > last:
        return frozenset()
    return frozenset(range(last - count + 1, last + 1))


def _listed(words: str) -> frozenset[int]:
    found: set[int] = set()
    for piece in re.split(r",|&|\band\b", words):
        piece = piece.strip()
        if not piece:
            continue
        if span := _RANGE.match(piece):
            low, high = int(span[1]), int(span[2])
            if not 0 < low <= high:
                return frozenset()
            found.update(range(low, high + 1))
        elif piece.isdigit() and int(piece):
            found.add(int(piece))
        else:
            return frozenset()
    return frozenset(found)
