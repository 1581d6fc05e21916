"""Putting a value where the catalogue keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from catalog.dates import PartialDate
from catalog.models import (
    Availability,
    CompanyCredit,
    Credit,
    Entry,
    Genre,
    Job,
    Relation,
    Season,
    Title,
    TitleKind,
)


@dataclass(frozen=True)
class Payload:
    """The parts of a value; a place takes those it has use for."""

    text: str = ""
    number: int | None = None
    date: PartialDate | None = None
    target: Entry | None = None
    job: Job | None = None
    character: Entry | None = None
    via: Entry | None = None
    credit_kind: str = ""
    part: str = ""
    billing: int | None = None
    since: PartialDate | None = None
    planned: bool = False

    def named(self) -> Entry:
        """The entry that the value names; raises ValidationError if it names none."""
        if self.target is None:
            raise ValidationError("The value names no entry.")
        return self.target


@dataclass(frozen=True)
class Placed:
    """Where the value came to stand. `row` is None for a column."""

    changed: bool
    before: str = ""
    after: str = ""
    kind: str = ""
    row: models.Model | None = None


@transaction.atomic
def put(
    entry: Entry, *, column: str, row: str, payload: Payload, reason: str
) -> Placed:
    """Writes the value into a column of the entry, or keeps it as a row.

    A row that says the same already is found, completed and returned; what the
    payload leaves open stays as it is. Raises ValidationError where the catalogue's
    own rules do not allow the value.
    """
    if column:
        return _put_column(entry, column, payload, reason)
    kind, _, detail = row.partition(":")
    return _ROWS[kind](entry, detail, payload)


def _put_column(entry: Entry, column: str, payload: Payload, reason: str) -> Placed:
    own: Any = entry.as_kind()
    field = own._meta.get_field(column)
    old = getattr(own, column)
    new = _column_value(field, payload)
    if old == new:
        return Placed(changed=False)
    setattr(own, column, new)
    if column == "title" and old:
        _keep_former_title(entry, old)
        _retitle_seasons(entry, old, new, reason)
    own.full_clean()
    own._change_reason = reason
    own.save(update_fields=[column])
    return Placed(changed=True, before=str(old or ""), after=str(new))


def _column_value(field: Any, payload: Payload) -> Any:
    if field.remote_field is not None:
        return field.remote_field.model._default_manager.get(pk=payload.named().pk)
    for value in (payload.date, payload.number):
        if value is not None:
            return value
    return payload.text


def _keep_former_title(entry: Entry, old: str) -> None:
    """A title that is replaced stays findable, unless it is listed already."""
    if not Title.objects.filter(entry_id=entry.pk, text=old).exists():
        Title.objects.create(entry_id=entry.pk, text=old, kind=TitleKind.FORMER)


def _retitle_seasons(entry: Entry, old: str, new: str, reason: str) -> None:
    """Seasons that are named after their show, as "Harbour, season 2", stay so."""
    season: Any
    for season in Season.objects.filter(show=entry.pk, title__startswith=f"{old},"):
        season.title = new + season.title.removeprefix(old)
        season.full_clean()
        season._change_reason = reason
        season.save(update_fields=["title"])


def _keep(
    model: Any, kind: str, same: dict, rest: dict, found: models.Model | None = None
) -> Placed:
    """The row of `model` that is `same`, made or completed with `rest`."""
    found = found or model.objects.filter(**same).first()
    row = found or model(**same)
    before = str(found or "")
    changed = [
        name
        for name, value in rest.items()
        if value not in ("", None) and getattr(row, name) != value
    ]
    for name in changed:
        setattr(row, name, rest[name])
    if found is not None and not changed:
        return Placed(changed=False, kind=kind, row=row)
    row.full_clean()
    row.save()
    return Placed(changed=True, before=before, after=str(row), kind=kind, row=row)


def _put_credit(entry: Entry, _detail: str, payload: Payload) -> Placed:
    same = {
        "work": Entry(pk=entry.pk, kind=entry.kind),
        "job": payload.job,
        "person": payload.target and payload.target.as_kind(),
        "label": "",
        "part": payload.part,
    }
    character = payload.character and payload.character.as_kind()
    found = _credit_to_complete(Credit.objects.filter(**same), character)
    return _keep(
        Credit,
        "credit",
        same | {"character": character},
        {
            "kind": payload.credit_kind,
            "character": character,
            "via": payload.via and payload.via.as_kind(),
            "billing": payload.billing,
            "planned": payload.planned,
        },
        found=found,
    )


def _credit_to_complete(
    rows: models.QuerySet[Credit], character: Entry | None
) -> Credit | None:
    """The credit of that character, or one whose character nobody has named yet.

    Who is credited without a character may be credited with one already. Somebody
    may also play two characters, and then has two credits.
    """
    known = {row.character_id: row for row in rows.order_by("-pk")}
    if character is None:
        return known.get(None) or next(iter(known.values()), None)
    return known.get(character.pk) or known.get(None)


def _put_title(entry: Entry, detail: str, payload: Payload) -> Placed:
    return _keep(
        Title,
        "title",
        {"entry": entry, "kind": detail, "text": payload.text},
        {"since": payload.since},
    )


def _put_company(entry: Entry, detail: str, payload: Payload) -> Placed:
    return _keep(
        CompanyCredit,
        "company_credit",
        {"work": entry, "role": detail, "company": payload.named().as_kind()},
        {},
    )


def _put_availability(entry: Entry, _detail: str, payload: Payload) -> Placed:
    return _keep(
        Availability,
        "availability",
        {
            "entry": entry,
            "platform": payload.named().as_kind(),
            "region": payload.text[:60],
        },
        {"since": payload.since},
    )


def _put_relation(entry: Entry, detail: str, payload: Payload) -> Placed:
    return _keep(
        Relation,
        "relation",
        {
            "source": entry,
            "kind": detail,
            "target": payload.named(),
            "label": (payload.text or payload.part)[:160],
        },
        {},
    )


def _put_genre(entry: Entry, _detail: str, payload: Payload) -> Placed:
    own: Any = entry.as_kind()
    name = payload.text.strip()
    genre = Genre.objects.filter(slug=slugify(name)).first()
    if genre is None:
        genre = Genre(slug=slugify(name), name=name.capitalize())
        genre.full_clean()
        genre.save()
    if own.genres.filter(pk=genre.pk).exists():
        return Placed(changed=False)
    own.genres.add(genre)
    return Placed(changed=True, after=genre.name)


# The kinds of row a value can be kept as, and what does it.
_ROWS = {
    "credit": _put_credit,
    "title": _put_title,
    "company": _put_company,
    "availability": _put_availability,
    "relation": _put_relation,
    "genre": _put_genre,
}

ROW_KINDS = frozenset(_ROWS)


@transaction.atomic
def clear(entry: Entry, *, column: str, reason: str) -> Placed:
    """Empties a column of the entry, because its value no longer holds."""
    own: Any = entry.as_kind()
    field: Any = own._meta.get_field(column)
    old = getattr(own, column)
    if column == "title" or old in (None, ""):
        # An entry is never without a title: the wrong one stays until a right one.
        return Placed(changed=False)
    setattr(own, column, None if field.null else "")
    own.full_clean()
    own._change_reason = reason
    own.save(update_fields=[column])
    return Placed(changed=True, before=str(old))


@transaction.atomic
def withdraw(row: models.Model) -> Placed:
    """Takes a row out of the catalogue, because what it says no longer holds."""
    before = str(row)
    row.delete()
    return Placed(changed=True, before=before)
