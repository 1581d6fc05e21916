"""What the catalogue shows of an entry: a sheet of cells, one a value.

Pages arrange the cells, and whoever knows the facts can say of each cell what it
rests on: a cell names the column or the row of the catalogue that holds its value.
Loading a sheet costs the same few queries however much there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    IntegerField,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast

from catalog.authorities import authority
from catalog.dates import PartialDate
from catalog.models import (
    Availability,
    CompanyCredit,
    CompanyRole,
    Credit,
    Entry,
    EntryKind,
    ExternalId,
    Relation,
    RelationKind,
    Show,
    Title,
    TitleKind,
    Visibility,
    hidden,
)


@dataclass(frozen=True)
class Link:
    """The title of an entry, and its address where it has a page."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Cell:
    """One value as shown, and where the catalogue holds it.

    `column` names a column of the entry; `row` and `row_id` a row that hangs on it,
    `detail` its kind, role or region, `is_incoming` that another entry holds it.
    `value` is the plain value, to be compared with that of a fact.
    """

    entry_id: int
    label: str
    text: str
    url: str = ""
    value: Any = None
    column: str = ""
    row: str = ""
    row_id: int | None = None
    detail: str = ""
    is_incoming: bool = False
    group: str = "glance"
    note: str = ""


@dataclass(frozen=True)
class Role(Cell):
    """A credit: `text` is the person; on a person's own page, the work."""

    person: Link = Link("")
    work: Link = Link("")
    job: str = ""
    department: str = ""
    character: Link | None = None
    via: Link | None = None
    kind: str = ""
    part: str = ""
    planned: bool = False
    billing: int | None = None


def link(entry: Entry | None) -> Link | None:
    """The entry as a link, if there is one; text alone where it has no page."""
    if entry is None:
        return None
    shown = entry.covered and entry.visibility == Visibility.PUBLIC
    return Link(entry.title, entry.get_absolute_url() if shown else "")


def public_link(entry: Entry | None) -> Link | None:
    """The same, but None for an entry that is hidden from readers."""
    if entry is None or entry.visibility != Visibility.PUBLIC:
        return None
    return link(entry)


_COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    EntryKind.SHOW: (
        ("status", "Status"),
        ("ordered", "Series order"),
        ("premiere", "Premiere"),
        ("end", "Finale"),
        ("rating", "Rating"),
        ("franchise", "Universe"),
    ),
    EntryKind.SEASON: (
        ("status", "Status"),
        ("episodes_ordered", "Episodes ordered"),
        ("premiere", "Premiere"),
        ("finale", "Finale"),
    ),
    EntryKind.EPISODE: (
        ("aired", "First shown"),
        ("runtime", "Running time"),
    ),
    EntryKind.PERSON: (("born", "Born"), ("died", "Died")),
    EntryKind.WORK: (
        ("form", "Form"),
        ("volumes", "Volumes"),
        ("published", "Published"),
    ),
    EntryKind.ORGANISATION: (("form", "Kind of company"),),
}

_PROSE = {
    EntryKind.SHOW: ("logline", "Logline"),
    EntryKind.EPISODE: ("synopsis", "Synopsis"),
}

# Columns that sort an entry into a kind: they are our own order, not a claim.
OWN_ORDER = frozenset({"form"})

# Kinds of entry whose title is itself a claim that can change.
TITLED_BY_FACT = frozenset({EntryKind.SHOW, EntryKind.EPISODE, EntryKind.WORK})


def column_cells(entry: Entry) -> list[Cell]:
    """The columns of a show, season, person and so on that have a value; 0 queries.

    The entry must come as its kind (a `Show`, not an `Entry`).
    """
    cells = []
    if entry.kind in TITLED_BY_FACT and not _named_by_number(entry):
        cells.append(
            Cell(
                entry.pk, "Title", entry.title, value=entry.title, column="title",
                group="title",
            )
        )  # fmt: skip
    if entry.kind in _PROSE:
        column, label = _PROSE[EntryKind(entry.kind)]
        if words := getattr(entry, column):
            cells.append(
                Cell(entry.pk, label, words, value=words, column=column, group="prose")
            )
    for column, label in _COLUMNS.get(EntryKind(entry.kind), ()):
        value = getattr(entry, column)
        url = ""
        if isinstance(value, Entry):
            shown = public_link(value)
            value, url = (value, shown.url) if shown else (None, "")
        if value not in (None, ""):
            words = _words(entry, column, value)
            cells.append(Cell(entry.pk, label, words, url, value, column))
    return cells


