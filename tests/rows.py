"""All rows of the two domain apps as plain text, to compare before and after."""

from __future__ import annotations

import json

from django.apps import apps
from django.core import serializers
from django.db import connection


def every_row() -> dict[str, list[str]]:
    """What each table of the domain apps holds now; history tables too."""
    return {
        model._meta.label: sorted(
            json.dumps(row, sort_keys=True, default=str)
            for row in serializers.serialize(
                "python", model._base_manager.order_by("pk")
            )
        )
        for app in ("catalog", "articles")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }


def raw_rows(*tables: str) -> dict[str, frozenset[tuple]]:
    """The same as the database answers it, many times quicker; only these tables,
    where some are named."""
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
