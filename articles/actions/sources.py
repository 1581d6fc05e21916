"""Source stories: archiving them, quoting them, marking what claims nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from articles import quotes
from articles.intake import clean_text, sha256
from articles.lifecycle import Refused
from articles.models import Block, Passage, Snapshot, SourceStory
from catalog.models import Entry
from catalog.realign import Alignment

from .changes import By, locked, record, require, with_dates


@dataclass(frozen=True)
class Archived:
    """What archiving came to; `is_new` is False where the text was known already."""

    story: SourceStory
    snapshot: Snapshot
    is_new: bool


@transaction.atomic
def archive_story(
    text: str, *, by: By, name: str = "the text", **known: Any
) -> Archived:
    """Keeps a story under its hash, with what is known of it; 3 to 9 queries.

    `known` may give headline, outlet, published, url, byline, label, desk_note and
    the reasons of what was inferred; whatever is missing stays unknown. A text that
    is archived already is found again, not archived twice. Raises IntakeRefused for
    a text that cannot be kept, ValidationError for a wrong detail.
    """
    require(by, "articles.add_sourcestory", "archive stories")
    text = clean_text(text, name=name)
    digest = sha256(text)
    if (again := _archived(digest)) is not None:
        return again
    known = with_dates(SourceStory, known)
    try:
        with transaction.atomic():
            return _archive(text, digest, known, by=by)
    except IntegrityError:
        # Somebody archived the text, or took the key, since it was looked for.
        return _archived(digest) or _archive(text, digest, known, by=by)


def _archived(digest: str) -> Archived | None:
    """The text of that hash, where some story has it; 1 query."""
    again = Snapshot.objects.select_related("story").filter(sha256=digest).first()
    return None if again is None else Archived(again.story, again, is_new=False)


def _archive(text: str, digest: str, known: dict[str, Any], *, by: By) -> Archived:
    story = SourceStory(archived_at=timezone.now(), **known)
    story.key = _free_key(story.headline, digest)
    # A key that somebody took since is the database's to refuse: it is no mistake of
    # whoever archives, and the next try finds another.
    story.full_clean(exclude={"key"})
    story.save()
    snapshot = Snapshot.objects.create(
        story=story, number=1, text=text, sha256=digest, taken_at=story.archived_at
    )
    record(story, "archive", by=by, after=digest)
    return Archived(story, snapshot, is_new=True)


def _free_key(headline: str, digest: str) -> str:
    """A key no other story has: words of the headline, or the text's hash."""
    words = slugify(headline)[:72].strip("-")
    if not words:
        return f"story-{digest[:12]}"
    if SourceStory.objects.filter(key=words).exists():
        return f"{words}-{digest[:8]}"
    return words


@transaction.atomic
def add_snapshot(story: SourceStory, text: str, *, by: By) -> Snapshot:
    """A newer text of the same story, beside the older ones.

    Each passage of the story is sought in it: exactly there it moves along, otherwise
    it is orphaned and its facts lose that support. 6 queries and 1 per passage.
    Raises IntakeRefused for a text that cannot be kept, Refused where the story
    holds exactly this text already.
    """
    require(by, "articles.add_snapshot", "add snapshots")
    text = clean_text(text, name="the text")
    story = locked(story)
    digest = sha256(text)
    if story.snapshots.filter(sha256=digest).exists():
        raise Refused("The story already holds exactly this text.")
    snapshot = Snapshot.objects.create(
        story=story,
        number=story.snapshots.count() + 1,
        text=text,
        sha256=digest,
        taken_at=timezone.now(),
    )
    record(story, "add snapshot", by=by, after=digest)
    _reanchor(story, snapshot, by=by)
    return snapshot


def _reanchor(story: SourceStory, snapshot: Snapshot, *, by: By) -> None:
    """Moves the passages of the story to its newest text, or orphans them."""
    alignments: dict[int, Alignment] = {}
    taken: set[tuple[int, int]] = set()
    for passage in Passage.objects.of(story).select_related("snapshot"):
        old = passage.snapshot
        if old.pk not in alignments:
            alignments[old.pk] = Alignment(old.text, snapshot.text)
        found = _new_place(passage, snapshot.text, alignments[old.pk])
        if found is not None and (found.start, found.end) not in taken:
            taken.add((found.start, found.end))
            _move(passage, snapshot, found)
        elif passage.orphaned_in is None:
            passage.orphaned_in = snapshot
            passage.save(update_fields=["orphaned_in"])
            record(story, "orphan", by=by, before=passage.exact)


def _new_place(
    passage: Passage, text: str, alignment: Alignment
) -> quotes.Anchor | None:
    """Where the passage stands in the newer text: its own place, or the only one.

    Words that stood twice are never taken for their look-alike elsewhere.
    """
    span = alignment.place(passage.start, passage.end)
    if span is not None:
        return quotes.anchor_at(*span, text)
    if len(quotes.find_all(passage.exact, passage.snapshot.text)) > 1:
        return None
    try:
        return quotes.anchor(passage.exact, text)
    except quotes.QuoteRefused:
        return None


def _move(passage: Passage, snapshot: Snapshot, found: quotes.Anchor) -> None:
    before, after = quotes.context(snapshot.text, found.start, found.end)
    passage.snapshot = snapshot
    passage.start, passage.end, passage.exact = found.start, found.end, found.exact
    passage.prefix, passage.suffix = found.prefix, found.suffix
    passage.before, passage.after = before, after
    passage.orphaned_in = None
    passage.save()


@transaction.atomic
def quote_passage(
    snapshot: Snapshot,
    words: str,
    *,
    by: By,
    prefix: str = "",
    suffix: str = "",
    speakers: Iterable[Entry] = (),
) -> Passage:
    """The passage of `snapshot` that reads `words`, kept from now on; 3 to 6 queries.

    The words must stand in the text exactly, under the declared folding. Where they
    stand more than once, `prefix` or `suffix` must tell which place is meant. Raises
    quotes.QuoteRefused otherwise, with the nearest place where there is one.
    """
    require(by, "articles.add_passage", "quote passages")
    text = snapshot.text
    found = quotes.anchor(words, text, prefix=prefix, suffix=suffix)
    before, after = quotes.context(text, found.start, found.end)
    passage, is_new = Passage.objects.get_or_create(
        snapshot=snapshot,
        start=found.start,
        end=found.end,
        defaults={
            "exact": found.exact,
            "prefix": found.prefix,
            "suffix": found.suffix,
            "before": before,
            "after": after,
        },
    )
    speakers = list(speakers)
    if speakers:
        passage.speakers.add(*(entry.pk for entry in speakers))
    if is_new:
        record(locked(snapshot.story), "quote", by=by, after=found.exact)
    return passage


@transaction.atomic
def mark_block(snapshot: Snapshot, words: str, *, kind: str, by: By) -> Block:
    """Marks words that claim nothing: furniture, summary, infobox, opinion.

    Raises quotes.QuoteRefused unless the words stand in the text exactly once.
    """
    require(by, "articles.add_block", "mark parts of a story")
    found = quotes.anchor(words, snapshot.text)
    block = Block(snapshot=snapshot, start=found.start, end=found.end, kind=kind)
    try:
        block.full_clean()
    except ValidationError as error:
        raise Refused(*error.messages) from error
    block.save()
    record(locked(snapshot.story), "mark", by=by, after=f"{kind}: {found.exact}")
    return block
