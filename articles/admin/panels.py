"""What the pages of the catalogue show of facts."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from articles import queues
from articles.knowledge import KnownFact
from articles.known import ledger_of
from articles.rosters import compare
from catalog import sheets
from catalog.admin.entries import KindAdmin, Panel
from catalog.models import Entry, EntryKind, Season


@dataclass(frozen=True)
class SourcedValue:
    """A value of an entry, what it rests on, and where a fact for it is proposed."""

    label: str
    text: str
    facts: tuple[KnownFact, ...]
    propose_url: str

    @property
    def is_sourced(self) -> bool:
        return any(known.is_verified for known in self.facts)


def values_and_sources(request: HttpRequest, entry: Entry) -> Panel | None:
    """Each value of the entry beside the facts it rests on; 3 or 4 queries."""
    if not request.user.has_perm("articles.view_fact"):
        return None
    cells = [
        cell
        for cell in (
            *sheets.column_cells(entry),
            *sheets.row_cells([entry.pk]),
            *sheets.credits_of([entry.pk]),
        )
        if cell.column not in sheets.OWN_ORDER
        and cell.row != "external_id"
        and not cell.is_incoming
    ]
    ledger = ledger_of([entry.pk])
    may_propose = request.user.has_perm("articles.add_fact")
    rows = [
        SourcedValue(
            cell.label,
            cell.text,
            tuple(ledger.behind(cell)),
            _propose_url(cell, entry) if may_propose else "",
        )
        for cell in cells
    ]
    return Panel(
        "admin/catalog/values_and_sources.html",
        {"rows": rows, "sourced": sum(row.is_sourced for row in rows)},
    )


def _propose_url(cell: sheets.Cell, entry: Entry) -> str:
    predicate = queues.predicate_for(cell, entry.kind)
    if predicate is None:
        return ""
    add = reverse("admin:articles_fact_add")
    return f"{add}?subject={entry.pk}&predicate={predicate.key}"


def compared_with_the_season_before(request: HttpRequest, entry: Entry) -> Panel | None:
    """The crew of a season beside that of the season before it; 3 queries."""
    if entry.kind != EntryKind.SEASON or not request.user.has_perm(
        "articles.view_fact"
    ):
        return None
    season = Season.objects.get(pk=entry.pk)
    before = Season.objects.filter(show=season.show_id, number=season.number - 1)
    earlier = before.first()
    roster = compare(earlier, season) if earlier else None
    if roster is None or roster.is_empty:
        return None
    return Panel("admin/catalog/roster.html", {"before": earlier, "roster": roster})


def new_fact(request: HttpRequest, entry: Entry) -> tuple[str, str] | None:
    if not request.user.has_perm("articles.add_fact"):
        return None
    return "New fact", f"{reverse('admin:articles_fact_add')}?subject={entry.pk}"


KindAdmin.panels.append(values_and_sources)
KindAdmin.panels.append(compared_with_the_season_before)
KindAdmin.tools.append(new_fact)
