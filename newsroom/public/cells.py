"""From what is known to what is printed: values with their marks, and the evidence.

A `Notebook` belongs to one page. It numbers the facts in the order in which they
are first shown, and lists them as the page's sources.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from django.utils import timezone

from articles.asof import found_wrong
from articles.knowledge import KnownFact, Support
from articles.ledger import Ledger
from articles.models import FactStatus, Stance, ValueKind
from catalog.dates import PartialDate
from catalog.sheets import Cell

from .inputs import Evidence, Link, Mark, Passage, Quote, Row, Value, When

_ABSENCES = {
    ValueKind.NONE_ANNOUNCED: "none announced",
    ValueKind.UNKNOWN: "not known",
    ValueKind.DENIED: "denied",
}
_STANCES = {Stance.SUPPORTS: "Supports", Stance.DISPUTES: "Disputes"}
_FRAGMENT_WORDS = 6
MOST_OPEN = 12
"""Sources that a page shows with all their passages open."""


def when(date: PartialDate | datetime.date | None) -> When | None:
    """A date as readers see it: one of the archive, or of our own clock."""
    if date is None:
        return None
    if isinstance(date, PartialDate):
        return When(str(date), date.machine)
    if isinstance(date, datetime.datetime):
        date = timezone.localtime(date).date()
    return When(f"{date.day} {date:%B %Y}", date.isoformat())


def moment(at: datetime.datetime) -> When:
    """The day of a moment as text, the moment itself for machines."""
    day = timezone.localtime(at)
    return When(f"{day.day} {day:%B %Y}", at.isoformat(timespec="seconds"))


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 story", "2 stories"; the plural takes an s where none is given."""
    return f"{number} {one}" if number == 1 else f"{number} {many or f'{one}s'}"


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def external(url: str) -> str:
    """The address if it leads to the web, else nothing."""
    return url if url.startswith(("http://", "https://")) else ""


