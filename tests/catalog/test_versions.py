"""What a form showed, in short marks."""

import json
from datetime import UTC, datetime

import pytest

from catalog.versions import (
    MOST_TEXT,
    Version,
    changed,
    mark,
    read,
    texts_of,
    texts_to_carry,
)

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def test_a_version_is_read_back_as_it_was_written():
    rows = {"credits": {"7": {"part": mark(["finale"])}, "9": {"part": mark([])}}}
    version = Version({"title": mark(["Élite"])}, rows, AT)

    assert read(str(version)) == version


def test_line_ends_make_no_difference_and_anything_else_does():
    assert mark(["a\r\nb"]) == mark(["a\nb"]) == mark(["a\rb"])
    assert len({mark(v) for v in (["a"], ["a "], ["a", ""], ["", "a"], [], ["á"])}) == 6


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "{",
        '{"columns":[]}',
        '{"columns":{"a":1}}',
        '{"columns":{},"rows":{"a":[["b"],{"1":[]}]}}',
        '{"columns":{},"rows":{"a":1}}',
        '{"columns":{},"at":"soon"}',
        '{"columns":{},"at":1e999}',
        '{"columns":{},"at":99999999999999999999}',
        "[" * 100_000,
    ],
)
def test_what_is_no_version_is_none(text):
    assert read(text) is None


def test_versions_of_the_same_made_at_other_times_are_one():
    assert Version({"a": "1"}, at=AT).is_of(Version({"a": "1"}))
    assert not Version({"a": "1"}).is_of(Version({"a": "2"}))


def test_what_can_no_longer_be_changed_makes_no_difference():
    row = {"credits": {"7": {"part": "1"}}}
    version = Version({"a": "1", "b": "2"}, row)

    assert version.is_of(Version({"a": "1"}))
    assert not Version({"a": "1"}).is_of(version)
    assert not version.is_of(Version({"a": "1"}, {"credits": {}}))
    assert not version.is_of(Version({"a": "1"}, {"credits": {"7": {"part": "2"}}}))


def test_the_columns_that_changed_are_named():
    assert changed({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"}) == ["b", "c"]


def test_texts_are_read_back_where_the_version_marks_them():
    version = Version({"body": mark(["A\n“B”"]), "dek": mark([]), "note": mark(["x"])})
    carried = texts_to_carry({"body": "A\r\n“B”", "dek": "", "note": "another"})

    assert texts_of(version, carried) == {"body": "A\n“B”", "dek": ""}


@pytest.mark.parametrize("text", ["", "null", "[]", '{"body":1}', "{", "[" * 100_000])
def test_what_is_no_text_is_none(text):
    assert texts_of(Version({"body": mark(["1"])}), text) == {}


def test_long_texts_travel_while_there_is_room():
    texts = {"body": "x" * MOST_TEXT, "dek": "y"}
    longer = {**texts, "body": "x" * (MOST_TEXT + 1)}

    assert list(json.loads(texts_to_carry(texts))) == ["body"]
    assert list(json.loads(texts_to_carry(longer))) == ["dek"]
