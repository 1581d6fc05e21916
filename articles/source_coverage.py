"""How much of what a story claims has been used: the other side of coverage.

A claim sentence is a sentence of the newest text that no block marks as furniture,
summary, infobox or opinion. It is used if a passage that is evidence touches it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from articles.models import Block, Evidence, FactStatus, Passage, Snapshot, SourceStory
from articles.sentences import Span, sentences


@dataclass(frozen=True)
class SourceCoverage:
    """The claim sentences of one story, and those that no fact rests on yet."""

    story: SourceStory
    claims: int
    unclaimed: tuple[str, ...]

    @property
    def used(self) -> int:
        return self.claims - len(self.unclaimed)

    @property
    def percent(self) -> float:
        """Of the claim sentences; 100 where a story claims nothing."""
        return 100 * self.used / self.claims if self.claims else 100.0


def source_coverage(stories: Iterable[SourceStory]) -> list[SourceCoverage]:
    """The coverage of these stories, in their order; 3 queries.

    The texts themselves are loaded: ask for some hundred stories at a time.
    """
    rows = list(stories)
    newer = Snapshot.objects.filter(
        story=OuterRef("story"), number__gt=OuterRef("number")
    )
    newest = {
        snapshot.story_id: snapshot
        for snapshot in Snapshot.objects.filter(~Exists(newer), story__in=rows)
    }
    ids = [snapshot.pk for snapshot in newest.values()]
    blocks = _spans(Block.objects.filter(snapshot__in=ids))
    evidence = Evidence.objects.filter(passage=OuterRef("pk")).exclude(
        fact__status=FactStatus.REJECTED
    )
    used = _spans(Passage.objects.filter(Exists(evidence), snapshot__in=ids))
    return [
        _measured(row, newest[row.pk], blocks, used) for row in rows if row.pk in newest
    ]


def _spans(rows: Iterable[Block] | Iterable[Passage]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    for row in rows:
        found[row.snapshot_id].append(Span(row.start, row.end))
    return found


def _measured(
    story: SourceStory,
    snapshot: Snapshot,
    blocks: dict[int, list[Span]],
    used: dict[int, list[Span]],
) -> SourceCoverage:
    claims = [
        span
        for span in sentences(snapshot.text)
        if not _touched(span, blocks.get(snapshot.pk, []))
    ]
    unclaimed = tuple(
        snapshot.text[span.start : span.end]
        for span in claims
        if not _touched(span, used.get(snapshot.pk, []))
    )
    return SourceCoverage(story, len(claims), unclaimed)


def _touched(span: Span, others: list[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)