def _named_by_number(entry: Entry) -> bool:
    return entry.kind == EntryKind.EPISODE and entry.title.startswith("Episode ")


def _words(entry: Entry, column: str, value: Any) -> str:
    if column == "runtime":
        return f"{value} minutes"
    display = getattr(entry, f"get_{column}_display", None)
    return str(display() if display else value)


# --- Rows that hang on an entry ------------------------------------------------

_ROW_COLUMNS = ("row", "row_id", "entry", "detail", "text", "kind", "slug", "shown",
                "since", "until", "label")  # fmt: skip


def _aligned(rows: QuerySet, row: str, **columns: Any) -> QuerySet:
    """One kind of row in the shape all kinds share, for the union."""
    # The columns of a UNION must agree in type, and PostgreSQL takes no guesses.
    text = {
        name: Cast(columns.get(name, Value("")), CharField())
        for name in ("detail", "text", "kind", "slug", "since", "until", "label")
    }
    return rows.order_by().values_list(
        Cast(Value(row), CharField()),
        F("pk"),
        Cast(columns["entry"], IntegerField()),
        text["detail"],
        text["text"],
        text["kind"],
        text["slug"],
        Cast(columns.get("shown", Value(0)), IntegerField()),
        text["since"],
        text["until"],
        text["label"],
    )


def _entry_columns(name: str) -> dict[str, Any]:
    return {
        "text": F(f"{name}__title"),
        "kind": F(f"{name}__kind"),
        "slug": F(f"{name}__slug"),
        # Hidden entries are filtered out; of the others, stubs have no page.
        "shown": Case(When(**{f"{name}__covered": True}, then=1), default=0),
    }


def row_cells(entry_ids: Iterable[int]) -> list[Cell]:
    """Titles, companies, availability, relations, ids and genres; 1 query."""
    ids = list(entry_ids)
    parts = [
        _aligned(
            Title.objects.filter(entry__in=ids), "title",
            entry=F("entry_id"), detail=F("kind"), text=F("text"),
            since=F("since"), until=F("until"),
        ),
        _aligned(
            CompanyCredit.objects.filter(
                work__in=ids, company__visibility=Visibility.PUBLIC
            ),
            "company_credit",
            entry=F("work_id"), detail=F("role"), **_entry_columns("company"),
        ),
        _aligned(
            Availability.objects.filter(
                entry__in=ids, platform__visibility=Visibility.PUBLIC
            ),
            "availability",
            entry=F("entry_id"), detail=F("region"), since=F("since"),
            until=F("until"), **_entry_columns("platform"),
        ),
        _aligned(
            Relation.objects.filter(~hidden("target"), source__in=ids),
            "relation",
            entry=F("source_id"), detail=F("kind"), label=F("label"),
            **_entry_columns("target"),
        ),
        _aligned(
            Relation.objects.filter(~hidden("source"), target__in=ids),
            "relation-from",
            entry=F("target_id"), detail=F("kind"), label=F("label"),
            **_entry_columns("source"),
        ),
        _aligned(
            ExternalId.objects.filter(entry__in=ids), "external_id",
            entry=F("entry_id"), detail=F("authority"), text=F("value"),
            kind=F("entry__kind"),
        ),
        _aligned(
            Show.genres.through.objects.filter(show__in=ids), "genre",
            entry=F("show_id"), text=F("genre__name"), slug=F("genre__slug"),
        ),
    ]  # fmt: skip
    return _united(parts)


