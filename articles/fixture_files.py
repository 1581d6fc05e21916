"""Fixture files: YAML that people write and edit, read as if an enemy had written it.

Reading expands nothing: a file is measured, its events are searched for anchors,
tags and depth, and only then is it built. Writing gives the same bytes for the same
rows, with long texts as they would be typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

MAX_BYTES: Final = 4_000_000
MAX_DEPTH: Final = 8
"""A row is three deep, a list of names in it five."""

WIDTH: Final = 88

# The few words before and after a passage stay on a line, breaks and all.
_SHORT: Final = 64

_KEYS: Final = {"model", "fields"}


class FixtureRefused(ValueError):
    """A fixture cannot be loaded; `message` names the file, the row and the field."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class FixtureRow:
    """One row as a file gives it, and where it stands there."""

    file: str
    number: int
    line: int
    model: str
    fields: dict[str, Any]

    def refused(self, problem: str, *, name: str = "", field: str = "") -> Any:
        """The refusal that names this row, its natural key and the field."""
        called = f"{self.model} {name}".strip()
        where = f"{self.file}, row {self.number} ({called}, line {self.line})"
        if field:
            where += f", field “{field}”"
        return FixtureRefused(f"{where}: {problem}")


# --- Reading ---------------------------------------------------------------------


def read(path: Path) -> list[FixtureRow]:
    """The rows of a fixture file; raises FixtureRefused, and nothing else."""
    name = path.name
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FixtureRefused(
            f"{path}: the file cannot be read: {error.strerror or error}."
        ) from error
    if len(data) > MAX_BYTES:
        raise FixtureRefused(
            f"{name} is too large: a fixture file has {MAX_BYTES:,} bytes at most."
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FixtureRefused(
            f"{name} is not UTF-8: the byte {data[error.start]:#04x} at byte "
            f"{error.start} is out of place."
        ) from error
    return read_text(text, name=name)


def read_text(text: str, *, name: str) -> list[FixtureRow]:
    """The rows of a fixture; `name` is how messages call it."""
    try:
        _search(text, name)
        loader = yaml.CSafeLoader(text)
        try:
            root = loader.get_single_node()
            return list(_rows(root, loader, name))
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise FixtureRefused(_said(error, name)) from error


def _search(text: str, name: str) -> None:
    """Refuses what could grow or run when it is built: aliases, tags, depth."""
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        problem = ""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            problem = "it uses an anchor or an alias; write the value out"
        elif getattr(event, "tag", None):
            problem = f"it uses the tag {event.tag}; fixtures have none"
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                problem = f"it is nested more than {MAX_DEPTH} deep"
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if problem:
            raise FixtureRefused(
                f"{name}, line {event.start_mark.line + 1}: {problem}."
            )


def _rows(root: Any, loader: Any, name: str) -> Iterator[FixtureRow]:
    if root is None:
        raise FixtureRefused(f"{name} is empty.")
    if not isinstance(root, yaml.SequenceNode):
        raise FixtureRefused(f"{name} is not a list of rows.")
    if not root.value:
        raise FixtureRefused(f"{name} holds no rows.")
    for number, node in enumerate(root.value, start=1):
        line = node.start_mark.line + 1
        row = FixtureRow(name, number, line, "a row", {})
        _check_keys(node, row)
        try:
            built = loader.construct_object(node, deep=True)
        except (ValueError, OverflowError) as error:
            raise row.refused(f"a value cannot be read: {error}.") from error
        if not isinstance(built, dict) or set(built) != _KEYS:
            raise row.refused("a row has “model” and “fields” and nothing else.")
        model, fields = built["model"], built["fields"]
        if not isinstance(model, str):
            raise row.refused("the model is not a name.", field="model")
        if not isinstance(fields, dict):
            raise row.refused("the fields are not a mapping.", field="fields")
        yield FixtureRow(name, number, line, model, fields)


def _check_keys(node: Any, row: FixtureRow) -> None:
    """Refuses a key that is given twice, of which YAML silently keeps the last."""
    if isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            _check_keys(inner, row)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, inner in node.value:
            if key.tag != "tag:yaml.org,2002:str":
                raise row.refused("a key is not a plain word.")
            if key.value in seen:
                raise row.refused("it is given twice.", field=key.value)
            seen.add(key.value)
            _check_keys(inner, row)


def _said(error: yaml.YAMLError, name: str) -> str:
    """What PyYAML says in several lines, as one sentence."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None)
    where = f", line {mark.line + 1}" if mark else ""
    return f"{name}{where}: this is not YAML: {problem or 'it cannot be read'}."


# --- Writing ---------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _as_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text and len(text) > _SHORT else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _as_list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    is_name = not any(isinstance(item, list | dict) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_name)


_Dumper.add_representer(str, _as_text)
_Dumper.add_representer(list, _as_list)


@dataclass(frozen=True)
class Written:
    """A row to be written; the remark is for those who read the file."""

    model: str
    fields: dict[str, Any]
    remark: str = ""


def written(comment: str, rows: Iterable[Written]) -> str:
    """The text of a fixture file that holds these rows, a blank line between them."""
    parts = [f"# {comment}\n"]
    for row in rows:
        text = yaml.dump(
            [{"model": row.model, "fields": row.fields}],
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=False,
            width=WIDTH,
        )
        remark = f"# {' '.join(row.remark.split())}\n" if row.remark else ""
        parts.append(f"\n{remark}{text}")
    return "".join(parts)
