"""Which facts stand behind which value that the catalogue shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.text import slugify

from articles import values
from articles.knowledge import KnownFact
from catalog.dates import PartialDate
from catalog.models import CreditKind, Entry
from catalog.sheets import Cell, Role


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
