"""The demo: which rows it has, in which files, and how they come and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models, transaction

from articles.fixture_files import (
    FixtureRefused,
    FixtureRow,
    Written,
    read,
    written,
)
from articles.fixture_loading import Loaded, Loader
from articles.fixture_tables import fields_of, loaded
from articles.models import (
    Article,
    Block,
    Cancellation,
    Change,
    Comment,
    Edition,
    EditionCitation,
    Evidence,
    Fact,
    FormerAddress,
    FrontSlot,
    Masthead,
    MenuItem,
    Outlet,
    Passage,
    Section,
    Snapshot,
    SourceStory,
    StaticPage,
    Task,
    Topic,
)
from articles.roles import DEMO_ADDRESS
from catalog.models import (
    Availability,
    Character,
    CompanyCredit,
    Credit,
    Entry,
    EntryKind,
    Episode,
    ExternalId,
    FormerSlug,
    Franchise,
    Genre,
    Image,
    Job,
    Organisation,
    Person,
    Relation,
    Season,
    Show,
    Title,
    Work,
)

from .actions.rendering import render_missing
from .actions.sealing import seal

User = get_user_model()

# Parents before what hangs on them: a row is loaded after those it names.
_KINDS = {
    EntryKind.FRANCHISE: Franchise,
    EntryKind.SHOW: Show,
    EntryKind.SEASON: Season,
    EntryKind.EPISODE: Episode,
    EntryKind.PERSON: Person,
    EntryKind.CHARACTER: Character,
    EntryKind.ORGANISATION: Organisation,
    EntryKind.WORK: Work,
}

# Pictures are files and no part of a fixture; renderings are made from editions.
ALLOWED: tuple[type[models.Model], ...] = (
    Masthead, Section, Topic, FormerAddress, StaticPage, MenuItem, User,
    Genre, Job, Entry, *_KINDS.values(), FormerSlug, Title, CompanyCredit,
    Availability, Relation, ExternalId, Credit,
    Outlet, SourceStory, Snapshot, Block, Passage, Fact, Evidence,
    Article, Task, Comment, Edition, Cancellation, EditionCitation, FrontSlot, Change,
)  # fmt: skip

Rows = Iterator[models.Model]


def _masthead() -> Rows:
    yield from loaded(Masthead).order_by("pk")
    yield from loaded(Section).order_by("order", "pk")
    yield from loaded(Topic).order_by("pk")
    yield from loaded(FormerAddress).order_by("path")
    yield from loaded(StaticPage).order_by("pk")
    yield from loaded(MenuItem).order_by("place", "order")


def _staff() -> Rows:
    yield from loaded(User).order_by("pk")


def _catalogue() -> Rows:
    yield from loaded(Genre).order_by("slug")
    yield from loaded(Job).order_by("order", "slug")
    places: dict[int, int] = {}
    for kind, model in _KINDS.items():
        own = {row.pk: row for row in loaded(model)}
        for entry in loaded(Entry).filter(kind=kind).order_by("pk"):
            places[entry.pk] = len(places)
            yield entry
            yield own[entry.pk]
    for hanging, name in (
        (FormerSlug, "entry_id"),
        (Title, "entry_id"),
        (CompanyCredit, "work_id"),
        (Availability, "entry_id"),
        (Relation, "source_id"),
        (ExternalId, "entry_id"),
        (Credit, "work_id"),
    ):
        rows = _grouped(loaded(hanging).order_by("pk"), name)
        for pk in sorted(rows, key=places.__getitem__):
            yield from rows[pk]


def _sources() -> Rows:
    yield from loaded(Outlet).order_by("pk")
    blocks = _grouped(loaded(Block).order_by("start", "end"), "snapshot_id")
    passages = _grouped(loaded(Passage).order_by("start", "end"), "snapshot_id")
    snapshots = _grouped(loaded(Snapshot).order_by("number"), "story_id")
    for story in loaded(SourceStory).order_by("pk"):
        yield story
        for snapshot in snapshots[story.pk]:
            yield snapshot
            yield from blocks[snapshot.pk]
            yield from passages[snapshot.pk]


def _facts() -> Rows:
    evidence = _grouped(loaded(Evidence).order_by("pk"), "fact_id")
    facts = _grouped(loaded(Fact).order_by("pk"), "subject_id")
    for kind in _KINDS:
        for entry in Entry.objects.filter(kind=kind).order_by("pk"):
            for fact in _named_first(facts[entry.pk], "replaced_by_id"):
                yield fact
                yield from _named_first(evidence[fact.pk], "repeats_id")


def _articles() -> Rows:
    editions = _grouped(loaded(Edition).order_by("number"), "article_id")
    citations = _grouped(loaded(EditionCitation).order_by("number"), "edition_id")
    tasks = _grouped(loaded(Task).order_by("pk"), "article_id")
    comments = _grouped(loaded(Comment).order_by("number"), "article_id")
    cancelled = _grouped(loaded(Cancellation).order_by("pk"), "edition_id")
    for article in loaded(Article).order_by("pk"):
        yield article
        yield from tasks[article.pk]
        yield from comments[article.pk]
        for edition in editions[article.pk]:
            yield edition
            yield from cancelled[edition.pk]
            yield from citations[edition.pk]
    yield from loaded(FrontSlot).order_by("order", "shown_from", "pk")


def _history() -> Rows:
    yield from loaded(Change).order_by("at", "pk")


def _grouped(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _named_first(rows: Iterable[Any], name: str) -> list[Any]:
    """The rows in their order, but each after the row of its kind that it names."""
    waiting = {row.pk: row for row in rows}
    found: list[Any] = []
    for row in list(waiting.values()):
        chain = []
        while row is not None and row.pk in waiting:
            chain.append(waiting.pop(row.pk))
            row = waiting.get(getattr(row, name))
        found += reversed(chain)
    return found


FILES: dict[str, tuple[str, Callable[[], Rows]]] = {
    "masthead": ("The newspaper: its name, sections, topics, pages and menus.",
                 _masthead),
    "staff": ("One member of staff a role. The demo command gives them passwords.",
              _staff),
    "catalogue": ("Shows, seasons, people, characters, companies and their credits.",
                  _catalogue),
    "sources": ("The archived stories, paraphrased, and the passages quoted from them.",
                _sources),
    "facts": ("What the stories say, a claim a row, each followed by its evidence.",
              _facts),
    "articles": ("What the newsroom wrote, its editions, and the front page.",
                 _articles),
    "history": ("Who did what, and when.", _history),
}  # fmt: skip


def dump() -> dict[str, str]:
    """The text of each fixture file from the rows of the database; 45 queries.

    Loading it into an empty database and dumping again gives the same bytes.
    """
    return {
        f"{name}.yaml": written(
            comment,
            (
                Written(row._meta.label_lower, fields_of(row), _remark(row))
                for row in rows()
            ),
        )
        for name, (comment, rows) in FILES.items()
    }


def _remark(row: models.Model) -> str:
    """The words of the passage that a piece of evidence names by its place."""
    return f"“{row.passage.exact}”" if isinstance(row, Evidence) else ""


def save(folder: Path) -> dict[str, str]:
    """Writes the fixture files; raises FixtureRefused where there is more to it."""
    for user in User.objects.exclude(email__endswith=DEMO_ADDRESS)[:1]:
        raise FixtureRefused(
            f"{user.get_username()} is not one of the demo's staff: this database is "
            f"more than the demo."
        )
    for image in Image.objects.all()[:1]:
        raise FixtureRefused(
            f"“{image}” is a picture, and fixtures hold no files: take it out."
        )
    files = dump()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return files


def rows_in(paths: Iterable[Path]) -> list[FixtureRow]:
    """The rows of these files; a folder stands for the demo's files in it."""
    found: list[FixtureRow] = []
    for path in paths:
        files = [path]
        if path.is_dir():
            files = [path / f"{name}.yaml" for name in FILES]
        for file in files:
            found += read(file)
    return found


def load(paths: Iterable[Path]) -> Loaded:
    """Loads fixture files, all rows or none; raises FixtureRefused."""
    return load_rows(rows_in(paths))


@transaction.atomic
def load_rows(rows: Iterable[FixtureRow]) -> Loaded:
    """Loads the rows and makes the HTML of the editions among them."""
    done = Loader(ALLOWED).load(rows)
    render_missing()
    seal()
    return done
