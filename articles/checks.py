"""System checks: whether the vocabulary of facts fits the catalogue it writes to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from articles import lifecycle, predicates, roles, values
from articles.models import ArticleStatus, Fact, FactStatus, ValueKind
from articles.predicate_shapes import Predicate, ValueType
from catalog.actions.values import ROW_KINDS
from catalog.fields import PartialDateField
from catalog.models import CompanyRole, EntryKind, RelationKind, TitleKind
from catalog.models.credits import CREDITED_KINDS

_KINDS = frozenset(EntryKind.values)

# What a kind of row keeps, and the details that its kind may have.
_ROWS: dict[str, tuple[ValueType, Iterable[str]]] = {
    "credit": (ValueType.CREDIT, [""]),
    "title": (ValueType.TITLE, TitleKind.values),
    "company": (ValueType.ENTRY, CompanyRole.values),
    "availability": (ValueType.ENTRY, [""]),
    "relation": (ValueType.RELATION, RelationKind.values),
    "genre": (ValueType.TEXT, [""]),
}
# Rows that hang on some kinds of entry alone.
_HANGS_ON = {"credit": frozenset(CREDITED_KINDS), "genre": frozenset({EntryKind.SHOW})}

_COLUMNS: dict[ValueType, tuple[type[models.Field], ...]] = {
    ValueType.TEXT: (models.CharField, models.TextField),
    ValueType.TITLE: (models.CharField,),
    ValueType.CHOICE: (models.CharField,),
    ValueType.NUMBER: (models.IntegerField,),
    ValueType.DATE: (PartialDateField,),
    ValueType.ENTRY: (models.ForeignKey,),
}


@register("articles")
def check_predicates(**_: Any) -> list[CheckMessage]:
    """Every predicate is well formed, and what it is bound to is there."""
    found: list[CheckMessage] = [
        Error(f"The predicate “{row.key}” {problem}", obj=row.key, id="articles.E001")
        for row in predicates.ROWS
        for problem in problems(row)
    ]
    doubles = [k for k, n in Counter(r.key for r in predicates.ROWS).items() if n > 1]
    for key in doubles:
        told = f"The predicate “{key}” is there twice."
        found.append(Error(told, obj=key, id="articles.E002"))
    return found


@register("articles")
def check_vocabularies(**_: Any) -> list[CheckMessage]:
    """Words that pure code and models both know are the same words."""
    offered = [key for key, _label in Fact._meta.get_field("predicate").choices or ()]
    pairs = {
        "The predicates a fact may choose": (offered, predicates.PREDICATES),
        "The states of a fact": (lifecycle.FACT_MOVES, FactStatus.values),
        "The states of an article": (lifecycle.ARTICLE_MOVES, ArticleStatus.values),
        "The kinds of a value": (["value", *values.ABSENCES], ValueKind.values),
        "The rows of the catalogue": (_ROWS, ROW_KINDS),
    }
    found: list[CheckMessage] = []
    for what, (here, there) in pairs.items():
        if set(here) != set(there):
            odd = ", ".join(sorted(set(here) ^ set(there)))
            found.append(Error(f"{what} differ: {odd}.", id="articles.E003"))
    return found


@register("articles")
def check_roles(**_: Any) -> list[CheckMessage]:
    """Every permission of a role belongs to a model."""
    known = {
        f"{model._meta.app_label}.{name}"
        for model in apps.get_models()
        for name in _permissions(model)
    }
    return [
        Error(f"The role “{role}” has an unknown permission: {label}.",
              obj=role, id="articles.E004")
        for role, labels in roles.ROLES.items()
        for label in sorted(labels - known)
    ]  # fmt: skip


def _permissions(model: type[models.Model]) -> Iterator[str]:
    for verb in model._meta.default_permissions:
        yield f"{verb}_{model._meta.model_name}"
    for codename, *_label in model._meta.permissions:
        yield codename


def problems(row: Predicate) -> Iterator[str]:
    """What is wrong with a predicate, as ends of a sentence about it."""
    yield from _misshapen(row)
    for kind in sorted({*row.subjects, *row.targets, *row.columns} - _KINDS):
        yield f"knows a kind of entry that there is not: {kind}."
    if row.columns and row.row:
        yield "is bound to a column and to a row."
    if row.columns and row.many:
        yield "is bound to a column, which holds one value, and allows many."
    for kind in row.subjects if row.columns else ():
        if not row.column(kind):
            yield f"is bound to columns, but to none of a {kind}."
    for kind, column in row.columns.items():
        if kind not in row.subjects:
            yield f"is bound to a column of a {kind}, of which it is not said."
        elif kind in _KINDS:
            yield from _unfit_column(row, kind, column)
    if row.row:
        yield from _unfit_row(row)


def _misshapen(row: Predicate) -> Iterator[str]:
    limit = Fact._meta.get_field("predicate").max_length or 0
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", row.key) or len(row.key) > limit:
        yield f"needs a key of small letters and hyphens, {limit} at most."
    if not row.subjects:
        yield "is said of nothing."
    if row.names_an_entry != bool(row.targets):
        yield "needs kinds of entry to name exactly where its value names one."
    if (row.type is ValueType.CHOICE) != bool(row.choices):
        yield "needs choices exactly where its value is a choice."
    if _holes(row.sentence) != {"subject", "value"}:
        yield "needs {subject} and {value} in its sentence, and nothing else."
    if not {"subject"} <= _holes(row.absence) <= {"subject", "target"}:
        yield "needs {subject} in its absence, and at most {target} beside it."


def _holes(template: str) -> set[str]:
    return set(re.findall(r"\{(.*?)\}", template))


def _unfit_column(row: Predicate, kind: str, column: str) -> Iterator[str]:
    model = apps.get_model("catalog", kind)
    try:
        field = model._meta.get_field(column)
    except FieldDoesNotExist:
        yield f"is bound to {kind}.{column}, and there is no such column."
        return
    fit = isinstance(field, _COLUMNS.get(row.type, ()))
    if row.type is not ValueType.DATE and isinstance(field, PartialDateField):
        fit = False
    if not fit:
        yield (
            f"is bound to {kind}.{column}, a {type(field).__name__}, which cannot "
            f"hold a {row.type.value}."
        )
        return
    choices = [key for key, _label in getattr(field, "choices", None) or () if key]
    if set(choices) != {key for key, _label in row.choices}:
        yield f"offers other choices than {kind}.{column} has."
    if isinstance(field, models.ForeignKey):
        allowed = getattr(field.remote_field.model, "own_kind", None)
        if allowed is not None and set(row.targets) != {allowed.value}:
            yield f"names entries that {kind}.{column} cannot point to."


def _unfit_row(row: Predicate) -> Iterator[str]:
    name, _, detail = row.row.partition(":")
    if name not in ROW_KINDS or name not in _ROWS:
        yield f"is bound to a kind of row that there is not: {name}."
        return
    kept, details = _ROWS[name]
    if row.type is not kept:
        yield f"is bound to a {name}, which cannot hold a {row.type.value}."
    if detail not in details:
        yield f"is bound to a {name} of a kind that there is not: {detail}."
    misplaced = set(row.subjects) - _HANGS_ON.get(name, _KINDS)
    if misplaced:
        yield f"is bound to a {name}, which no {' or '.join(sorted(misplaced))} has."
