"""What a correction changed in the text, sentence by sentence, in the words of both."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from articles import body
from articles.citing import words_of
from articles.sentences import sentences

from .edition_inputs import BeforeAfter
from .html import plain
from .words import shortened

TEXTS = ("headline", "dek", "key_points", "body")
MOST = 3
LONGEST = 400


def before_after(old: Mapping[str, str], new: Mapping[str, str]) -> list[BeforeAfter]:
    """Each change from one text to the other, in order; marks and signs are none."""
    before, after = _said(old), _said(new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        BeforeAfter(_joined(before[a:b]), _joined(after[c:d]))
        for kind, a, b, c, d in steps
        if kind != "equal"
    ]


def _said(side: Mapping[str, str]) -> list[str]:
    """The sentences of all its texts, as they are written but for the marks."""
    found = (
        words_of(text[span.start : span.end])
        for text in (side[name] for name in TEXTS)
        for span in sentences(text)
    )
    return [words for words in found if words]


def _joined(words: list[str]) -> str:
    """Some sentences as readers see them, cut where they are very long."""
    lines = (line for one in words for line in body.lines(one))
    return plain(body.render_line(shortened(" ".join(lines), LONGEST)))