def works_of(company: Entry) -> list[Cell]:
    """What a company makes or carries: `text` is the work; 1 query."""
    return _united([
        _aligned(
            CompanyCredit.objects.filter(~hidden("work"), company=company.pk),
            "company_credit-from",
            entry=F("work_id"), detail=F("role"), **_entry_columns("work"),
        ),
        _aligned(
            Availability.objects.filter(~hidden("entry"), platform=company.pk),
            "availability-from",
            entry=F("entry_id"), detail=F("region"), since=F("since"),
            until=F("until"), **_entry_columns("entry"),
        ),
    ])  # fmt: skip


def _united(parts: list[QuerySet]) -> list[Cell]:
    # Without the order of the first model, which Django 6.1 would ask of the union.
    found = parts[0].union(*parts[1:], all=True).order_by()
    rows = [dict(zip(_ROW_COLUMNS, row, strict=True)) for row in found]
    rows.sort(key=lambda row: (row["row"], row["detail"], row["row_id"]))
    return [_row_cell(row) for row in rows]


def _row_cell(row: dict[str, Any]) -> Cell:
    name, detail = row["row"], row["detail"]
    url, note, text = "", "", row["text"]
    if row["shown"]:
        url = f"/{EntryKind(row['kind']).path}/{row['slug']}/"
    if name == "title":
        label, group = TitleKind(detail).label, "title"
        note = _span(row)
    elif name.startswith("company_credit"):
        label, group = CompanyRole(detail).label, "company"
    elif name.startswith("availability"):
        label = "Carries" if name.endswith("-from") else "Where to watch"
        group = "glance"
        note = ", ".join(filter(None, (detail, _span(row))))
    elif name == "relation":
        label, group, note = RelationKind(detail).label, "relation", row["label"]
    elif name == "relation-from":
        label, group, note = RelationKind(detail).inverse, "relation", row["label"]
    elif name == "external_id":
        known = authority(detail)
        label, group = known.name, "link"
        url = known.url(row["kind"], text)
    else:
        label, group = "Genre", "glance"
    return Cell(
        entry_id=row["entry"],
        label=label[:1].upper() + label[1:],
        text=text,
        url=url,
        value=row["slug"] if name == "genre" else text,
        row=name.removesuffix("-from"),
        row_id=row["row_id"],
        detail=detail,
        is_incoming=name.endswith("-from"),
        group=group,
        note=note,
    )


def _span(row: dict[str, Any]) -> str:
    """ "since 2023, until 2024", each at its own precision."""
    said = (name for name in ("since", "until") if row[name])
    return ", ".join(f"{name} {PartialDate.parse(row[name])}" for name in said)


# --- Credits -------------------------------------------------------------------


def credits_of(works: Iterable[int]) -> list[Role]:
    """The credits of these works, in the order of pages; 1 query."""
    return list(_roles(Credit.objects.filter(work__in=list(works)), by="person"))


def credits_by(person: Entry) -> list[Role]:
    """What a person has done; 1 query."""
    return list(_roles(Credit.objects.filter(person=person.pk), by="work"))


def credits_as(character: Entry) -> list[Role]:
    """Who has played a character; 1 query."""
    found = Credit.objects.filter(character=character.pk)
    return list(_roles(found, by="person"))


def credits_via(company: Entry) -> list[Role]:
    """Who has worked for a company on what; 1 query."""
    return list(_roles(Credit.objects.filter(via=company.pk), by="person"))


def _roles(rows: QuerySet[Credit], *, by: str) -> Iterator[Role]:
    rows = (
        rows.filter(~hidden("work"), person__visibility=Visibility.PUBLIC)
        .select_related("work", "person", "job", "character", "via")
        .order_by("job__order", F("billing").asc(nulls_last=True), "pk")
    )
    for row in rows:
        person, work = link(row.person), link(row.work)
        assert person is not None and work is not None
        shown = person if by == "person" else work
        yield Role(
            entry_id=row.work_id,
            label=row.job.name,
            text=shown.title,
            url=shown.url,
            row="credit",
            row_id=row.pk,
            group="cast" if row.job.department == "cast" else "crew",
            person=person,
            work=work,
            job=row.label or row.job.name,
            department=row.job.get_department_display(),
            character=public_link(row.character),
            via=public_link(row.via),
            kind=row.get_kind_display(),
            part=row.part,
            planned=row.planned,
            billing=row.billing,
        )
