"""How to find the places that set a status by hand."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .floors import APPS, ROOT

# Columns that have a consequence. They are set by actions, which ask whether it is
# allowed and record who did it.
GUARDED = {
    "status",
    "checked_by",
    "checked_at",
    "slot",
    "live_from",
    "digest",
    "embargo_until",
    "merged_into",
    "assignee",
}

# Models whose rows begin their life in an action.
GUARDED_MODELS = {"Article", "Cancellation", "Comment", "Edition", "Evidence", "Fact"}

# Packages whose business it is to set them.
WRITERS = {"actions", "migrations"}

WRITING_METHODS = {
    "update",
    "aupdate",
    "create",
    "acreate",
    "get_or_create",
    "aget_or_create",
    "update_or_create",
    "aupdate_or_create",
}


def offenders(root: Path = ROOT) -> list[str]:
    """Return each place outside the actions that sets a guarded column."""
    found = []
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            relative = path.relative_to(root)
            if WRITERS.isdisjoint(relative.parts):
                source = path.read_text(encoding="utf-8")
                found += [f"{relative}:{line}: {what}" for line, what in writes(source)]
    return found


def writes(source: str) -> list[tuple[int, str]]:
    """Return line and description of each write to a guarded column, in order."""
    return sorted(
        (node.lineno, what)
        for node in ast.walk(ast.parse(source))
        for what in _in(node)
    )


def _in(node: ast.AST) -> Iterator[str]:
    match node:
        # Targets of =, +=, for, with and del all carry a context other than Load.
        case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()) if name in GUARDED:
            yield f"assigns .{name}"
        case ast.Call(func=ast.Name(id="setattr"), args=[_, ast.Constant(value), *_]):
            if value in GUARDED:
                yield f"setattr of {value}"
        case ast.Call(
            func=ast.Attribute(attr="__setattr__"),
            args=[*_, ast.Constant(str(value)), _],
        ):
            if value in GUARDED:
                yield f"setattr of {value}"
        case ast.Call(func=ast.Attribute(attr="bulk_update" | "abulk_update")):
            for name in _strings(node):
                if name in GUARDED:
                    yield f"bulk_update of {name}"
        case ast.Call(func=ast.Attribute(attr=verb) | ast.Name(id=verb)):
            if verb in WRITING_METHODS | GUARDED_MODELS:
                for name in _keywords(node):
                    if name in GUARDED:
                        yield f"{verb} of {name}"


def _keywords(call: ast.Call) -> Iterator[str]:
    """Yield the columns that a call names, those in a literal dictionary too."""
    for keyword in call.keywords:
        if keyword.arg and keyword.arg not in {"defaults", "create_defaults"}:
            yield keyword.arg
        elif isinstance(keyword.value, ast.Dict):
            for key in keyword.value.keys:
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value


def _strings(call: ast.Call) -> Iterator[str]:
    for node in ast.walk(call):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
