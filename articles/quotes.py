"""Anchors quotations in a text exactly, or refuses them.

Words belong to a text when their folding (`folding.py` declares it) occurs in the
folding of the text, once, on whole characters. There is no third outcome: likeness
ranks suggestions for an editor and certifies nothing.

Offsets are code points of the original text, end exclusive.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Final, Protocol

from .folding import FOLDING_VERSION, WHITE_SPACE, Folded, fold, joins
from .nearest import Nearest, nearest
from .sentences import LINE_BREAKS, sentences

__all__ = [
    "CONTEXT_LENGTH",
    "FOLDING_VERSION",
    "SURROUNDINGS",
    "Anchor",
    "Folded",
    "Nearest",
    "QuoteAmbiguous",
    "QuoteEmpty",
    "QuoteMissing",
    "QuoteRefused",
    "anchor",
    "anchor_at",
    "context",
    "find_all",
    "fold",
    "verify",
]

SURROUNDINGS: Final = 32
"""How many characters of the original an anchor keeps on either side at most."""

CONTEXT_LENGTH: Final = 400
"""How many characters `context` gives on either side at most: a text that has no
sentences must not become public as a whole."""

# Ambiguity is settled by two hits; more are counted only to tell the editor.
_COUNTED: Final = 100


@dataclass(frozen=True)
class Anchor:
    """Words found in a text: `exact` is the slice `start:end` of the original.

    `prefix` and `suffix` are up to 32 characters of the original on either side,
    on whole characters; they choose between several hits when the text changes.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class Anchored(Protocol):
    """What claims to be a slice of a text: an `Anchor`, or a stored passage."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def exact(self) -> str: ...


class QuoteRefused(ValueError):
    """The words are not a quotation of the text; `message` tells an editor why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class QuoteEmpty(QuoteRefused):
    """Nothing is left of the words after folding and trimming."""


class QuoteMissing(QuoteRefused):
    """The words do not occur. `nearest` is a suggestion or None."""

    def __init__(self, message: str, nearest: Nearest | None) -> None:
        super().__init__(message)
        self.nearest = nearest


class QuoteAmbiguous(QuoteRefused):
    """The words occur more than once. `hits` holds the first hundred places."""

    def __init__(self, message: str, hits: Sequence[Anchor]) -> None:
        super().__init__(message)
        self.hits = list(hits)


def anchor(words: str, text: str, *, prefix: str = "", suffix: str = "") -> Anchor:
    """The one place where the words occur in the text.

    White space around the words is dropped. `prefix` and `suffix` are consulted only
    where the words occur more than once: the folded text must then end with the
    prefix just before the words and begin with the suffix just after them, white
    space at the seam aside unless it alone decides.

    Raises QuoteEmpty, QuoteMissing or QuoteAmbiguous, whatever the input. Costs
    folding the text once: about 40 ms for a million characters.
    """
    wanted = _wanted(words)
    folded = fold(text)
    spans = list(islice(_spans(wanted, folded), _COUNTED + 1))
    if not spans:
        raise _missing(wanted, folded, text)
    if len(spans) == 1:
        return _anchor(spans[0], folded, text)
    narrowed = _narrow(wanted, folded, fold(prefix).text, fold(suffix).text)
    if len(narrowed) == 1:
        return _anchor(narrowed[0], folded, text)
    raise _ambiguous(narrowed or spans, folded, text, is_narrowed=bool(narrowed))


def find_all(words: str, text: str) -> list[Anchor]:
    """Every place where the words occur, in order, overlapping ones too.

    Raises QuoteEmpty.
    """
    wanted = _wanted(words)
    folded = fold(text)
    return [_anchor(span, folded, text) for span in _spans(wanted, folded)]


def anchor_at(start: int, end: int, text: str) -> Anchor:
    """The anchor of the slice `start:end`, for who knows already that it stands there.

    The surroundings are cut on whole characters, as those of `anchor` are.
    """
    low = max(0, start - SURROUNDINGS)
    while low < start and joins(text[low]):
        low += 1
    high = min(len(text), end + SURROUNDINGS)
    while end < high < len(text) and joins(text[high]):
        high -= 1
    return Anchor(start, end, text[start:end], text[low:start], text[end:high])


