"""Where words that are not in a text may have been meant to come from.

Approximate by nature: what is found here is shown to an editor and never anchored.
"""

import unicodedata
from dataclasses import dataclass
from itertools import product
from os.path import commonprefix
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from .folding import Folded

# Bounds that keep a refusal below a second: the aligner's worst case grows with the
# square of the probe. A longer paste is an article, not a quotation.
_PROBE: Final = 128
_LONGEST_WORDS: Final = 20_000
_LONGEST_TEXT: Final = 2_500_000
# Below this likeness a suggestion misleads more than it helps.
_FLOOR: Final = 60.0
# Longer runs without white space are not words to be kept whole or shown whole.
_WORD: Final = 40
# Punctuation beside a word, as the folding leaves it; a quotation may begin or end
# without it.
_MARKS: Final = "\"'.,;:!?…()[]{}-"


@dataclass(frozen=True)
class Nearest:
    """The place in the original text most like the words; a suggestion only.

    `text` is the slice `start:end`, `score` its likeness from 0 to 100, and
    `message` says in a sentence where the two first differ.
    """

    start: int
    end: int
    text: str
    score: float
    message: str


def nearest(wanted: str, folded: Folded, text: str) -> Nearest | None:
    """The place most like the folded words, or None where nothing is like them.

    Nothing is looked for beyond 20,000 characters of words or 2,500,000 of text.
    Costs about 10 ms a megabyte, at worst about 250 ms.
    """
    if len(wanted) > _LONGEST_WORDS or len(folded.text) > _LONGEST_TEXT:
        return None
    place = _place(wanted, folded.text)
    if place is None:
        return None
    first, last = folded.widen(*_on_whole_words(wanted, folded.text, *place))
    score = _likeness(wanted, folded.text[first:last])
    if score < _FLOOR:
        return None
    start, end = folded.starts[first], folded.ends[last - 1]
    message = _difference(wanted, folded.text[first:last], score)
    return Nearest(start, end, text[start:end], score, message)


def _place(wanted: str, body: str) -> tuple[int, int] | None:
    """The folded span most like the words: both ends are aligned, the middle is not."""
    head = _align(wanted[:_PROBE], body, 0, len(body))
    if len(wanted) <= _PROBE:
        return head
    if head is None:
        tail = _align(wanted[-_PROBE:], body, 0, len(body))
        return tail and (max(0, tail[1] - len(wanted)), tail[1])
    first = head[0]
    reach = len(wanted) + len(wanted) // 2 + _PROBE
    tail = _align(wanted[-_PROBE:], body, first, min(len(body), first + reach))
    last = tail[1] if tail and tail[1] > head[1] else first + len(wanted)
    return first, min(last, len(body))


def _align(probe: str, body: str, low: int, high: int) -> tuple[int, int] | None:
    found = fuzz.partial_ratio_alignment(probe, body[low:high], score_cutoff=_FLOOR)
    if found is None or found.dest_start >= found.dest_end:
        return None
    if len(probe) > high - low:
        return low, high
    return low + found.dest_start, low + found.dest_end


def _on_whole_words(wanted: str, body: str, first: int, last: int) -> tuple[int, int]:
    """The most similar span whose ends do not cut a word, near the given one."""
    spans = product(sorted(_word_starts(body, first)), sorted(_word_ends(body, last)))
    return max(
        (span for span in spans if span[0] < span[1]),
        key=lambda span: (
            _likeness(wanted, body[slice(*span)]),
            -abs(span[1] - span[0] - len(wanted)),
        ),
        default=(first, last),
    )


def _likeness(wanted: str, found: str) -> float:
    return 100 * Levenshtein.normalized_similarity(wanted, found)


def _word_starts(body: str, at: int) -> set[int]:
    """Where the word here and the next one begin, with and without opening marks."""
    low = max(0, at - _WORD)
    back = body.rfind(" ", low, at) + 1 or (at if low else 0)
    forth = body.find(" ", at, at + _WORD) + 1 or at
    starts = {back, forth, back if _cuts_word(body, at) else at}
    for start in (back, forth):
        word = body[start : start + _WORD]
        starts.add(start + len(word) - len(word.lstrip(_MARKS)))
    return starts


def _word_ends(body: str, at: int) -> set[int]:
    """Where the word here and the one before end, with and without closing marks."""
    back = max(body.rfind(" ", max(0, at - _WORD), at), 0) or at
    forth = body.find(" ", at, at + _WORD)
    if forth < 0:
        forth = len(body) if len(body) - at <= _WORD else at
    ends = {back, forth, forth if _cuts_word(body, at) else at}
    for end in (back, forth):
        word = body[max(0, end - _WORD) : end]
        ends.add(end - len(word) + len(word.rstrip(_MARKS)))
    return ends


def _cuts_word(body: str, at: int) -> bool:
    return 0 < at < len(body) and body[at - 1].isalnum() and body[at].isalnum()


def _difference(wanted: str, found: str, score: float) -> str:
    at = len(commonprefix((wanted, found)))
    theirs, ours = _word_at(found, at), _word_at(wanted, at)
    # Rounded down: nothing that differs may read as 100 %.
    message = (
        f"The nearest place is {int(score)} % alike and first differs at character "
        f"{at + 1}: the text has {theirs}, the quotation has {ours}."
    )
    if theirs.casefold() == ours.casefold():
        return f"{message} Capitals count."
    differing = wanted[at : at + 1] + found[at : at + 1]
    if len(differing) == 2 and not differing.isascii():
        return f"{message} That is {_name(found[at])}, not {_name(wanted[at])}."
    return message


def _word_at(text: str, at: int) -> str:
    """The word in quotation marks that holds or follows this place, fit to print."""
    start = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at + 1)
    word = text[start : end if end >= 0 else len(text)].strip()
    if not word:
        return "nothing more"
    if len(word) > _WORD:
        start = max(0, at - start - _WORD // 2)
        word = f"…{word[start : start + _WORD]}…"
    return f"“{printable(word)}”"


def _name(character: str) -> str:
    name = unicodedata.name(character, "a character without a name")
    return f"{name.lower()} (U+{ord(character):04X})"


def printable(text: str) -> str:
    """The text with what cannot be seen or encoded written as escapes."""
    return "".join(
        mark if mark.isprintable() else mark.encode("unicode_escape").decode("ascii")
        for mark in text
    )