class Notebook:
    """The marks of one page, numbered as they appear."""

    def __init__(
        self, ledger: Ledger, words: Mapping[str, str], *, lists_sources: bool = True
    ) -> None:
        self.ledger = ledger
        self.words = words
        self.lists_sources = lists_sources
        self._numbers: dict[str, int] = {}
        self._facts: dict[str, KnownFact] = {}

    def marks(self, facts: Iterable[KnownFact]) -> tuple[Mark, ...]:
        """A mark for each fact that has passages to open."""
        return tuple(self._mark(known) for known in facts if known.evidence)

    def _mark(self, known: KnownFact) -> Mark:
        number = self._numbers.setdefault(known.key, len(self._numbers) + 1)
        self._facts[known.key] = known
        return Mark(
            number=number,
            url=known.url,
            certainty=known.certainty,
            label=", ".join(
                filter(
                    None,
                    (f"Source {number}", known.certainty_label, self.doubt(known)),
                )
            ),
            evidence_id=f"evidence-{known.key}" if self.lists_sources else "",
            state="" if known.is_verified else "rechecking",
        )

    def doubt(self, known: KnownFact) -> str:
        """What readers are told beside a value that nothing vouches for just now."""
        if known.evidence and not known.is_verified:
            return self.words["rechecking"]
        return ""

    def doubts(self, facts: Iterable[KnownFact]) -> list[str]:
        """The doubts about a value, if no fact behind it is free of them."""
        found = [self.doubt(known) for known in facts]
        return [] if not all(found) else list(dict.fromkeys(found))

    def number(self, keys: Iterable[str], facts: Mapping[str, KnownFact]) -> None:
        """Numbers the citations of a text, which has its marks already.

        A fact that is not among `facts` keeps its number and shows no evidence.
        """
        for key in keys:
            self._numbers.setdefault(key, len(self._numbers) + 1)
            if key in facts:
                self._facts[key] = facts[key]

    def behind(self, cell: Cell) -> tuple[Mark, ...]:
        return self.marks(self.ledger.behind(cell))

    def is_supported(self, cell: Cell) -> bool:
        return any(known.is_verified for known in self.ledger.behind(cell))

    def value(self, cell: Cell, *, note: str = "", hedge: str = "") -> Value:
        """The cell as readers see it, with the marks of the facts behind it."""
        date = cell.value if isinstance(cell.value, PartialDate) else None
        behind = self.ledger.behind(cell)
        return Value(
            text=cell.text,
            url=cell.url,
            datetime=date.machine if date else "",
            marks=self.marks(behind),
            note=", ".join(filter(None, (cell.note, note, *self.doubts(behind)))),
            hedge=hedge,
        )

    def told(self, known: KnownFact) -> Value:
        """The fact by itself, with its mark and what is to be said beside it."""
        value = told(known, self.marks([known]))
        return replace(value, note=", ".join(_said(value.note, self.doubt(known))))

    def rows(
        self, cells: Iterable[Cell], notes: Mapping[int, str] | None = None
    ) -> list[Row]:
        """Cells with the same label in one row, in the order of first appearance.

        `notes` says of an entry what to add to its values, as in "season 2".
        """
        rows: dict[str, list[Value]] = {}
        for cell in cells:
            value = self.value(cell, note=(notes or {}).get(cell.entry_id, ""))
            rows.setdefault(cell.label, []).append(value)
        return [Row(label, tuple(values)) for label, values in rows.items()]

    def absences(self, entry_id: int) -> list[Row]:
        """What is known not to be there, each with the date of that knowledge."""
        rows: dict[str, list[Value]] = {}
        for known in self.ledger.absences(entry_id):
            rows.setdefault(known.predicate.label, []).append(self.told(known))
        return [Row(label, tuple(values)) for label, values in rows.items()]

    def on_record(self, entry_id: int) -> list[Row]:
        """What facts say of the entry that the catalogue has no place for."""
        rows: dict[str, list[Value]] = {}
        for known in self.ledger.on_record(entry_id):
            if known.predicate.key != "statement":
                rows.setdefault(known.predicate.label, []).append(self.told(known))
        return [Row(label, tuple(values)) for label, values in rows.items()]

    def quotes(self, facts: Iterable[KnownFact]) -> tuple[Quote, ...]:
        """The statements among the facts, with who made them and where."""
        return tuple(
            self._quote(known)
            for known in facts
            if known.predicate.key == "statement"
            and known.is_value
            and any(s.stance == Stance.SUPPORTS for s in known.evidence)
        )

    def _quote(self, known: KnownFact) -> Quote:
        heard = next(s for s in known.evidence if s.stance == Stance.SUPPORTS)
        speaker = None
        if heard.speakers:
            url = heard.speakers[0].url if len(heard.speakers) == 1 else ""
            speaker = Link(" and ".join(s.title for s in heard.speakers), url)
        return Quote(
            text=known.claim.text,
            speaker=speaker,
            role="",
            source=Link(self.headline(heard), f"/sources/{heard.story_key}/"),
            date=when(heard.published),
            live_url=external(heard.live_url),
            marks=self.marks([known]),
        )

    def headline(self, source: Support) -> str:
        return source.headline or self.words["untitled_source"]

    def notice(self, known: KnownFact) -> str:
        """What has become of the fact, where what cites it does not say so."""
        if known.status == FactStatus.ACCEPTED:
            return sentence_case(self.doubt(known))
        return "Found wrong" if found_wrong(known) else "Replaced since"

    @property
    def sources(self) -> tuple[Evidence, ...]:
        """The evidence of every mark given so far, in the order of the marks.

        A long list shows its claims first, each to be opened.
        """
        is_open = len(self._facts) <= MOST_OPEN
        return tuple(
            evidence(
                self._facts[key],
                number,
                self.words,
                is_open=is_open,
                notice=self.notice(self._facts[key]),
            )
            for key, number in self._numbers.items()
            if key in self._facts
        )


def _said(*notes: str) -> list[str]:
    return [note for note in notes if note]


