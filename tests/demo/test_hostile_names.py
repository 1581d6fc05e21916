"""Rows with wrong names and values: the row and the field are named."""

import pytest

from .hostile import refused, row, season, show

# What the file holds, and what the message says: the row, the field, the fault.
HOSTILE = {
    # --- Names
    "an unknown model": (
        row("articles.rumour", "slug: x"),
        ["row 1 (articles.rumour", "field “model”", "not loaded"],
    ),
    "a model of Django": (
        row("auth.permission", "codename: x"),
        ["auth.permission", "not loaded"],
    ),
    "a derived table": (row("articles.rendering", "words: 1"), ["not loaded"]),
    "a session": (row("sessions.session", "session_key: x"), ["not loaded"]),
    "an unknown field": (
        row("articles.topic", "slug: x, name: X, colour: red"),
        ["articles.topic x", "field “colour”", "no such field"],
    ),
    "a derived field": (
        row("catalog.entry", "kind: show, slug: x, title: X, folded: y"),
        ["catalog.entry show/x", "field “folded”"],
    ),
    "a key given outright": (
        "- model: articles.topic\n  pk: 1\n  fields: {slug: x, name: X}\n",
        ["row 1", "“model” and “fields” and nothing else"],
    ),
    "an id among the fields": (
        row("articles.topic", "id: 1, slug: x, name: X"),
        ["field “id”", "no such field"],
    ),
    "the same key twice": (
        row("articles.topic", "slug: x, name: X") * 2,
        ["row 2 (articles.topic x", "stands twice, first as row 1"],
    ),
    "the same field twice": (
        row("articles.topic", "slug: x, name: X, slug: y"),
        ["row 1", "field “slug”", "given twice"],
    ),
    "a name that leads nowhere": (
        row("articles.block", "snapshot: [gone, 1], start: 0, end: 3, kind: chrome"),
        ["field “snapshot”", "no snapshot “gone/1”"],
    ),
    "a name that is no list": (
        row("articles.block", "snapshot: 1, start: 0, end: 3, kind: chrome"),
        ["field “snapshot”", "as a list of words"],
    ),
    "a row before the one it names": (
        row("catalog.show", "entry: [show, harbour]")
        + row("catalog.entry", "kind: show, slug: harbour, title: Harbour"),
        ["row 1 (catalog.show show/harbour", "field “entry”", "no entry"],
    ),
    "no natural key": (row("catalog.show", "rating: TV-MA"), ["field “entry”"]),
    # --- Values
    "a number for a text": (
        row("articles.topic", "slug: x, name: 1984"),
        ["field “name”", "“1984” is not text; put it in quotes"],
    ),
    "a list for a text": (
        row("articles.topic", "slug: x, name: [X]"),
        ["field “name”", "is not text"],
    ),
    "a word for a number": (season("show: [show, ballard], number: nine"), [
        "row 2 (catalog.season season/ballard/season-9", "field “number”",
        "“nine” is not a whole number",
    ]),
    "a yes for a number": (
        season("show: [show, ballard], number: true"),
        ["field “number”", "“True” is not a whole number"],
    ),
    "a number beyond the column": (
        season("show: [show, ballard], number: 32768"),
        ["field “number”", "between 0 and 32,767"],
    ),
    "a word for a yes": (
        row("catalog.entry", "kind: show, slug: x, title: X, covered: perhaps"),
        ["field “covered”", "neither true nor false"],
    ),
    "a time without a zone": (
        row("articles.sourcestory", "key: x, archived_at: 2026-01-01T10:00:00"),
        ["field “archived_at”", "with its time zone"],
    ),
    "nothing where something must be": (
        row("articles.topic", "slug: x, name: null"),
        ["field “name”", "needs a value"],
    ),
    "a choice that is none": (
        show("status: greenlit"),
        ["catalog.show show/harbour", "field “status”", "not a valid choice"],
    ),
    "a text that is too long": (
        row("articles.topic", f"slug: x, name: {'X' * 61}"),
        ["field “name”", "at most 60 characters"],
    ),
    "a slug with spaces": (
        row("catalog.entry", "kind: show, slug: A show, title: A show"),
        ["field “slug”", "small letters, digits and hyphens"],
    ),
    "no title": (
        row("catalog.entry", "kind: show, slug: x, title: ''"),
        ["field “title”", "cannot be blank"],
    ),
    "a date that is none": (
        show("premiere: 30 February 2026"),
        ["catalog.show show/harbour", "field “premiere”", "cannot be read as a date"],
    ),
    "a NUL": (
        row("articles.topic", 'slug: x, name: "a\\0b"'),
        ["field “name”", "a character that cannot be kept"],
    ),
    "half a surrogate pair": (
        row("articles.topic", 'slug: x, name: "a\\ud800b"'),
        ["hostile.yaml"],
    ),
    "a picture's path": (row("catalog.image", "file: ../../x"), ["not loaded"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_refused_by_name_and_changes_nothing(
    the_demo, fingerprint, tmp_path, text, said
):
    before = fingerprint()

    message = refused(tmp_path / "hostile.yaml", text)

    assert message.startswith("Nothing was loaded. hostile.yaml")
    assert [words for words in said if words not in message] == [], message
    assert "\n" not in message
    assert len(message) < 700
    assert fingerprint() == before
