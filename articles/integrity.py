"""Whether what never changes is as it was, and what readers get is what follows.

Looks at rows past the actions, as somebody with a hand in the database could have
left them: archived texts and their passages, editions with all that they name,
cancellations, the record of deeds, and last what is only derived from them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Max, Model

from articles import body
from articles.actions.rendering import rendering_of
from articles.actions.sealing import (
    Chained,
    cancellation_digest,
    chains,
    digest_now,
    edition_digest,
    lists_of,
)
from articles.fixture_checks import ROW_CHECKS
from articles.intake import sha256
from articles.models import Cancellation, Change, Edition, Fact, Rendering, Snapshot

SEALED: tuple[type[Model], ...] = (Change, Edition, Cancellation, Snapshot)
"""The tables that a seal covers, in the order of its numbers."""

_SEAL = re.compile(r"(\d+)-(\d+)-(\d+)-(\d+)-([0-9a-f]{64})")
_PUBLISHED = re.compile(r"edition (\d+)\b")
_SHOWN = ("body", "key_points", "words")

Step = Callable[[str, int], None]


@dataclass(frozen=True)
class Fault:
    """What is wrong, in which row and column; derived rows can be made again."""

    table: str
    row: str
    column: str
    says: str
    is_derived: bool = False

    def __str__(self) -> str:
        return f"{self.table} {self.row}, {self.column}: {self.says}"


@dataclass
class Report:
    """How many rows were compared, what is wrong with them, and the seal over them."""

    counts: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    seal: str = ""


class SealUnreadable(ValueError):
    """The words given are not a seal that `verify` has printed."""


def verify(*, against: str = "", step: Step | None = None) -> Report:
    """Compares every row; `against` is a seal of an earlier day that has to hold.

    `step` is told the name of each part and how many rows of it are done. One pass
    over the tables, in memory one chain at a time; 2 ms for each kept rendering.
    Raises SealUnreadable.
    """
    earlier = _read_seal(against) if against else None
    report = Report()
    tally = _Tally(_limits(), earlier[0] if earlier else None)
    parts: Sequence[tuple[str, Callable[[_Tally], Iterator[list[Fault]]]]] = (
        ("snapshots", _snapshots),
        ("editions and deeds", _chained),
        ("cancellations", _cancellations),
        ("derived rows", _derived),
    )
    for name, compare in parts:
        for done, found in enumerate(compare(tally), start=1):
            report.faults += found
            if step is not None:
                step(name, done)
    report.counts = dict(tally.counts)
    report.seal = tally.seal()
    if earlier is not None and tally.seal_then() != earlier[1]:
        report.faults.append(
            Fault(
                "the record",
                "as a whole",
                "seal",
                "What was there when the seal was made is not all there any more.",
            )
        )
    return report


# --- Seals -------------------------------------------------------------------------


class _Tally:
    """Counts rows, and hashes their digests: once for now, once for an older seal."""

    def __init__(self, limits: list[int], then: list[int] | None) -> None:
        self.limits, self.then = limits, then
        self.sums = [0, 0]
        self.counts: Counter[str] = Counter()
        self.broken: set[int] = set()

    def count(self, row: Model) -> None:
        self.counts[str(row._meta.verbose_name_plural)] += 1

    def add(self, row: Model, digest: str) -> None:
        """Takes a row in; the order of the rows does not matter."""
        self.count(row)
        table = SEALED.index(type(row))
        told = f"{row._meta.label_lower}:{row.pk}:{digest}".encode()
        number = int.from_bytes(hashlib.sha256(told).digest(), "big")
        for place, limits in enumerate((self.limits, self.then)):
            if limits is not None and row.pk <= limits[table]:
                self.sums[place] = (self.sums[place] + number) % (1 << 256)

    def seal(self) -> str:
        return "-".join([*map(str, self.limits), _hash_of(self.sums[0])])

    def seal_then(self) -> str:
        return _hash_of(self.sums[1])


def _hash_of(number: int) -> str:
    return hashlib.sha256(number.to_bytes(32, "big")).hexdigest()


def _limits() -> list[int]:
    """The last number of each sealed table; 4 queries."""
    return [
        model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        for model in SEALED
    ]


def _read_seal(text: str) -> tuple[list[int], str]:
    found = _SEAL.fullmatch(text.strip())
    if found is None:
        raise SealUnreadable(f"“{text}” is no seal: give one as it was printed.")
    return [int(found[n]) for n in (1, 2, 3, 4)], found[5]


# --- Sources -----------------------------------------------------------------------


def _snapshots(tally: _Tally) -> Iterator[list[Fault]]:
    """The faults of each archived text, and where it is whole of its passages."""
    told = _archived()
    rows = Snapshot.objects.order_by("pk").prefetch_related("passages")
    for row in rows.iterator(100):
        tally.add(row, row.sha256)
        recorded = told.pop((row.story_id, row.number), "")
        wrong_text = _wrong_text(row, recorded)
        if wrong_text:
            # Its passages would all be told wrong for the one fault.
            yield [wrong_text]
            continue
        found = []
        for passage in row.passages.all():
            tally.count(passage)
            wrong_words = ROW_CHECKS["articles.passage"](passage)
            found += [_fault(passage, *wrong) for wrong in wrong_words.items()]
        yield found
    for story, number in told:
        fault = Fault(
            Snapshot._meta.db_table,
            f"{number} of story {story}",
            "row",
            "The record says that it was archived, and it is gone.",
        )
        yield [fault]


def _wrong_text(row: Snapshot, recorded: str) -> Fault | None:
    computed = sha256(row.text)
    if computed == row.sha256:
        if recorded not in ("", computed):
            return _fault(row, "text", f"It was archived as {recorded}.")
        return None
    if recorded == computed:
        return _fault(row, "sha256", "It is not the hash of the text as archived.")
    return _fault(row, "text", f"It hashes to {computed}, and not to its sha256.")


def _archived() -> dict[tuple[int, int], str]:
    """The hash of each snapshot as the record tells it, by story and number; 1 query.

    A story that was not archived by an action has no such deeds.
    """
    found: dict[tuple[int, int], str] = {}
    last: dict[int, int] = {}
    deeds = Change.objects.filter(verb__in=("archive", "add snapshot")).order_by("pk")
    for story, after in deeds.values_list("story_id", "after"):
        last[story] = last.get(story, 0) + 1
        found[story, last[story]] = after
    return found


# --- Chains ------------------------------------------------------------------------


def _chained(tally: _Tally) -> Iterator[list[Fault]]:
    """The faults of each chain: of an article's editions, of a subject's deeds."""
    keys = dict(Fact.objects.values_list("key", "pk"))
    recorded = _recorded_editions()
    for chain in chains():
        for row in chain:
            tally.add(row, row.digest)
        wrong = list(_broken(chain, keys))
        tally.broken |= {row.pk for row, _ in wrong if isinstance(row, Edition)}
        found = [fault for _, fault in wrong]
        if isinstance(chain[0], Edition):
            numbers = {row.number for row in chain if isinstance(row, Edition)}
            told = recorded.pop(chain[0].article_id, set())
            # A gap is told by the row after it already.
            lost = {n for n in told - numbers if n > max(numbers)}
            found += [_lost_edition(chain[0].article_id, n) for n in sorted(lost)]
        yield found
    for article, told in recorded.items():
        yield [_lost_edition(article, number) for number in sorted(told)]


def _recorded_editions() -> dict[int, set[int]]:
    """The numbers of the editions that the record says were made; 1 query."""
    found: dict[int, set[int]] = {}
    deeds = Change.objects.filter(verb__in=("publish", "retract"))
    deeds = deeds.exclude(article=None)
    for article, after in deeds.values_list("article_id", "after"):
        number = _PUBLISHED.match(after)
        if number:
            found.setdefault(article, set()).add(int(number[1]))
    return found


def _lost_edition(article: int, number: int) -> Fault:
    table, row = Edition._meta.db_table, f"{number} of article {article}"
    says = "The record says that it was published, and it is gone."
    return Fault(table, row, "row", says)


def _broken(
    chain: list[Chained], keys: dict[str, int]
) -> Iterator[tuple[Chained, Fault]]:
    """A fault for each row that is not as it was sealed.

    A wrong digest makes the row after it wrong as well, and so does a row put in
    between: neither is told twice, as what the next row was sealed over is known.
    """
    best = other = good = ""
    for place, row in enumerate(chain, start=1):
        befores = dict.fromkeys((best, other, good))
        fits = bool(row.digest) and any(
            digest_now(row, before) == row.digest for before in befores
        )
        fault = None if fits else _why_broken(row, befores, keys)
        fault = fault or _wrong_marks(row, keys)
        if not fits and row.digest and isinstance(row, Edition) and row.number != place:
            says = "Its number is not its place: a row was taken out or put in."
            fault = _fault(row, "number", says)
        if fault:
            yield row, fault
        other = row.digest if fits else digest_now(row, best)
        best = row.digest or other
        if fits or not row.digest:
            good = best


def _why_broken(row: Chained, befores: dict[str, None], keys: dict[str, int]) -> Fault:
    if not row.digest:
        says = "It bears none: seal what came by fixture with --seal."
        return _fault(row, "digest", says)
    if isinstance(row, Edition):
        lists = lists_of(row) | {"facts": _ids(row, keys)}
        if row.digest in {edition_digest(row, one, lists=lists) for one in befores}:
            says = "They are not the facts that its text cites."
            return _fault(row, "citations", says)
    says = "It was changed, or a row before it was taken out or put in."
    return _fault(row, "its columns" if isinstance(row, Change) else "its text", says)


def _ids(edition: Edition, keys: dict[str, int]) -> list[int]:
    cited = body.citations(edition.key_points, edition.body)
    return [keys[key] for key in cited if key in keys]


def _wrong_marks(row: Chained, keys: dict[str, int]) -> Fault | None:
    """Whether the citations of an edition are the marks of its text, in order."""
    if not isinstance(row, Edition):
        return None
    cited = body.citations(row.key_points, row.body)
    numbered = [(n, keys.get(key)) for n, key in enumerate(cited, start=1)]
    rows = sorted((c.number, c.fact_id) for c in row.citations.all())
    if numbered == rows:
        return None
    return _fault(row, "citations", "They are not the marks of its text.")


def _cancellations(tally: _Tally) -> Iterator[list[Fault]]:
    """The faults of each cancellation, and of those that are gone."""
    told = _recorded_cancellations()
    rows = Cancellation.objects.select_related("edition").order_by("pk")
    for row in rows.iterator(500):
        tally.add(row, row.digest)
        told.discard((row.edition.article_id, row.edition.number))
        before = row.edition.digest
        if row.digest == cancellation_digest(row, before):
            yield []
        elif not row.digest:
            says = "It bears none: seal what came by fixture with --seal."
            yield [_fault(row, "digest", says)]
        elif row.digest in _over_any(row):
            # The edition's own digest is at fault, and told as such.
            yield []
        else:
            yield [_fault(row, "its columns", "It was changed or put in.")]
    for article, number in sorted(told):
        name = f"of edition {number} of article {article}"
        says = "The record says that it was cancelled, and the row is gone."
        yield [Fault(Cancellation._meta.db_table, name, "row", says)]


def _over_any(row: Cancellation) -> set[str]:
    """What the digest would be over that of its edition as it is computed now."""
    found, stored = set(), ""
    for edition in next(chains(Edition.objects.filter(article=row.edition.article_id))):
        computed = digest_now(edition, stored)
        if edition.pk == row.edition_id:
            found.add(cancellation_digest(row, computed))
        stored = edition.digest
    return found


def _recorded_cancellations() -> set[tuple[int, int]]:
    deeds = Change.objects.filter(verb="cancel").exclude(article=None)
    found = set()
    for article, before in deeds.values_list("article_id", "before"):
        number = _PUBLISHED.match(before)
        if number:
            found.add((article, int(number[1])))
    return found


# --- What follows ------------------------------------------------------------------


def _derived(tally: _Tally) -> Iterator[list[Fault]]:
    """What readers get of each edition, where it is not what would be made now.

    Of an edition that is told wrong already, all that follows would be as well.
    """
    rows = (
        Edition.objects.exclude(pk__in=tally.broken)
        .select_related("rendering")
        .order_by("pk")
    )
    for edition in rows.iterator(100):
        found = []
        if edition.__dict__["folded"] != edition.folded:
            says = "It is not what search would find."
            found.append(_fault(edition, "folded", says, is_derived=True))
        kept = _kept(edition)
        if kept is not None:
            tally.count(kept)
            made = rendering_of(edition)
            found += [
                _fault(kept, name, "It is not what its text makes.", is_derived=True)
                for name in _SHOWN
                if getattr(kept, name) != getattr(made, name)
            ]
        yield found


def _kept(edition: Edition) -> Rendering | None:
    try:
        kept: Rendering = edition.rendering
    except ObjectDoesNotExist:
        return None
    return kept if kept.version == body.VERSION else None


def _fault(row: Any, column: str, says: str, *, is_derived: bool = False) -> Fault:
    name = f"{row.pk} ({row})" if not isinstance(row, Rendering) else str(row.pk)
    return Fault(row._meta.db_table, name, column, says, is_derived)