def told(known: KnownFact, marks: tuple[Mark, ...] = ()) -> Value:
    """What a fact says by itself, whether or not the catalogue shows it."""
    if not known.is_value:
        return absence(known, marks)
    date = known.claim.date
    return Value(
        text=sentence_case(known.words),
        url=known.target.url if known.target else "",
        datetime=date.machine if date else "",
        marks=marks,
        note=f"from {known.effective}" if known.effective else "",
    )


def absence(known: KnownFact, marks: tuple[Mark, ...] = ()) -> Value:
    """What is not there, as of the day on which that was known."""
    text = _ABSENCES[ValueKind(known.kind)]
    named = known.claim.character or known.claim.target
    return Value(
        text=_of_named(known.kind, text, str(named)) if named else text,
        marks=marks,
        absence=True,
        note=f"as of {known.known_on}" if known.known_on else "",
    )


def _of_named(kind: str, text: str, named: str) -> str:
    return f"not {named}" if kind == ValueKind.DENIED else f"{named}: {text}"


def evidence(
    known: KnownFact,
    number: int,
    words: Mapping[str, str],
    *,
    is_open: bool = True,
    notice: str = "",
) -> Evidence:
    """A fact with all its passages, as it opens beside a mark."""
    return Evidence(
        number=number,
        id=f"evidence-{known.key}",
        claim=known.sentence,
        url=known.url,
        certainty=known.certainty,
        certainty_label=sentence_case(known.certainty_label),
        known=when(known.known_on),
        origins=origins(known),
        checked=checked(known.evidence),
        passages=tuple(passage(support, words) for support in known.evidence),
        is_open=is_open,
        notice=notice,
    )


def origins(known: KnownFact) -> str:
    """ "3 stories, 1 origin": only what was found out separately counts twice."""
    stories = {s.story_id for s in known.evidence if s.stands}
    if not stories:
        return ""
    found = counted(known.origin_count, "origin")
    return f"{counted(len(stories), 'story', 'stories')}, {found}"


def checked(supports: Iterable[Support]) -> str:
    """When somebody last compared a passage with the fact, and who."""
    done = [(s.checked_at, s.checked_by) for s in supports if s.checked_at]
    if not done:
        return ""
    at, by = max(done)
    return f"{moment(at).text} by {by or 'the desk'}"


def passage(support: Support, words: Mapping[str, str]) -> Passage:
    """The words with at most a sentence on either side, and where they stand."""
    notes = [support.label]
    if support.is_orphaned:
        notes.append(words["left_the_story"])
    if support.published_reason:
        notes.append(f"date inferred: {support.published_reason}")
    named = f" ({support.attribution})" if support.attribution else ""
    return Passage(
        before=support.before,
        exact=support.exact,
        after=support.after,
        speaker=", ".join(speaker.title for speaker in support.speakers),
        headline=support.headline or words["untitled_source"],
        untitled=not support.headline,
        url=f"/sources/{support.story_key}/#passage-{support.passage_id}",
        outlet=support.outlet.title if support.outlet else "",
        outlet_url=support.outlet.url if support.outlet else "",
        date=when(support.published),
        note="; ".join(filter(None, notes)),
        live_url=at_passage(support.live_url, support.exact),
        stance=support.stance,
        stance_label=_STANCES[Stance(support.stance)],
        origin=f"{sentence_case(support.origin)}{named}",
        is_orphaned=support.is_orphaned,
    )


def at_passage(url: str, exact: str) -> str:
    """The live page, scrolled to the words by browsers that know text fragments.

    https://wicg.github.io/scroll-to-text-fragment/
    """
    if not external(url) or "#" in url:
        return external(url)
    words = exact.split()
    ends = [words]
    if len(words) > 2 * _FRAGMENT_WORDS:
        ends = [words[:_FRAGMENT_WORDS], words[-_FRAGMENT_WORDS:]]
    said = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in ends)
    return f"{url}#:~:text={said}"
