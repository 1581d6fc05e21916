"""Buttons that act on what a page showed, and on nothing that changed since.

A page with such a button prints the version of what it shows beside it. The deed is
refused where the row is another by now: nobody accepts, renames or binds unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from catalog.fields import Derived
from catalog.versions import Columns, Version, mark, why_unseen


def marks_of(row: models.Model, names: Iterable[str]) -> Columns:
    """A mark of each column of the row, by its name; no query."""
    return {name: mark([str(getattr(row, name))]) for name in names}


def columns_of(model: type[models.Model]) -> list[str]:
    """The columns that somebody can change: what follows from others changes with
    them, and naming it too would only puzzle."""
    fields = model._meta.concrete_fields
    return [field.attname for field in fields if not isinstance(field, Derived)]


def require_seen(row: Any, posted: str, shown: Callable[[Any], Version]) -> None:
    """Raises ValidationError where the row is not as the page showed it.

    `shown` tells the version of a row. The row is locked and read again, so that the
    page shows it as it is now. Inside a transaction; 1 query.
    """
    rows = type(row)._base_manager.select_for_update()
    row.refresh_from_db(from_queryset=rows)
    if reason := why_unseen(posted, shown(row)):
        raise ValidationError(reason)
