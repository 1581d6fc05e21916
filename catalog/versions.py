"""What a form showed, in marks short enough to travel with the form.

A form of the desk carries the version of what it shows; when it comes back, the
version tells which of its columns somebody else has changed since, and which ones
the person who sends it did.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

MOST_TEXT = 200_000
"""Characters of long texts that travel with a form, so that they can be merged."""

Columns = dict[str, str]

UNKNOWN = (
    "This page does not say what it showed you, so nothing is done. Look at it as it "
    "is now, then decide again."
)

_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    KeyError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


def mark(values: Iterable[str]) -> str:
    """A short mark of what a column shows; the same for every kind of line end.

    Twelve digits: of a million edits less than one in a hundred million passes for
    unchanged.
    """
    text = "\0".join(plain(value) for value in values)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def plain(text: str) -> str:
    """The text with the line ends of the database: browsers send others."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class Version:
    """Marks of a row's columns, and of the rows that hang on it, by their number.

    `at` is when the form was made.
    """

    columns: Columns = field(default_factory=dict)
    rows: dict[str, dict[str, Columns]] = field(default_factory=dict)
    at: datetime | None = None

    def __str__(self) -> str:
        """One line of JSON, read back by `read`."""
        data: dict[str, Any] = {"columns": self.columns}
        if self.rows:
            data["rows"] = {name: _packed(rows) for name, rows in self.rows.items()}
        if self.at:
            data["at"] = int(self.at.timestamp())
        return json.dumps(data, separators=(",", ":"))

    def is_of(self, now: Version) -> bool:
        """Whether all that `now` shows was shown here, and just so.

        What can no longer be changed is not in `now`, and makes no difference.
        """
        return not changed(self.columns, now.columns) and all(
            rows.keys() == self.rows.get(name, {}).keys()
            and not any(changed(self.rows[name][key], row) for key, row in rows.items())
            for name, rows in now.rows.items()
        )


def read(text: str) -> Version | None:
    """The version in what a form sent; None for whatever is none."""
    try:
        data = json.loads(text)
        rows = {n: _unpacked(given) for n, given in data.get("rows", {}).items()}
        at = data.get("at")
        return Version(
            columns=_words(data["columns"]),
            rows=rows,
            at=None if at is None else datetime.fromtimestamp(int(at), UTC),
        )
    except _UNREADABLE:
        return None


def texts_to_carry(texts: Mapping[str, str]) -> str:
    """One line with the long texts of a form, as long as there is room; in order."""
    room = MOST_TEXT
    found = {}
    for name, text in texts.items():
        if len(text) <= room:
            found[name] = text
            room -= len(text)
    return json.dumps(found, separators=(",", ":")) if found else ""


def texts_of(version: Version, carried: str) -> dict[str, str]:
    """The texts that came beside the version, those that are what it marks."""
    try:
        texts = _words(json.loads(carried))
    except _UNREADABLE:
        return {}
    return {
        name: plain(text)
        for name, text in texts.items()
        if version.columns.get(name) == mark([text] if text else [])
    }


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The columns whose marks differ, in the order of the form."""
    return [name for name, value in now.items() if before.get(name) != value]


def why_unseen(
    posted: str, now: Version, words: Mapping[str, str] | None = None
) -> str:
    """Why the deed is refused: what changed since the page was made; else "".

    `words` names columns where their own names will not do.
    """
    base = read(posted)
    if base is None:
        return UNKNOWN
    if base.is_of(now):
        return ""
    named = words or {}
    told = [
        named.get(name, name.replace("_", " "))
        for name in changed(base.columns, now.columns)
    ]
    return (
        f"It changed since you opened this page: {', '.join(dict.fromkeys(told))}. "
        "Nothing is done: look at it as it is now, then decide again."
    )


def _packed(rows: dict[str, Columns]) -> list[Any]:
    """The names once, then the marks of each row in the order of the names."""
    names = list(next(iter(rows.values()), {}))
    return [names, {key: [row[name] for name in names] for key, row in rows.items()}]


def _unpacked(given: Any) -> dict[str, Columns]:
    names, rows = given
    return {
        str(key): _words(dict(zip(names, marks, strict=True)))
        for key, marks in rows.items()
    }


def _words(given: Any) -> dict[str, str]:
    if not all(isinstance(word, str) for pair in given.items() for word in pair):
        raise ValueError("A version is made of words.")
    return dict(given)
