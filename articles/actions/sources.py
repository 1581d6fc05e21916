"""Source stories: archiving them, quoting them, marking what claims nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles import quotes
from articles.intake import clean_text, sha256
from articles.lifecycle import Refused
from articles.models import Block, Passage, Snapshot, SourceStory
from catalog.models import Entry

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
    """Keeps a story under its hash, with what is known of it; 3 to 7 queries.

    `known` may give headline, outlet, published, url, byline, label, desk_note and
    the reasons of what was inferred; whatever is missing stays unknown. A text that
    is archived already is found again, not archived twice. Raises IntakeRefused for
    a text that cannot be kept, ValidationError for a wrong detail.
    """
    require(by, "articles.add_sourcestory", "archive stories")
    text = clean_text(text, name=name)
    digest = sha256(text)
    again = Snapshot.objects.select_related("story").filter(sha256=digest).first()
    if again is not None:
        return Archived(again.story, again, is_new=False)

    known = with_dates(SourceStory, known)
    story = SourceStory(archived_at=timezone.now(), **known)
    story.key = _free_key(story.headline, digest)
    story.full_clean()
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
    """A newer text of the same story, beside the older ones; 6 queries.

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
    return snapshot


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
