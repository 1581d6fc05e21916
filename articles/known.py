"""What is known: accepted facts with their passages, and which values rest on them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Q, QuerySet
from django.utils.text import slugify

from articles import values
from articles.models import (
    ON_RECORD,
    Evidence,
    Fact,
    FactStatus,
    Passage,
    Stance,
    ValueKind,
)
from articles.predicate_shapes import Part, Predicate
from articles.predicates import PREDICATES, predicate
from catalog.dates import PartialDate
from catalog.models import CreditKind, Entry, Visibility, hidden
from catalog.sheets import Cell, Link, Role, link


@dataclass(frozen=True)
class Support:
    """A passage that supports or disputes a fact, with everything said beside it."""

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
    origin_kind: str
    attribution: str
    checked_by: str
    checked_at: datetime.datetime | None

    @property
    def is_checked(self) -> bool:
        return self.checked_at is not None


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
        """Whether somebody has checked a passage that supports it."""
        return any(s.is_checked and s.stance == Stance.SUPPORTS for s in self.evidence)


_FACT_ENTRIES = ("subject", "target", "job", "character", "via")
_ROW_NAMES = ("credit", "title", "company_credit", "availability", "relation")


def facts_with_evidence(which: Q, *, speakers: bool = True) -> list[KnownFact]:
    """The facts that `which` selects on Evidence, with all their passages.

    One query, and one more for the speakers of the passages if they are wanted. In
    the order in which they were proposed; a fact without evidence is not among
    them. The archived text itself is never loaded.
    """
    rows = (
        Evidence.objects.filter(which)
        .select_related(
            *(f"fact__{name}" for name in _FACT_ENTRIES),
            "passage__snapshot__story__outlet",
            "checked_by",
        )
        .defer("passage__snapshot__text")
        .order_by("fact__proposed_at", "fact", "pk")
    )
    by_fact: dict[int, list[Evidence]] = defaultdict(list)
    for row in rows:
        by_fact[row.fact_id].append(row)
    voices: dict[int, tuple[Link, ...]] = {}
    if speakers:
        voices = _speakers(r.passage_id for rows in by_fact.values() for r in rows)
    return [
        replace(
            known_fact(rows[0].fact),
            evidence=tuple(support(row, voices) for row in rows),
        )
        for rows in by_fact.values()
    ]


def known_fact(fact: Fact) -> KnownFact:
    """The fact without its passages; a query for each entry not loaded."""
    subject = link(fact.subject)
    assert subject is not None
    return KnownFact(
        pk=fact.pk,
        key=fact.key,
        subject=subject,
        subject_id=fact.subject_id,
        predicate=predicate(fact.predicate),
        claim=fact.claim,
        kind=fact.kind,
        certainty=fact.certainty,
        certainty_label=fact.get_certainty_display(),
        known_on=fact.known_on,
        known_on_reason=fact.known_on_reason if fact.known_on_inferred else "",
        effective=fact.effective,
        target=link(fact.target),
        target_id=fact.target_id,
        row_ids={
            name: pk
            for name in _ROW_NAMES
            if (pk := getattr(fact, f"{name}_id")) is not None
        },
        status=fact.status,
        replaced_by_id=fact.replaced_by_id,
        replaced_how=fact.replaced_how,
        ended_on=fact.ended_on,
    )


def _speakers(passages: Iterable[int]) -> dict[int, tuple[Link, ...]]:
    """Who speaks in which passage; 1 query."""
    found: dict[int, list[Link]] = defaultdict(list)
    rows = (
        Passage.speakers.through.objects.filter(passage__in=list(set(passages)))
        .select_related("entry")
        .order_by("pk")
    )
    for row in rows:
        if row.entry.visibility == Visibility.PUBLIC:
            named = link(row.entry)
            assert named is not None
            found[row.passage_id].append(named)
    return {pk: tuple(links) for pk, links in found.items()}


def support(row: Evidence, speakers: dict[int, tuple[Link, ...]]) -> Support:
    """One piece of evidence as pages show it; no query if all is loaded."""
    passage = row.passage
    story = passage.snapshot.story
    outlet = None
    if story.outlet is not None:
        outlet = Link(story.outlet.name, story.outlet.get_absolute_url())
    return Support(
        passage_id=passage.pk,
        position=passage.start,
        before=passage.before,
        exact=passage.exact,
        after=passage.after,
        speakers=speakers.get(passage.pk, ()),
        story_key=story.key,
        headline=story.headline,
        outlet=outlet,
        published=story.published,
        published_reason=story.published_reason,
        live_url=story.url,
        label=story.label,
        stance=row.stance,
        origin=row.get_origin_display(),
        origin_kind=row.origin,
        attribution=row.attribution,
        checked_by=_name(row),
        checked_at=row.checked_at,
    )


def _name(row: Evidence) -> str:
    """The name of the checker, if they have given one: nobody reads user names."""
    return row.checked_by.get_full_name() if row.checked_by else ""


def public_facts(which: Q, *, speakers: bool = True) -> list[KnownFact]:
    """Accepted facts that `which` selects on Evidence and that name no hidden entry."""
    which &= Q(fact__status=FactStatus.ACCEPTED) & _names_nothing_hidden()
    return facts_with_evidence(which, speakers=speakers)


def _names_nothing_hidden() -> Q:
    return ~(
        hidden("fact__subject")
        | hidden("fact__target")
        | Q(fact__character__visibility=Visibility.HIDDEN)
        | Q(fact__via__visibility=Visibility.HIDDEN)
    )


def facts_on_record(which: Q, *, speakers: bool = True) -> list[KnownFact]:
    """The same of every fact that was accepted once, whatever became of it."""
    which &= Q(fact__status__in=ON_RECORD) & _names_nothing_hidden()
    return facts_with_evidence(which, speakers=speakers)


def about(entry_ids: Iterable[int]) -> Q:
    """Selects facts about these entries, or naming one of them, on Evidence."""
    ids = list(entry_ids)
    return (
        Q(fact__subject__in=ids)
        | Q(fact__target__in=ids)
        | Q(fact__character__in=ids)
        | Q(fact__via__in=ids)
    )


class Ledger:
    """Which facts stand behind which cell of a sheet."""

    def __init__(self, facts: Iterable[KnownFact]) -> None:
        self.facts = list(facts)
        self._columns: dict[tuple[int, str], list[KnownFact]] = defaultdict(list)
        self._rows: dict[tuple[str, int], list[KnownFact]] = defaultdict(list)
        self._genres: dict[tuple[int, str], list[KnownFact]] = defaultdict(list)
        for known in self.facts:
            self._enter(known)

    def _enter(self, known: KnownFact) -> None:
        if not known.is_value:
            return
        row = known.predicate
        subject = known.claim.subject
        column = row.column(subject.kind) if subject else ""
        if column:
            self._columns[known.subject_id, column].append(known)
        if row.row == "genre":
            self._genres[known.subject_id, slugify(known.claim.text)].append(known)
        for name, pk in known.row_ids.items():
            self._rows[name, pk].append(known)

    def behind(self, cell: Cell) -> list[KnownFact]:
        """The facts a cell rests on: those whose value is the one it shows.

        A column that somebody has changed by hand since rests on nothing.
        """
        if cell.column:
            held = self._columns.get((cell.entry_id, cell.column), [])
            return [known for known in held if _agrees(known, cell)]
        if cell.row == "genre":
            return self._genres.get((cell.entry_id, cell.value), [])
        if cell.row and cell.row_id is not None:
            held = self._rows.get((cell.row, cell.row_id), [])
            if isinstance(cell, Role):
                return _behind_credit(held, cell)
            return [known for known in held if _row_agrees(known, cell)]
        return []

    def absences(self, entry_id: int) -> list[KnownFact]:
        """What is said not to be there, and nothing accepted since has ended."""
        return [
            known
            for known in self.facts
            if not known.is_value
            and known.subject_id == entry_id
            and not self._is_over(known)
        ]

    def _is_over(self, absence: KnownFact) -> bool:
        """Whether a value of the same kind has arrived; a dated absence then ends."""
        return any(
            known.is_value
            and known.predicate is absence.predicate
            and known.subject_id == absence.subject_id
            and absence.target_id in (None, known.target_id)
            and absence.claim.character in (None, known.claim.character)
            for known in self.facts
        )

    def on_record(self, entry_id: int) -> list[KnownFact]:
        """Values about the entry that the catalogue has no place for."""
        return [
            known
            for known in self.facts
            if known.is_value
            and known.subject_id == entry_id
            and not known.predicate.is_bound
        ]


def _agrees(known: KnownFact, cell: Cell) -> bool:
    claim, shown = known.claim, cell.value
    if isinstance(shown, Entry):
        return known.target_id == shown.pk
    if isinstance(shown, PartialDate):
        return claim.date == shown
    if isinstance(shown, int):
        return claim.number == shown
    return claim.text == shown


def _row_agrees(known: KnownFact, cell: Cell) -> bool:
    """Whether a title, a company, a platform or a relation is still as claimed."""
    claim = known.claim
    row, _, detail = known.predicate.row.partition(":")
    if row == "availability":
        detail = claim.text[:60]
    if row == "title":
        words = claim.text
    else:
        words = str(claim.subject if cell.is_incoming else claim.target)
    if row == "relation" and cell.note != (claim.text or claim.part)[:160]:
        return False
    return (words, detail) == (cell.text, cell.detail)


def _behind_credit(held: list[KnownFact], role: Role) -> list[KnownFact]:
    """The facts that contradict nothing a credit shows, if they say all of it.

    One fact may name the person alone, another the character as well.
    """
    shown = {
        "character": role.character.title if role.character else "",
        "via": role.via.title if role.via else "",
        "kind": role.kind,
    }
    said = [(known, _said_of_credit(known.claim)) for known in held]
    agreeing = [
        (known, parts)
        for known, parts in said
        if str(known.claim.target) == role.person.title
        and known.claim.job is not None
        and known.claim.job.name == role.label
        and known.claim.part == role.part
        and all(parts[name] in ("", shown[name]) for name in shown)
    ]
    for name, words in shown.items():
        if words and not any(parts[name] == words for _, parts in agreeing):
            return []
    return [known for known, _ in agreeing]


def _said_of_credit(claim: values.Claim) -> dict[str, str]:
    return {
        "character": str(claim.character or ""),
        "via": str(claim.via or ""),
        "kind": CreditKind(claim.credit_kind).label if claim.credit_kind else "",
    }


def ledger_of(entry_ids: Iterable[int]) -> Ledger:
    """The ledger of these entries; 1 or 2 queries."""
    return Ledger(public_facts(about(entry_ids)))


def for_article(edition_id: int, about_ids: Iterable[int]) -> Ledger:
    """What an edition cites, whatever became of it since, and what is not known yet
    of the entries it is about; 1 query. Hidden entries are not among them."""
    cited = Fact.objects.filter(citations__edition=edition_id)
    missing = Fact.objects.absent().filter(subject__in=list(about_ids))
    which = Q(fact__in=cited.values("pk")) | Q(fact__in=missing.values("pk"))
    return Ledger(facts_with_evidence(which & _names_nothing_hidden(), speakers=False))


def newest_facts(count: int) -> QuerySet[Fact]:
    """The values accepted last, newest first, without what people have said."""
    voices = [row.key for row in PREDICATES.values() if row.part is Part.VOICES]
    return (
        Fact.objects.accepted()
        .exclude(hidden("subject") | hidden("target"))
        .filter(kind=ValueKind.VALUE)
        .exclude(predicate__in=voices)
        .order_by("-proposed_at", "-pk")[:count]
    )
