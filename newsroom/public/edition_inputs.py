"""What the templates of histories and corrections get; the rest is in `inputs`."""

from __future__ import annotations

from dataclasses import dataclass

from .inputs import Link, When


@dataclass(frozen=True)
class EditionRow:
    """An edition in the history of its article; `compare` leads to what changed."""

    label: str
    kind: str
    kind_label: str
    live_from: When
    note: str
    compare: Link | None = None


@dataclass(frozen=True)
class Limit:
    """A moment that bounds what a preview may be used for: its end, an embargo."""

    label: str
    when: When


@dataclass(frozen=True)
class FrontPreview:
    """Which moment a preview of the front page is of; `is_past` says that what is
    told of shows and facts is what was known that day, and else it is today's."""

    at: When
    is_past: bool


@dataclass(frozen=True)
class Word:
    """Words that two texts share, or that only the older or the newer one has."""

    text: str
    is_gone: bool = False
    is_new: bool = False


@dataclass(frozen=True)
class Stretch:
    """Paragraphs of two texts laid over each other; with a label they are alike."""

    label: str
    paragraphs: tuple[tuple[Word, ...], ...]


@dataclass(frozen=True)
class Difference:
    """A part of an article, as its headline or its text, that changed."""

    label: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Comparison:
    title: str
    parts: tuple[Difference, ...]


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_current: bool = False


@dataclass(frozen=True)
class CompareForm:
    """Which two editions to compare, as a form that leads there."""

    url: str
    old: tuple[Choice, ...]
    new: tuple[Choice, ...]


@dataclass(frozen=True)
class CorrectedFact:
    """A value that was wrong, and what holds instead where anything does."""

    subject: Link
    label: str
    old: Link
    new: Link | None = None


@dataclass(frozen=True)
class BeforeAfter:
    """Sentences of the text before and after; either may be ""."""

    old: str
    new: str


@dataclass(frozen=True)
class Correction:
    """`name` is its anchor for ever, and `permalink` leads there from anywhere.

    `texts` are the first changes of the text; `compare` leads to all of them.
    """

    name: str
    permalink: str
    url: str
    headline: str
    label: str
    kind: str
    date: When
    text: str
    facts: tuple[CorrectedFact, ...] = ()
    texts: tuple[BeforeAfter, ...] = ()
    compare: Link | None = None


@dataclass(frozen=True)
class CorrectionMonth:
    label: str
    url: str
    corrections: tuple[Correction, ...]
