"""The five real stories through the desk: archived, quoted, stated, accepted."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from typing import Any

from django.core.management import call_command

from articles.actions.evidence import attach, check
from articles.actions.facts import accept, propose
from articles.actions.sources import mark_block, quote_passage
from articles.intake import read_text, sha256
from articles.models import Block, Fact, Passage, SourceStory
from catalog.models import Entry, Job
from tests import builders as make
from tests.shared_material import shared

from . import entries_of_the_stories as cast
from .facts_of_the_stories import (
    DATES,
    DISPUTES,
    FACTS,
    INFERRED,
    NO_CLAIM,
    Reference,
    Said,
    Stated,
)

# A title that no row of the list quotes, and the two stories that have it.
WORKING_TITLE = '"Untitled Renée Ballard Project"'
# Paragraphs that the later story repeats word for word from the first.
PASTED = "S2"


@dataclass(frozen=True)
class Row:
    """A row of passages.json: the words, and the story they stand in."""

    reference: Reference
    story: str
    file: str
    exact: str


def rows() -> list[Row]:
    path = shared("acceptance", "passages.json")
    found: list[Row] = []
    seen: dict[str, int] = {}
    files = {}
    for row in json.loads(path.read_text(encoding="utf-8")):
        number = seen.get(row["row"], 0)
        seen[row["row"]] = number + 1
        story = f"S{row['story'][2]}"
        files[story] = row["story"]
        found.append(Row((row["row"], number), story, row["story"], row["exact"]))
    for number, story in enumerate(("S0", "S2")):
        found.append(Row(("V1", number), story, files[story], WORKING_TITLE))
    return found


@dataclass
class Desk:
    """What came of the stories, to be asked by tests."""

    stories: dict[str, SourceStory] = field(default_factory=dict)
    rows: dict[Reference, Row] = field(default_factory=dict)
    passages: dict[Reference, Passage] = field(default_factory=dict)
    blocks: dict[Reference, Block] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    reporter: Any = None
    checker: Any = None
    editor: Any = None

    def entry(self, slug: str) -> Entry:
        return Entry.objects.get(slug=slug)

    def fact(self, subject: str, predicate: str, **value: Any) -> Fact:
        return Fact.objects.get(
            subject__slug=subject, predicate=predicate, **{"kind": "value"} | value
        )


def opened() -> Desk:
    """The desk after all five stories went through it."""
    desk = Desk(
        reporter=make.a_user("reporter", name="desk-reporter"),
        checker=make.a_user("checker", name="desk-checker"),
        editor=make.a_user("editor", name="desk-editor"),
    )
    make.a_masthead()
    enter_entries()
    import_stories(desk)
    for row in rows():
        quote(desk, row)
    for stated in FACTS:
        state(desk, stated)
    for subject, predicate, reference in DISPUTES:
        fact = desk.fact(subject, predicate)
        against = attach(
            fact, desk.passages[reference], by=desk.reporter, stance="disputes"
        )
        check(against, by=desk.checker)
    return desk


def enter_entries() -> None:
    """The entries by hand, as an editor has them before any fact is accepted."""
    for slug, (name, department, order) in cast.JOBS.items():
        Job.objects.create(slug=slug, name=name, department=department, order=order)
    for build, titles in (
        (make.a_franchise, cast.FRANCHISES),
        (make.a_show, cast.SHOWS),
        (make.a_work, cast.WORKS),
        (make.a_character, cast.CHARACTERS),
        (make.a_company, cast.ORGANISATIONS),
        (make.a_person, cast.PEOPLE),
    ):
        for slug, title in titles.items():
            build(title, slug=slug)
    for slug, title in cast.STUBS.items():
        make.a_show(title, slug=slug, covered=False)
    for slug, numbers in cast.SEASONS.items():
        show = Entry.objects.get(slug=slug).as_kind()
        for number in numbers:
            make.a_season(show, number)


def import_stories(desk: Desk) -> None:
    """Archives the five files by the command, with nothing said beside them."""
    files = sorted(shared("seeds").glob("*.txt"))
    call_command("import_story", *map(str, files), stdout=io.StringIO())
    for number, path in enumerate(files):
        digest = sha256(read_text(path.read_bytes(), name=path.name))
        story = SourceStory.objects.get(snapshots__sha256=digest)
        desk.stories[f"S{number}"] = story


def quote(desk: Desk, row: Row) -> None:
    """Anchors the words of the row, as the desk does when they are pasted."""
    snapshot = desk.stories[row.story].snapshots.get()
    desk.rows[row.reference] = row
    if row.reference in NO_CLAIM:
        kind = NO_CLAIM[row.reference]
        block = mark_block(snapshot, row.exact, kind=kind, by=desk.reporter)
        desk.blocks[row.reference] = block
    desk.passages[row.reference] = quote_passage(snapshot, row.exact, by=desk.reporter)


def state(desk: Desk, stated: Stated) -> None:
    """Proposes a fact, attaches its passages, and has somebody else accept it."""
    claim = {name: meant(desk, name, value) for name, value in stated.value.items()}
    if stated.known:
        claim["known_on"] = DATES[stated.known]
        if stated.known in INFERRED:
            claim["known_on_inferred"] = True
            claim["known_on_reason"] = INFERRED[stated.known]
    fact = propose(
        by=desk.reporter,
        subject=desk.entry(stated.subject),
        predicate=stated.predicate,
        certainty=stated.certainty,
        **claim,
    )
    for reference in stated.passages:
        row, passage = desk.rows[reference], desk.passages[reference]
        if stated.speakers:
            passage.speakers.add(*(desk.entry(slug) for slug in stated.speakers))
        pasted = row.story == PASTED and any(
            row.exact == other.exact and other.story != PASTED
            for other in desk.rows.values()
        )
        attach(
            fact,
            passage,
            by=desk.reporter,
            origin="another-story" if pasted else stated.origin,
            attribution=stated.attribution,
        )
    desk.facts[fact.key] = accept(fact, by=desk.checker)


def meant(desk: Desk, name: str, value: Any) -> Any:
    """The part of a value that the table names in short."""
    if isinstance(value, Said):
        words = desk.rows[value.row, value.number].exact
        return words.partition(value.until)[0] if value.until else words
    if name in ("target", "character", "via"):
        return desk.entry(value)
    if name == "job":
        return Job.objects.get(slug=value)
    return value
