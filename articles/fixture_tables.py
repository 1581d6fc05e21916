"""Rows by their natural keys: whole small tables, read once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from catalog.dates import PartialDate

Key = tuple[Any, ...]

# Of the staff only what a fixture may hold, and never a password or a right.
USER_FIELDS = (
    "username",
    "first_name",
    "last_name",
    "email",
    "is_staff",
    "is_active",
    "date_joined",
)
LOCKED = "!"
"""In place of a password: nobody can sign in with it."""


def key_paths(model: type[models.Model], prefix: str = "") -> Iterator[str]:
    """What `select_related` needs so that `natural_key()` costs no query."""
    for name in getattr(model, "natural", ()):
        remote = model._meta.get_field(name).remote_field
        if remote is not None and not getattr(remote, "parent_link", False):
            yield f"{prefix}{name}"
            yield from key_paths(remote.model, f"{prefix}{name}__")


def columns_of(model: type[models.Model]) -> list[models.Field]:
    """The columns of a model that a fixture holds, in the order of the model.

    Derived columns follow from others and are not among them; of the columns of a
    parent table only the link to it.
    """
    if model is get_user_model():
        own = {field.name: field for field in model._meta.local_fields}
        return [own[name] for name in USER_FIELDS]
    return [
        field
        for field in model._meta.local_fields
        if is_written(field) or getattr(field.remote_field, "parent_link", False)
    ]


def is_written(field: models.Field) -> bool:
    """Whether Django writes the column to fixtures: no pk and nothing derived."""
    return field.serialize  # type: ignore[attr-defined]


def lists_of(model: type[models.Model]) -> list[models.ManyToManyField]:
    """The many-to-many fields of a model that a fixture holds."""
    if model is get_user_model():
        return [model._meta.get_field("groups")]
    return list(model._meta.local_many_to_many)


def plain(field: models.Field, row: models.Model) -> Any:
    """The value of a column as a fixture holds it; a foreign key as its column."""
    value = field.value_from_object(row)
    if isinstance(value, PartialDate):
        return value.stored
    if isinstance(field, models.CharField | models.TextField):
        return "" if value is None else str(value)
    return value


class Tables:
    """The rows of each model by natural key, read when first asked for; 1 query."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], dict[Key, models.Model]] = {}

    def of(self, model: type[models.Model]) -> dict[Key, models.Model]:
        if model not in self._rows:
            rows = _joined(model._default_manager.order_by(), *key_paths(model))
            self._rows[model] = {row.natural_key(): row for row in rows}
        return self._rows[model]


def fields_of(row: models.Model) -> dict[str, Any]:
    """The row as a fixture holds it, without what is empty by default.

    Costs no query where the foreign keys are loaded and the lists are prefetched.
    """
    model = type(row)
    found: dict[str, Any] = {}
    for field in columns_of(model):
        if field.remote_field is not None:
            named = getattr(row, field.name)
            value = None if named is None else list(named.natural_key())
        else:
            value = plain(field, row)
        if not _is_empty_default(field, value):
            found[field.name] = value
    for many in lists_of(model):
        named = [list(one.natural_key()) for one in getattr(row, many.name).all()]
        if named:
            found[many.name] = named
    if model is get_user_model():
        found["password"] = LOCKED
    return found


def _is_empty_default(field: models.Field, value: Any) -> bool:
    if value not in (None, "", False):
        return False
    return value == "" or value == field.get_default()


def loaded(model: type[models.Model]) -> models.QuerySet:
    """All rows of a model with what `fields_of` needs; a query, and one a list."""
    related = []
    for field in columns_of(model):
        remote = field.remote_field
        if remote is not None and not getattr(remote, "parent_link", False):
            related += [field.name, *key_paths(remote.model, f"{field.name}__")]
    lists = []
    for many in lists_of(model):
        named = many.remote_field.model
        rows = _joined(named._default_manager.all(), *key_paths(named))
        lists.append(models.Prefetch(many.name, rows))
    return _joined(model._default_manager.all(), *related).prefetch_related(*lists)


def _joined(rows: models.QuerySet, *paths: str) -> models.QuerySet:
    """Without paths `select_related` would follow every foreign key."""
    return rows.select_related(*paths) if paths else rows
