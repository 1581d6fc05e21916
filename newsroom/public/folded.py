"""Related rows folded into the query of a page, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Func, JSONField, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast


class JsonObject(Func):
    """A row as a JSON object.

    Django's own asks SQLite first whether it knows JSON, in a transaction that takes
    the write lock; a page that is only read must not wait for one.
    """

    output_field = JSONField()
    function = "JSONB_BUILD_OBJECT"

    def __init__(self, columns: Mapping[str, Any]) -> None:
        pairs = ((Cast(Value(n), TextField()), column) for n, column in columns.items())
        super().__init__(*(part for pair in pairs for part in pair))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, function="JSON_OBJECT", **context)


class JsonRows(Func):
    """The rows of a subquery as one JSON list."""

    output_field = JSONField()
    function = "JSONB_AGG"
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(
            compiler, connection, function="JSON_GROUP_ARRAY", **context
        )


class JsonList(Func):
    """Columns of a row as a JSON list: shorter than an object, and more fit in."""

    output_field = JSONField()
    function = "JSONB_BUILD_ARRAY"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, function="JSON_ARRAY", **context)


def json_list(rows: QuerySet, *names: str) -> Subquery:
    """These columns of the first row as a list, or None; at most 100 of them."""
    as_json = JsonList(*(F(name) for name in names))
    return Subquery(rows.values(row_as_json=as_json)[:1])


def json_row(rows: QuerySet, *names: str) -> Subquery:
    """The first of the rows as a dict of these columns, or None."""
    as_json = JsonObject({name: F(name) for name in names})
    return Subquery(rows.values(row_as_json=as_json)[:1])


def json_rows(rows: QuerySet, **columns: Any) -> Subquery:
    """All the rows as dicts, in no certain order; [] or None without any.

    A column is the name of one or an expression.
    """
    as_json = JsonObject(
        {
            name: F(column) if isinstance(column, str) else column
            for name, column in columns.items()
        }
    )
    return Subquery(rows.order_by().values(rows_as_json=JsonRows(as_json)))
