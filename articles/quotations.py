"""Where a text quotes: words there are somebody else's, and nobody rewrites them."""

from __future__ import annotations

import re

from articles.sentences import Span

BLOCK = ">"
"""Opens the line of a block quotation in Markdown."""

# A single mark that a letter follows is an apostrophe.
_SIGN = re.compile(r"[“”«»\"]|(?<!\w)‘|’(?!\w)")
_CLOSES = {"“": "”", "«": "»", '"': '"', "‘": "’"}


def quoted(text: str, *, opening: str = "") -> list[Span]:
    """The quotations in the text, without their marks, in order.

    `opening` is the mark of the quotation in which the text begins, as `opened` told
    it of what stands before; all of a block quotation is quoted. One that is not
    closed goes on to the end.
    """
    if opening == BLOCK:
        return [Span(0, len(text))]
    spans, sign, start = _scanned(text, opening)
    return [*spans, Span(start, len(text))] if sign else spans


def opened(text: str, *, opening: str = "") -> str:
    """The mark of the quotation that the text leaves open, or ""."""
    return _scanned(text, opening)[1]


def _scanned(text: str, sign: str) -> tuple[list[Span], str, int]:
    """The closed quotations, the mark of the open one, and where that begins."""
    spans: list[Span] = []
    start = 0
    for found in _SIGN.finditer(text):
        if not sign and found[0] in _CLOSES:
            sign, start = found[0], found.end()
        elif sign and found[0] == _CLOSES[sign]:
            spans.append(Span(start, found.start()))
            sign = ""
    return spans, sign, start
