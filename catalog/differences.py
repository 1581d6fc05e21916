"""What changed from one text to another, word by word."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.realign import Alignment, Kept

SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Piece:
    """Words of both texts, of the old one alone, or of the new one alone."""

    kind: str
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """Both texts as one, in order; what is gone stands before what is new.

    Without what is new the pieces read as the old text, without what is gone as the
    new one.
    """
    found: list[Piece] = []
    old_at = new_at = 0
    for kept in Alignment(old, new).kept:
        part = _whole_words(kept, old, new)
        found.append(Piece(GONE, old[old_at : part.old]))
        found.append(Piece(NEW, new[new_at : part.new]))
        old_at, new_at = part.old + part.length, part.new + part.length
        found.append(Piece(SAME, old[part.old : old_at]))
    found.append(Piece(GONE, old[old_at:]))
    found.append(Piece(NEW, new[new_at:]))
    return [piece for piece in found if piece.text]


def _whole_words(part: Kept, old: str, new: str) -> Kept:
    """The stretch without the ends that lie within a word of either text."""
    start, end = 0, part.length
    while start < end and _splits(part, start, old, new):
        start += 1
    while end > start and _splits(part, end, old, new):
        end -= 1
    return Kept(part.old + start, part.new + start, end - start)


def _splits(part: Kept, at: int, old: str, new: str) -> bool:
    places = ((old, part.old + at), (new, part.new + at))
    return any(
        0 < place < len(text)
        and not text[place - 1].isspace()
        and not text[place].isspace()
        for text, place in places
    )
