"""The editions that readers got of an article, and what changed between two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.http import QueryDict

from articles import body
from articles.models import Edition, EditionKind
from catalog.differences import GONE, NEW, differences

from .cells import counted, moment
from .edition_inputs import Choice, Comparison, Difference, EditionRow, Stretch, Word
from .html import blocks, plain
from .inputs import Link

# Stand in texts while they are compared: after each paragraph, as a word of its own on
# a line of its own, and at both ends, so that no word is cut where the texts part.
_BREAK, _OLD, _NEW = "\ue000", "\ue001", "\ue002"
_SIGNS = str.maketrans("", "", _BREAK + _OLD + _NEW)
_LEAST_FOLDED = 2
_NUMBER = re.compile(r"[0-9]{1,5}")


class NoSuchEdition(Exception):
    """The address asks to compare what is not there to be compared."""


def comparable(editions: Iterable[Edition]) -> list[Edition]:
    """Of the editions that are out, newest first, those whose text readers may see.

    A retraction takes back all that went before it, from this page too.
    """
    found = []
    for edition in editions:
        if edition.kind == EditionKind.RETRACTION:
            break
        found.append(edition)
    return found


def asked_for(query: QueryDict, editions: Sequence[Edition]) -> tuple[int, int] | None:
    """The numbers of the two editions to compare; None where there are none.

    Without a word the newest, with the one before it. Raises NoSuchEdition.
    """
    numbers = [edition.number for edition in editions]
    if not ("from" in query or "to" in query):
        return (numbers[1], numbers[0]) if len(numbers) > 1 else None
    new = (
        _number(query.get("to", ""), numbers)
        if "to" in query
        else max(numbers, default=0)
    )
    before = max((number for number in numbers if number < new), default=0)
    old = _number(query.get("from", ""), numbers) if "from" in query else before
    if old == new or not (old and new):
        raise NoSuchEdition
    return old, new


def _number(text: str, numbers: Sequence[int]) -> int:
    if not _NUMBER.fullmatch(text) or int(text) not in numbers:
        raise NoSuchEdition
    return int(text)


def edition_rows(
    editions: Sequence[Edition], texts: Sequence[Edition], path: str
) -> tuple[EditionRow, ...]:
    """The editions as a list, newest first; a minor change has no note."""
    before = {
        new.number: old.number for new, old in zip(texts, texts[1:], strict=False)
    }
    return tuple(
        _row(edition, before.get(edition.number), path) for edition in editions
    )


def _row(edition: Edition, before: int | None, path: str) -> EditionRow:
    compare = None
    if before is not None:
        address = f"{path}?from={before}&to={edition.number}#changes"
        compare = Link(f"What changed from edition {before}", address)
    return EditionRow(
        label=f"Edition {edition.number}",
        kind=edition.kind,
        kind_label=edition.get_kind_display(),
        live_from=moment(edition.live_from),
        note="" if edition.kind == EditionKind.MINOR else edition.note,
        compare=compare,
    )


def choices(texts: Sequence[Edition], chosen: int) -> tuple[Choice, ...]:
    """The editions to choose from, oldest first."""
    return tuple(
        Choice(
            value=str(edition.number),
            label=f"Edition {edition.number}, {moment(edition.live_from).text}",
            is_current=edition.number == chosen,
        )
        for edition in reversed(texts)
    )


# --- What changed ------------------------------------------------------------------


def comparison(old: Any, new: Any) -> Comparison:
    """What the newer edition says in place of the older, part by part; no query."""
    parts = zip(_parts(old), _parts(new), strict=True)
    found = tuple(
        Difference(label, tuple(_stretches(one, other)))
        for (label, one), (_, other) in parts
        if one != other
    )
    return Comparison(f"From edition {old.number} to edition {new.number}", found)


def _parts(edition: Any) -> list[tuple[str, list[str]]]:
    """The words of an edition, paragraph by paragraph, without marks or signs."""
    kept = getattr(edition, "rendering", None)
    if kept is not None and kept.version == body.VERSION:
        points, text = kept.key_points, kept.body
    else:
        points = [body.render_line(line) for line in body.lines(edition.key_points)]
        text = body.render(edition.body)
    return [
        ("Headline", [edition.headline]),
        ("Summary", [edition.dek] if edition.dek else []),
        ("Key points", [plain(line) for line in points]),
        ("Text", blocks(text)),
        ("Byline", [edition.byline]),
    ]


def _stretches(old: list[str], new: list[str]) -> Iterator[Stretch]:
    """The paragraphs of both texts in order; several that are alike as one stretch."""
    for is_same, run in groupby(_paragraphs(old, new), key=_is_same):
        found = tuple(run)
        label = ""
        if is_same and len(found) >= _LEAST_FOLDED:
            label = f"{counted(len(found), 'paragraph')} unchanged"
        yield Stretch(label, found)


def _joined(paragraphs: list[str], end: str) -> str:
    words = (" ".join(text.translate(_SIGNS).split()) for text in paragraphs)
    text = "".join(f"{text} {_BREAK}\n" for text in words)
    return f"{end} {text}{end}"


def _paragraphs(old: list[str], new: list[str]) -> Iterator[tuple[Word, ...]]:
    """The pieces of the difference, parted where either text has a new paragraph."""
    found: list[Word] = []
    for piece in differences(_joined(old, _OLD), _joined(new, _NEW)):
        first, *others = piece.text.split(_BREAK)
        found += _words(first, piece.kind)
        for text in others:
            if found:
                yield tuple(found)
            found = _words(text, piece.kind)
    if found:
        yield tuple(found)


def _words(text: str, kind: str) -> list[Word]:
    """A piece as words of one kind; none where it is only space."""
    text = text.translate(_SIGNS)
    if not text.strip():
        return []
    return [Word(text, is_gone=kind == GONE, is_new=kind == NEW)]


def _is_same(paragraph: tuple[Word, ...]) -> bool:
    return not any(word.is_gone or word.is_new for word in paragraph)
