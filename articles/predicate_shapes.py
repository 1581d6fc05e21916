"""The shape of a predicate: what can be said, of what, and where it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class ValueType(Enum):
    """How the value of a fact is written and kept."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "partial date"
    ENTRY = "entry"
    CREDIT = "credit"
    TITLE = "title"
    RELATION = "relation"


class Part(Enum):
    """The part of "everything we know" in which a fact is told."""

    STORY = "Story"
    CAST = "Cast"
    CREW = "Crew"
    MAKING = "Production"
    SCHEDULE = "Schedule"
    WHERE = "Where to watch"
    WORLD = "Universe"
    VOICES = "In their words"


@dataclass(frozen=True)
class Predicate:
    """One kind of claim.

    `columns` binds it to a column of the catalogue, by kind of subject; `row` to a
    kind of row ("credit", "title:working", "company:network", "availability",
    "relation:spin-off-of", "genre"). Without either the fact is shown as it stands.
    `sentence` states the claim with {subject} and {value}; `absence` states that
    nothing is announced, with {subject} and, where the fact names one, {target}.
    """

    key: str
    label: str
    subjects: tuple[str, ...]
    type: ValueType
    part: Part
    sentence: str
    many: bool = False
    columns: dict[str, str] = field(default_factory=dict)
    row: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    targets: tuple[str, ...] = ()
    absence: str = "Nothing has been announced about this for {subject}."

    @property
    def is_bound(self) -> bool:
        return bool(self.columns or self.row)

    @property
    def names_an_entry(self) -> bool:
        return self.type in (ValueType.ENTRY, ValueType.CREDIT, ValueType.RELATION)

    def column(self, kind: str) -> str:
        """The column of an entry of that kind which holds the value, or ""."""
        return self.columns.get(kind, "")

    def choice_label(self, value: str) -> str:
        return dict(self.choices).get(value, value)
