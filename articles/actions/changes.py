"""The record of deeds, and the right to do them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import timezone

from articles.lifecycle import Refused
from articles.models import Article, Change, Fact, SourceStory
from catalog.fields import PartialDateField
from catalog.models import Entry

from .sealing import change_digest, last_digest

Subject = SourceStory | Fact | Article | Entry
By = User | None


def record(
    subject: Subject,
    verb: str,
    *,
    by: By,
    before: str = "",
    after: str = "",
    why: str = "",
) -> Change:
    """The new row that says who did what to `subject`; three or four queries.

    Called inside the transaction of the deed. The subject is locked until it ends,
    so that no two deeds take the same number or follow the same digest; SQLite's
    writers queue anyway.
    """
    if connection.features.has_select_for_update:
        locked(subject)
    column = _column(subject)
    name = f"{column}/{'/'.join(map(str, subject.natural_key()))}"
    number = Change.objects.filter(**{column: subject.pk}).count() + 1
    # A draft may have had this address before, and its deeds keep their keys.
    while Change.objects.filter(key=f"{name}/{number}").exists():
        number += 1
    change = Change(
        key=f"{name}/{number}",
        at=timezone.now(),
        by=by,
        verb=verb,
        before=before,
        after=after,
        why=why,
        **{f"{column}_id": subject.pk},
    )
    last = last_digest(Change, **{column: subject.pk})
    change.digest = change_digest(change, last)
    change.save()
    return change


def _column(subject: Subject) -> str:
    if isinstance(subject, Fact):
        return "fact"
    if isinstance(subject, Article):
        return "article"
    return "story" if isinstance(subject, SourceStory) else "entry"


def locked(row: Any) -> Any:
    """The row as the database has it now, locked until the transaction ends.

    SQLite has no row locks and needs none: its writers queue at BEGIN IMMEDIATE.
    """
    model: type[models.Model] = type(row)
    return model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def with_dates(model: type[models.Model], columns: dict[str, Any]) -> dict[str, Any]:
    """The columns for a row of `model`, their dates read; ValidationError by field."""
    read, wrong = dict(columns), {}
    for field in model._meta.concrete_fields:
        if isinstance(field, PartialDateField) and field.name in read:
            try:
                read[field.name] = field.to_python(read[field.name])
            except ValidationError as error:
                wrong[field.name] = error
    if wrong:
        raise ValidationError(wrong)
    return read


def name_of(by: By) -> str:
    """Who did it, as the desk tells it: by user name where there is no other."""
    return (by.get_full_name() or by.get_username()) if by else "A command"


def require(by: By, permission: str, deed: str) -> None:
    """Raises Refused unless `by` has the permission; commands have them all."""
    if by is not None and not by.has_perm(permission):
        raise Refused(f"Your role does not allow you to {deed}.")
