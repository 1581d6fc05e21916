"""What changed between two states of an article: two editions, or one and the draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Article, Edition
from catalog.differences import GONE, NEW, SAME, Piece, differences

_TEXTS = (
    ("headline", "Headline"),
    ("dek", "Dek"),
    ("key_points", "Key points"),
    ("body", "Text"),
    ("byline", "Byline"),
    ("slug", "Address"),
)
_LISTS = (("topics", "Topics"), ("about", "About"), ("related", "Related"))
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t]*\r?\n))+(?:\n[ \t]*\r?)*\n?|\n")
# What stays in sight on either side of a change: the rest of its own paragraph, and
# the one beside that.
_AROUND = 2


@dataclass(frozen=True)
class Stretch:
    """Words of both, of the older alone, or of the newer alone; `is_folded` says that
    nothing changed near them."""

    kind: str
    text: str
    is_folded: bool = False


@dataclass(frozen=True)
class Part:
    """One part of the article, with what changed in it. `stretches` of a part that is
    the same on both sides are empty."""

    name: str
    label: str
    stretches: tuple[Stretch, ...]

    @property
    def is_same(self) -> bool:
        return not self.stretches


def compared(old: Article | Edition, new: Article | Edition) -> list[Part]:
    """Part by part what the newer has in place of the older; at most 10 queries.

    Texts are compared by word, as they are written; lists and choices by row.
    """
    found = [
        Part(name, label, _words(getattr(old, name), getattr(new, name)))
        for name, label in _TEXTS
    ]
    for name, label in (("section", "Section"), ("hero", "Picture")):
        one, other = _rows(old, name), _rows(new, name)
        found.append(Part(name, label, _listed(one, other)))
    for name, label in _LISTS:
        one = [(row.pk, str(row)) for row in getattr(old, name).all()]
        other = [(row.pk, str(row)) for row in getattr(new, name).all()]
        found.append(Part(name, label, _listed(one, other)))
    return found


def changed_parts(old: Article | Edition, new: Article | Edition) -> list[Part]:
    """The parts alone that the two do not share; at most 10 queries."""
    return [part for part in compared(old, new) if not part.is_same]


def _rows(side: Article | Edition, name: str) -> list[tuple[int, str]]:
    row = getattr(side, name)
    return [] if row is None else [(row.pk, str(row) or f"picture {row.pk}")]


def _words(old: str, new: str) -> tuple[Stretch, ...]:
    # Browsers send the line breaks of a form in another way than commands write them.
    old, new = old.replace("\r\n", "\n"), new.replace("\r\n", "\n")
    if old == new:
        return ()
    pieces = differences(old, new)
    last = len(pieces) - 1
    return tuple(
        stretch
        for at, piece in enumerate(pieces)
        for stretch in _folded(piece, is_first=not at, is_last=at == last)
    )


def _folded(piece: Piece, *, is_first: bool, is_last: bool) -> list[Stretch]:
    """The piece; of a long one that is the same, what is far from changes apart."""
    if piece.kind != SAME:
        return [Stretch(piece.kind, piece.text)]
    paragraphs = _PARAGRAPH.findall(piece.text)
    head = 0 if is_first else _AROUND
    tail = len(paragraphs) - (0 if is_last else _AROUND)
    if tail - head < 2:
        return [Stretch(SAME, piece.text)]
    parts = paragraphs[:head], paragraphs[head:tail], paragraphs[tail:]
    texts = ["".join(part) for part in parts]
    return [
        Stretch(SAME, text, is_folded=at == 1) for at, text in enumerate(texts) if text
    ]


def _listed(
    old: Sequence[tuple[int, str]], new: Sequence[tuple[int, str]]
) -> tuple[Stretch, ...]:
    """The rows of both, told apart by their numbers; nothing where they are equal."""
    before, after = dict(old), dict(new)
    if before.keys() == after.keys():
        return ()
    kept = [Stretch(SAME, label) for pk, label in old if pk in after]
    gone = [Stretch(GONE, label) for pk, label in old if pk not in after]
    come = [Stretch(NEW, label) for pk, label in new if pk not in before]
    return tuple(kept + gone + come)
