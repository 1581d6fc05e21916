"""All rows of the two domain apps, to compare before and after."""

from __future__ import annotations

from django.apps import apps
from django.db import connection


def every_row(*tables: str) -> dict[str, frozenset[tuple]]:
    """What each table of the domain apps holds now, as the database answers it; of
    these tables alone, where some are named."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables or every_table():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = frozenset(cursor.fetchall())
    return found


def every_table() -> list[str]:
    """The names of all tables of the domain apps."""
    return [
        model._meta.db_table
        for app in ("catalog", "articles")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]
