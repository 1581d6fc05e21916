"""What the templates get: docs/pages.md as types. Plain values, made before rendering.

Nothing here computes. Text is escaped by the templates; the few fields that carry
HTML are named Html.
"""

from __future__ import annotations

from dataclasses import dataclass

from .html import Html
from .posters import Poster


@dataclass(frozen=True)
class Link:
    label: str
    url: str = ""
    is_current: bool = False
    count: str = ""
    note: str = ""


@dataclass(frozen=True)
class When:
    text: str
    datetime: str = ""


@dataclass(frozen=True)
class Mark:
    number: int
    url: str
    certainty: str
    label: str
    evidence_id: str = ""
    state: str = ""


@dataclass(frozen=True)
class Value:
    text: str
    url: str = ""
    datetime: str = ""
    marks: tuple[Mark, ...] = ()
    absence: bool = False
    note: str = ""
    hedge: str = ""


@dataclass(frozen=True)
class Row:
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Person:
    """A name with its roles. On a person's own page the name is that of a work."""

    name: Value
    roles: tuple[Value, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Group:
    label: str
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Picture:
    src: str
    alt: str
    width: int | str = ""
    height: int | str = ""
    credit: str = ""
    credit_url: str = ""
    caption: str = ""
    srcset: str = ""
    sizes: str = ""


@dataclass(frozen=True)
class Card:
    url: str
    headline: str
    kicker: Link | None = None
    dek: str = ""
    date: When | None = None
    tally: str = ""
    notice: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class ShowCard:
    url: str
    title: str
    kicker: str
    values: tuple[Value, ...]
    poster: Poster
    picture: Picture | None = None


@dataclass(frozen=True)
class ShowGroup:
    label: str
    url: str
    shows: tuple[ShowCard, ...]


@dataclass(frozen=True)
class Season:
    url: str
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Episode:
    number: int
    url: str
    title: Value
    date: Value | None
    synopsis: Value | None


@dataclass(frozen=True)
class Change:
    label: str
    when: When | None = None
    subject: Link | None = None
    old: str = ""
    new: str = ""
    text: str = ""
    kind: str = "development"
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Passage:
    before: str
    exact: str
    after: str
    speaker: str
    headline: str
    untitled: bool
    url: str
    outlet: str
    outlet_url: str
    date: When | None
    note: str
    live_url: str
    stance: str
    stance_label: str
    origin: str
    is_orphaned: bool = False


@dataclass(frozen=True)
class Evidence:
    number: int
    id: str
    claim: str
    url: str
    certainty: str
    certainty_label: str
    known: When | None
    origins: str
    checked: str
    passages: tuple[Passage, ...]
    is_open: bool = True
    notice: str = ""


@dataclass(frozen=True)
class Quote:
    text: str
    speaker: Link | None
    role: str
    source: Link | None
    date: When | None
    live_url: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class SourceRow:
    url: str
    headline: str
    untitled: bool
    outlet: Link | None
    date: When | None
    tally: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceGroup:
    label: str
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True)
class FactLink:
    label: str
    url: str
    certainty: str
    certainty_label: str


@dataclass(frozen=True)
class RecordGroup:
    """Facts that fared alike: how many, and the newest of them."""

    label: str
    count: int
    facts: tuple[FactLink, ...]


@dataclass(frozen=True)
class Record:
    tally: str
    groups: tuple[RecordGroup, ...]


@dataclass(frozen=True)
class TimelineRow:
    number: int
    when: When
    subject: Link | None
    label: str
    old: str
    new: str
    kind: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class KnownPart:
    label: str
    rows: tuple[Row, ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class PassageBlock:
    id: str
    passage: Passage
    facts: tuple[FactLink, ...]


@dataclass(frozen=True)
class Piece:
    """A stretch of a search result, highlighted where it matches."""

    text: str
    is_match: bool = False


@dataclass(frozen=True)
class Result:
    url: str
    title: str
    kind: str
    snippet: tuple[Piece, ...]
    date: When | None


@dataclass(frozen=True)
class Pagination:
    label: str
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Notice:
    label: str
    date: When | None
    text: str
    kind: str


@dataclass(frozen=True)
class EditionLine:
    number: int
    label: str
    live_from: When
    history_url: str = ""


@dataclass(frozen=True)
class Day:
    """A day to choose: `value` for machines, `label` for readers."""

    value: str
    label: str
    is_current: bool = False


@dataclass(frozen=True)
class Days:
    """The days on which something changed, as a form that leads to them."""

    url: str
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Past:
    """The banner of a page as of a day, and the way back to today."""

    label: str
    today: Link


@dataclass(frozen=True)
class Block:
    """A place of the front page under its heading."""

    label: str
    url: str
    cards: tuple[Card, ...]


# --- Every page ------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    name: str
    tagline: str
    description: str
    nav: tuple[Link, ...]
    footer: tuple[Link, ...]
    footer_text: Html | str = ""
    feeds: tuple[Link, ...] = ()
    language: str = "en"
    accent: str = ""
    version: str = ""


@dataclass(frozen=True)
class Meta:
    title: str
    description: str
    canonical: str = ""
    robots: str = ""
    og_type: str = "website"
    image: str = ""
    image_alt: str = ""
    jsonld: Html | str = ""
