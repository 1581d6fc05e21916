"""A fact and its passages as pages show them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from articles import origins, values
from articles.models import Stance
from articles.predicate_shapes import Predicate
from catalog.dates import PartialDate
from catalog.sheets import Link


@dataclass(frozen=True)
class Support:
    """A passage that supports or disputes a fact, with everything said beside it."""

    pk: int
    story_id: int
    repeats: int | None
    passage_id: int
    position: int
    before: str
    exact: str
    after: str
    speakers: tuple[Link, ...]
    story_key: str
    headline: str
    outlet: Link | None
    published: PartialDate | None
    published_reason: str
    live_url: str
    label: str
    stance: str
    origin: str
    attribution: str
    checked_by: str
    checked_at: datetime.datetime | None
    is_orphaned: bool = False

    @property
    def is_checked(self) -> bool:
        return self.checked_at is not None

    @property
    def stands(self) -> bool:
        """Whether it supports the fact with words that the story still has."""
        return self.stance == Stance.SUPPORTS and not self.is_orphaned


@dataclass(frozen=True)
class KnownFact:
    """An accepted fact as pages show it."""

    pk: int
    key: str
    subject: Link
    subject_id: int
    predicate: Predicate
    claim: values.Claim
    kind: str
    certainty: str
    certainty_label: str
    known_on: PartialDate | None
    known_on_reason: str
    effective: PartialDate | None
    target: Link | None
    target_id: int | None
    row_ids: dict[str, int]
    status: str
    replaced_by_id: int | None
    replaced_how: str
    ended_on: PartialDate | None
    evidence: tuple[Support, ...] = field(default=())
    character: Link | None = None
    character_id: int | None = None
    via: Link | None = None

    @property
    def url(self) -> str:
        return f"/facts/{self.key}/"

    @property
    def words(self) -> str:
        return values.value_words(self.claim)

    @property
    def sentence(self) -> str:
        return values.sentence(self.claim)

    @property
    def is_value(self) -> bool:
        return self.kind == "value"

    @property
    def is_verified(self) -> bool:
        """Whether somebody has checked a passage that still supports it."""
        return any(s.is_checked and s.stands for s in self.evidence)

    @property
    def origin_count(self) -> int:
        """How many independent origins stand behind it."""
        return origins.independent(
            origins.Witness(s.pk, s.story_id, s.exact, s.repeats)
            for s in self.evidence
            if s.stands
        )
