"""What is known: accepted facts with their passages, and which values rest on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet

from articles.knowledge import KnownFact, Support
from articles.ledger import Ledger
from articles.models import (
    CATALOGUE_ROWS,
    CLAIM_ROWS,
    ON_RECORD,
    Evidence,
    Fact,
    FactStatus,
    Passage,
    ValueKind,
)
from articles.predicate_shapes import Part
from articles.predicates import PREDICATES, predicate
from catalog.models import Visibility, hidden
from catalog.sheets import Link, link


def facts_with_evidence(which: Q, *, speakers: bool = True) -> list[KnownFact]:
    """The facts that `which` selects on Evidence, with all their passages.

    One query, and one more for the speakers of the passages if they are wanted. In
    the order in which they were proposed; a fact without evidence is not among
    them. The archived text itself is never loaded.
    """
    rows = (
        Evidence.objects.filter(which)
        .select_related(
            *(f"fact__{name}" for name in CLAIM_ROWS),
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
        character=link(fact.character),
        character_id=fact.character_id,
        via=link(fact.via),
        row_ids={
            name: pk
            for name in CATALOGUE_ROWS
            if (pk := getattr(fact, f"{name}_id")) is not None
        },
        status=fact.status,
        replaced_by_id=fact.replaced_by_id,
        replaced_how=fact.replaced_how,
        ended_on=fact.ended_on,
    )


def _speakers(passages: Iterable[int]) -> dict[int, tuple[Link, ...]]:
    """Who speaks in which passage, in the order of the alphabet; 1 query."""
    found: dict[int, list[Link]] = defaultdict(list)
    rows = (
        Passage.speakers.through.objects.filter(passage__in=list(set(passages)))
        .select_related("entry")
        # The order in which rows of this table were written says nothing.
        .order_by("entry__sort_key", "entry_id")
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
        pk=row.pk,
        story_id=story.pk,
        repeats=row.repeats_id,
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
        attribution=row.attribution,
        checked_by=_name(row),
        checked_at=row.checked_at,
        is_orphaned=passage.orphaned_in_id is not None,
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
    which &= Q(fact__status__in=list(ON_RECORD)) & _names_nothing_hidden()
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


def ledger_of(entry_ids: Iterable[int]) -> Ledger:
    """The ledger of these entries; 1 or 2 queries."""
    return Ledger(public_facts(about(entry_ids)))


def for_article(edition_id: int, about_ids: Iterable[int]) -> Ledger:
    """What an edition cites, whatever became of it since, what took its place, and
    what is not known yet of the entries it is about; 1 query. Hidden entries are not
    among them."""
    return _for_text(Fact.objects.filter(citations__edition=edition_id), about_ids)


def for_draft(keys: Iterable[str], about_ids: Iterable[int]) -> Ledger:
    """The same of a text that is not published yet and cites these keys; 1 query.

    Facts that were never accepted are among them: they are for the desk alone.
    """
    return _for_text(Fact.objects.filter(key__in=list(keys)), about_ids)


def _for_text(cited: QuerySet[Fact], about_ids: Iterable[int]) -> Ledger:
    missing = Fact.objects.absent().filter(subject__in=list(about_ids))
    newer = cited.filter(replaced_by__isnull=False)
    which = (
        Q(fact__in=cited.values("pk"))
        | Q(fact__in=newer.values("replaced_by"))
        | Q(fact__in=missing.values("pk"))
    )
    return Ledger(facts_with_evidence(which & _names_nothing_hidden(), speakers=False))


def newest_facts(count: int) -> QuerySet[Fact]:
    """The values accepted last, newest first, without what people have said."""
    return _told(Fact.objects.accepted()).order_by("-proposed_at", "-pk")[:count]


def newest_known_by(day: date, count: int) -> QuerySet[Fact]:
    """The values that had certainly become known by that day, newest first, whatever
    became of them since."""
    known = Fact.objects.on_record().filter(known_on_certain__lte=day)
    return _told(known).order_by("-known_on_certain", "-pk")[:count]


def _told(facts: QuerySet[Fact]) -> QuerySet[Fact]:
    """Their values, without what people have said and what is hidden."""
    voices = [row.key for row in PREDICATES.values() if row.part is Part.VOICES]
    return (
        facts.exclude(hidden("subject") | hidden("target"))
        .filter(kind=ValueKind.VALUE)
        .exclude(predicate__in=voices)
    )
