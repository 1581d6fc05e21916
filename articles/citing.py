"""Sentences that cite facts: found in a text, told apart, put in other words."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from articles.body import citations, without_citations
from articles.quotations import BLOCK
from articles.quotations import opened as open_mark
from articles.sentences import LINE_BREAKS, sentences

# A mark may stand before a full stop or a comma and leave a space behind.
_LOOSE = re.compile(r"\s+(?=[.,;:!?])")
# What makes a line a point, a heading or a quotation is no part of its sentence.
_MARKDOWN = re.compile(r"[ \t]*(?:(?:[-*+•>]|\d{1,9}[.)]|#{1,6})[ \t]+|>)*")
_MARK = re.compile(r"(\[@[a-z0-9-]+\])")
_SPACES = " \t"


@dataclass(frozen=True)
class CitedSentence:
    """A sentence as it is written, marks and all, and the keys it cites.

    `which` tells it from others that read the same: it is the number of the place,
    counted from 1, at which the text has these characters. `opening` is the mark of
    the quotation in which it begins, if it does.
    """

    raw: str
    which: int
    keys: tuple[str, ...]
    opening: str = ""

    @property
    def words(self) -> str:
        return words_of(self.raw)


def words_of(sentence: str) -> str:
    """The sentence as words alone, without its marks."""
    return _LOOSE.sub("", without_citations(sentence)).strip()


def sentences_citing(key: str, *texts: str) -> list[str]:
    """Each sentence with a mark of that fact, as words alone and in order."""
    return [
        words_of(text[span.start : span.end])
        for text in texts
        for span in sentences(text)
        if key in citations(text[span.start : span.end])
    ]


def cited_sentences(text: str, keys: Collection[str]) -> list[CitedSentence]:
    """The sentences that cite one of `keys`, in order, without the signs that open
    their lines."""
    found = []
    at: dict[str, list[int]] = {}
    for span in sentences(text):
        sentence = text[span.start : span.end]
        cited = citations(sentence)
        if not set(cited) & set(keys):
            continue
        opened = _MARKDOWN.match(sentence)
        raw = sentence[opened.end() :] if opened else sentence
        if raw not in at:
            at[raw] = places(text, raw)
        which = at[raw].index(span.end - len(raw)) + 1
        opening = _opening(text, span.start, opened[0] if opened else "")
        found.append(CitedSentence(raw, which, tuple(cited), opening))
    return found


def uncited_sentences(text: str, keys: Collection[str]) -> list[str]:
    """The sentences that cite none of `keys`, as words alone and in order."""
    found = (text[span.start : span.end] for span in sentences(text))
    return [words_of(one) for one in found if not set(citations(one)) & set(keys)]


def _opening(text: str, start: int, signs: str) -> str:
    """The mark of the quotation in which the sentence that starts there begins."""
    line = max(text.rfind(end, 0, start) for end in LINE_BREAKS) + 1
    before = text[line:start]
    return BLOCK if BLOCK in signs or before.startswith(BLOCK) else open_mark(before)


def places(text: str, raw: str) -> list[int]:
    """Where the text has these characters, in order; nowhere for none."""
    found = []
    at = text.find(raw) if raw else -1
    while at >= 0:
        found.append(at)
        at = text.find(raw, at + 1)
    return found


def reworded(text: str, raw: str, new: str, *, at: int) -> str:
    """The text with the sentence at that place in other words, or without it.

    A sentence that is taken out takes its line with it where it stood alone there,
    and else the space beside it.
    """
    end = at + len(raw)
    if new:
        return text[:at] + new + text[end:]
    line = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if _MARKDOWN.fullmatch(text[line:at]) and not text[end:line_end].strip():
        return _without_line(text[:line], text[line_end + 1 :])
    rest = text[end:].lstrip(_SPACES)
    before = text[:at]
    if not rest or rest[0] in "\r\n":
        before = before.rstrip(_SPACES)
    return before + rest


def _without_line(before: str, after: str) -> str:
    """Both ends, with one blank line where there were two."""
    is_open = not before or before.endswith(("\n\n", "\n\r\n"))
    blank = re.match(r"[ \t]*\r?\n", after)
    if is_open and blank:
        after = after[blank.end() :]
    return before if not after.strip() and not before.strip() else before + after


# --- The words of a sentence, apart from its marks ---------------------------------


def recited(raw: str, key: str, heir: str) -> str:
    """The sentence with another fact cited in place of `key`; with "", with none.

    Where the heir is cited already its mark is not said twice.
    """
    heir = "" if heir in citations(raw) else heir
    parts = _MARK.split(raw)
    for at in range(1, len(parts), 2):
        if parts[at] != f"[@{key}]":
            continue
        parts[at] = f"[@{heir}]" if heir else ""
        if not heir:
            parts[at - 1] = parts[at - 1].rstrip(_SPACES)
    return "".join(parts)
