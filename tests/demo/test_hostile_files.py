"""Files that are wrong by accident or on purpose: one message, nothing changed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from .hostile import refused, row

ROOT = Path(__file__).resolve().parents[2]

# What the file holds, and what the message says: the row, the field, the fault.
HOSTILE = {
    # --- Not a fixture at all
    "empty": ("", ["hostile.yaml is empty"]),
    "only a comment": ("# nothing\n", ["is empty"]),
    "no rows": ("[]\n", ["holds no rows"]),
    "malformed": ("- model: [articles.fact\n  fields: }\n", ["line 2", "not YAML"]),
    "a tab": ("- model: x\n\tfields: {}\n", ["line 2", "not YAML"]),
    "a mapping": ("model: articles.fact\nfields: {}\n", ["not a list of rows"]),
    "a word": ("hello\n", ["not a list of rows"]),
    "two documents": ("- model: a\n  fields: {}\n---\n- b\n", ["not YAML"]),
    "a row that is a word": ("- hello\n", ["row 1", "“model” and “fields”"]),
    "a row without fields": ("- model: articles.fact\n", ["row 1", "“fields”"]),
    "fields that are a list": ("- model: articles.fact\n  fields: [1]\n", ["“fields”"]),
    "a model that is a list": ("- model: [x]\n  fields: {}\n", ["field “model”"]),
    # --- YAML that runs or grows
    "a tag": (
        "- model: articles.topic\n  fields: !!python/object:os.system {}\n",
        ["line 2", "uses the tag", "python/object"],
    ),
    "a tag that runs": (
        "- !!python/object/apply:os.system ['true']\n",
        ["line 1", "uses the tag"],
    ),
    "a binary tag": (
        "- model: articles.topic\n  fields: {slug: !!binary aGk=}\n",
        ["line 2", "uses the tag"],
    ),
    "a bomb of aliases": (
        "- &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"- &{new} [{', '.join([f'*{old}'] * 9)}]\n"
            for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        ["line 1", "anchor or an alias"],
    ),
    "an alias to itself": ("&a [*a]\n", ["line 1", "anchor or an alias"]),
    "nested a little": ("[" * 12 + "]" * 12, ["line 1", "nested more than 8 deep"]),
    "nested a hundred thousand deep": (
        "[" * 100_000 + "]" * 100_000,
        ["line 1", "nested more than 8 deep"],
    ),
    "a number without end": (
        row("articles.section", f"slug: a, title: A, order: {'9' * 5_000}"),
        ["row 1", "cannot be read"],
    ),
    "no day of any calendar": (
        row("articles.change", "key: x, at: 2026-13-45 10:00:00"),
        ["row 1", "cannot be read"],
    ),
}


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


BYTES = {
    "not UTF-8": (b"- model: \xff\xfe\n", "is not UTF-8: the byte 0xff at byte 9"),
    "UTF-16": ("- model: x\n".encode("utf-16"), "is not UTF-8"),
    "a NUL": (b"- model: x\0\n", "not YAML"),
    "ten megabytes": (b"# " + b"x" * 10_000_000, "is too large"),
    "compressed": (b"\x1f\x8b\x08\x00" + bytes(range(256)), "is not UTF-8"),
}


@pytest.mark.parametrize(("data", "said"), BYTES.values(), ids=BYTES.keys())
def test_a_file_that_is_no_text_is_refused(the_demo, tmp_path, data, said):
    path = tmp_path / "hostile.yaml"
    path.write_bytes(data)

    with pytest.raises(CommandError, match=said):
        call_command("load_demo", path)


def test_a_file_that_is_not_there_is_named(the_demo, tmp_path):
    with pytest.raises(CommandError, match="nowhere.yaml: the file cannot be read"):
        call_command("load_demo", tmp_path / "nowhere.yaml")


def test_a_fault_in_the_last_row_undoes_the_first(the_demo, fingerprint, tmp_path):
    path = tmp_path / "hostile.yaml"
    good = row("articles.topic", "slug: x, name: X")
    path.write_text(good + row("articles.topic", "slug: y"), encoding="utf-8")
    before = fingerprint()

    with pytest.raises(CommandError, match="row 2"):
        call_command("load_demo", path)

    assert fingerprint() == before


def test_the_command_says_so_in_one_line_and_fails(tmp_path):
    path = tmp_path / "hostile.yaml"
    path.write_text("- model: articles.rumour\n  fields: {slug: x}\n", encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "manage.py", "load_demo", path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"},
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(
        "CommandError: Nothing was loaded. hostile.yaml, row 1"
    )
    assert len(done.stderr.splitlines()) == 1