def verify(passage: Anchored, text: str) -> bool:
    """Whether the passage is, code point for code point, its slice of the text."""
    start, end = passage.start, passage.end
    return 0 <= start < end <= len(text) and text[start:end] == passage.exact


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """The text just before and just after a passage, at most one sentence each.

    Where the passage begins or ends inside a sentence, the rest of that sentence is
    all there is, unless the rest is a mere opening or closing mark. Never leaves the
    paragraph (the line), never exceeds CONTEXT_LENGTH. Both are slices that touch
    the passage, so that the three joined are the original.
    """
    low, high = _paragraph(text, start, end)
    spans = [(low + span.start, low + span.end) for span in sentences(text[low:high])]
    first = last = None
    for begin, finish in spans:
        if begin < start and (first is None or _has_words(text[begin:start])):
            first = begin
        if finish > end and (last is None or not _has_words(text[end:last])):
            last = finish
    before = "" if first is None else text[first:start]
    after = "" if last is None else text[end:last]
    return _last_words(before), _first_words(after)


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines the passage touches, or as much of them as the context can show."""
    reach = 4 * CONTEXT_LENGTH
    low = max(0, start - reach)
    low = max(low, 1 + max(text.rfind(mark, low, start) for mark in LINE_BREAKS))
    high = min(len(text), end + reach)
    breaks = (text.find(mark, end, high) for mark in LINE_BREAKS)
    return low, min((at for at in breaks if at >= 0), default=high)


def _has_words(text: str) -> bool:
    """Tells a remainder of a sentence from its mere closing or opening marks."""
    return any(map(str.isalnum, text))


def _last_words(text: str) -> str:
    if len(text) <= CONTEXT_LENGTH:
        return text
    cut = len(text) - CONTEXT_LENGTH
    space = text.find(" ", cut)
    cut = space + 1 if 0 <= space < len(text) - 1 else cut
    while cut < len(text) and joins(text[cut]):
        cut += 1
    return text[cut:]


def _first_words(text: str) -> str:
    if len(text) <= CONTEXT_LENGTH:
        return text
    cut = text.rfind(" ", 1, CONTEXT_LENGTH)
    cut = cut if cut > 0 else CONTEXT_LENGTH
    while cut > 0 and joins(text[cut]):
        cut -= 1
    return text[:cut]


def _wanted(words: str) -> str:
    wanted = fold(words.strip(WHITE_SPACE)).text
    if not wanted:
        raise QuoteEmpty("The quotation is empty: paste the words of the text.")
    return wanted


def _spans(
    wanted: str, folded: Folded, before: str = "", after: str = ""
) -> Iterator[tuple[int, int]]:
    """Folded spans of the words that cut no character, overlapping ones too."""
    needle = before + wanted + after
    at = folded.text.find(needle)
    while at >= 0:
        first = at + len(before)
        last = first + len(wanted)
        if folded.is_whole(first, last):
            yield first, last
        at = folded.text.find(needle, at + 1)


def _narrow(
    wanted: str, folded: Folded, prefix: str, suffix: str
) -> list[tuple[int, int]]:
    """The hits between these folded words; empty where there are no such words.

    A form strips what is typed, so a missing space at the seam is tried after the
    words as they stand.
    """
    if not prefix and not suffix:
        return []
    strict = list(islice(_spans(wanted, folded, prefix, suffix), _COUNTED + 1))
    if strict:
        return strict
    befores = [prefix, f"{prefix} "] if prefix else [""]
    afters = [suffix, f" {suffix}"] if suffix else [""]
    loose: set[tuple[int, int]] = set()
    for before, after in product(befores, afters):
        loose.update(islice(_spans(wanted, folded, before, after), _COUNTED + 1))
    return sorted(loose)


def _anchor(span: tuple[int, int], folded: Folded, text: str) -> Anchor:
    first, last = span
    start, end = folded.starts[first], folded.ends[last - 1]
    low = max(0, first - SURROUNDINGS)
    while folded.starts[low] < start - SURROUNDINGS:
        low += 1
    high = min(len(folded.text), last + SURROUNDINGS)
    while folded.ends[high - 1] > end + SURROUNDINGS:
        high -= 1
    return Anchor(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[folded.starts[low] : start],
        suffix=text[end : folded.ends[high - 1]],
    )


def _missing(wanted: str, folded: Folded, text: str) -> QuoteMissing:
    place = nearest(wanted, folded, text)
    message = "These words are not in the text."
    return QuoteMissing(f"{message} {place.message}" if place else message, place)


def _ambiguous(
    spans: list[tuple[int, int]], folded: Folded, text: str, *, is_narrowed: bool
) -> QuoteAmbiguous:
    many = f"more than {_COUNTED}" if len(spans) > _COUNTED else f"{len(spans)}"
    given = " with the words given around them" if is_narrowed else ""
    message = (
        f"These words occur {many} times in the text{given}. "
        "Give some words before or after them."
    )
    hits = [_anchor(span, folded, text) for span in spans[:_COUNTED]]
    return QuoteAmbiguous(message, hits)
