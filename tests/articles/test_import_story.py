"""manage.py import_story: what it takes, what it refuses, what it prints."""

import contextlib
import io
import os
import pty
import re
import stat
import sys
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from articles.intake import MAX_BYTES
from articles.models import Change, Snapshot, SourceStory
from tests import builders as make
from tests.rows import every_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    """Runs the command; what it printed, on both streams, and why it failed."""

    def run(*args, **options):
        out, err = io.StringIO(), io.StringIO()
        failure = ""
        try:
            call_command("import_story", *args, stdout=out, stderr=err, **options)
        except CommandError as error:
            failure = str(error)
        return out.getvalue(), err.getvalue(), failure

    return run


@pytest.fixture
def a_file(tmp_path):
    """Writes a file and gives its path as the command is given it."""

    def a_file(content, name="story.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return a_file


# --- What is archived -------------------------------------------------------------


def test_a_file_becomes_a_story_of_which_nothing_else_is_known(run, a_file):
    path = a_file("Harbour was ordered today.")

    out, err, failure = run(path)

    story = SourceStory.objects.get()
    assert out == f"{path}: archived as {story.key}\n"
    assert (err, failure) == ("", "")
    assert (story.headline, story.outlet, story.published, story.url) == (
        "",
        None,
        None,
        "",
    )
    assert story.snapshots.get().text == "Harbour was ordered today."
    assert Change.objects.get().by is None


def test_a_story_is_archived_once_however_often_and_under_whatever_name(run, a_file):
    first, second = a_file("The same."), a_file("The same.", "other.txt")
    run(first)
    key = SourceStory.objects.get().key

    out, _, failure = run(first, second)

    assert out == (
        f"{first}: already archived as {key}\n"
        f"{second}: already archived as {key}\n"
        f"2 archived already.\n"
    )
    assert failure == ""
    assert Snapshot.objects.count() == 1


def test_line_ends_and_a_byte_order_mark_make_no_other_story(run, a_file):
    unix = a_file("One.\nTwo.\n")
    windows = a_file(b"\xef\xbb\xbfOne.\r\nTwo.\r\n", "windows.txt")

    out, _, _ = run(unix, windows)

    assert "1 archived, 1 archived already." in out


def test_what_is_known_of_a_story_is_kept(run, a_file):
    outlet = make.an_outlet("The Trade")

    run(
        a_file("Harbour was ordered today."),
        headline="Harbour is ordered",
        outlet="the-trade",
        published="Winter 2025",
        url="https://trade.example/harbour",
        byline="A. Reyes",
        label="Translated by the desk",
    )

    story = SourceStory.objects.get()
    assert (story.key, story.outlet) == ("harbour-is-ordered", outlet)
    assert str(story.published) == "Winter 2025"
    assert story.url == "https://trade.example/harbour"
    assert (story.byline, story.label) == ("A. Reyes", "Translated by the desk")


def test_details_of_a_story_that_is_there_already_stay_as_they_are(run, a_file):
    path = a_file("Harbour was ordered today.")
    run(path)

    out, _, failure = run(path, headline="Another")

    assert out.endswith("; its details are left as they are\n")
    assert failure == ""
    assert SourceStory.objects.get().headline == ""


def test_a_story_is_read_from_the_standard_input(run, monkeypatch):
    text = io.TextIOWrapper(io.BytesIO("Harbour, Renée.".encode()), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", text)

    out, _, failure = run(stdin=True)

    assert out.startswith("the standard input: archived as story-")
    assert failure == ""
    assert Snapshot.objects.get().text == "Harbour, Renée."


# --- What is refused --------------------------------------------------------------

BAD = {
    "empty": (b"", "{} is empty."),
    "space": (b" \n\t\n", "{} is empty but for 4 characters of space."),
    "NUL": (
        b"abc\x00def",
        "{} is not plain text: holds the control character 0x00 at byte 3.",
    ),
    "a picture": (
        b"\x89PNG\r\n\x1a\n\x00\x00",
        "{} is not plain text: holds the control character 0x1a at byte 6.",
    ),
    "Latin-1": (
        b"Ren\xe9e",
        "{} is not UTF-8: the byte 0xe9 at byte 3 is out of place.",
    ),
    "cut short": (
        "Renée".encode()[:4],
        "{} is not UTF-8: the byte 0xc3 at byte 3 is out of place.",
    ),
    "UTF-16": (
        "Harbour".encode("utf-16"),
        "{} is UTF-16, not UTF-8 (byte 0); save it as UTF-8.",
    ),
    "half a surrogate pair": (
        b"abc\xed\xa0\x80",
        "{} is not UTF-8: it holds half a surrogate pair at byte 3.",
    ),
    "ten megabytes": (
        b"word " * 2_000_000,
        "{} is too large: 10,000,000 bytes, and 2,000,000 are allowed.",
    ),
    "one byte too many": (
        b"x" * (MAX_BYTES + 1),
        "{} is too large: 2,000,001 bytes, and 2,000,000 are allowed.",
    ),
}


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_refused_by_name_with_what_and_where(
    run, a_file, content, message
):
    path = a_file(content)

    out, err, failure = run(path)

    assert failure == message.format(path)
    assert (out, err) == ("", "")
    assert not SourceStory.objects.exists()


def test_the_largest_file_is_archived(run, a_file):
    out, _, failure = run(a_file(b"x" * MAX_BYTES))

    assert "archived as" in out
    assert failure == ""


def test_a_folder_is_refused(run, tmp_path):
    assert run(str(tmp_path))[2] == f"{tmp_path} is a folder: name the files in it."


def test_a_file_that_is_not_there_is_refused(run, tmp_path):
    assert run(f"{tmp_path}/no.txt")[2] == f"{tmp_path}/no.txt does not exist."
    assert run("")[2] == "“” does not exist."


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_refused(run, a_file):
    path = a_file("Harbour.")
    os.chmod(path, 0)

    assert run(path)[2] == f"{path} cannot be read: Permission denied."


def test_a_name_too_long_for_the_system_is_refused(run):
    assert run("x" * 5_000)[2].endswith("cannot be read: File name too long.")


def test_a_device_without_end_is_not_read_to_its_end(run):
    assert stat.S_ISCHR(os.stat("/dev/zero").st_mode)

    assert "is too large" in run("/dev/zero")[2]


def test_a_name_with_odd_characters_is_printed_safely(run, tmp_path):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/we\x1b[31mird\xff\n.txt")
    with open(name, "w", encoding="utf-8") as file:
        file.write("Harbour.")

    out, _, failure = run(name)

    assert failure == ""
    shown, _, _ = out.removesuffix("\n").partition(": archived")
    assert shown == f"{tmp_path}/we\\x1b[31mird\\udcff\\n.txt"
    assert out.removesuffix("\n").isprintable()


def test_a_bad_file_does_not_hold_up_the_good_ones(run, a_file):
    good, bad = a_file("Harbour."), a_file(b"\xff", "bad.txt")
    also = a_file("Beacon.", "beacon.txt")

    out, err, failure = run(good, bad, also)

    assert err == f"{bad} is not UTF-8: the byte 0xff at byte 0 is out of place.\n"
    assert out.endswith("2 archived, 1 refused.\n")
    assert failure == "1 of 3 files were not archived."
    assert SourceStory.objects.count() == 2


WRONG = {
    "no file": ({}, "Name the files of the stories, or give --stdin."),
    "a file and the standard input": (
        {"stdin": True, "paths": ["a.txt"]},
        "Name the files of the stories, or give --stdin.",
    ),
    "one headline for two": (
        {"headline": "One", "paths": ["a.txt", "b.txt"]},
        "--headline belongs to one story: name one file.",
    ),
    "one address for two": (
        {"url": "https://a.example/", "paths": ["a.txt", "b.txt"]},
        "--url belongs to one story: name one file.",
    ),
    "no such outlet": (
        {"outlet": "no\x1b", "paths": ["a.txt"]},
        "There is no outlet “no\\x1b”: add it at the desk first.",
    ),
    "no date": (
        {"published": "17 Smarch", "paths": ["a.txt"]},
        "--published: “17 Smarch” cannot be read as a date.",
    ),
    "no address": (
        {"url": "javascript:alert(1)", "paths": ["a.txt"]},
        "--url: Enter a valid URL.",
    ),
    "a headline without end": (
        {"headline": "x" * 301, "paths": ["a.txt"]},
        "--headline: Ensure this value has at most 300 characters (it has 301).",
    ),
}


@pytest.mark.parametrize(("options", "message"), WRONG.values(), ids=WRONG.keys())
def test_wrong_details_are_refused_before_any_file_is_read(run, options, message):
    before = every_row()
    details = {name: value for name, value in options.items() if name != "paths"}

    out, err, failure = run(*options.get("paths", ()), **details)

    assert failure.startswith(message)
    assert (out, err) == ("", "")
    assert every_row() == before


def test_a_database_that_refuses_is_told_in_one_message(run, a_file, monkeypatch):
    def refuse(*args, **named):
        raise DatabaseError("no such table: articles_snapshot")

    monkeypatch.setattr(
        "articles.management.commands.import_story.archive_story", refuse
    )

    assert run(a_file("Harbour."))[2] == (
        "The database refused: no such table: articles_snapshot. Has it been migrated?"
    )


# --- Terminal and pipe ------------------------------------------------------------


@pytest.fixture
def terminal(monkeypatch):
    """A terminal for both streams, and what a person sees once it is closed."""
    leader, follower = pty.openpty()
    stream = os.fdopen(follower, "w", encoding="utf-8")
    chunks = []

    def watch():
        # The kernel ends a terminal that nobody holds open with an error.
        with contextlib.suppress(OSError):
            while chunk := os.read(leader, 65_536):
                chunks.append(chunk)

    # A terminal holds few characters that nobody has read, and then it blocks.
    watcher = threading.Thread(target=watch)
    watcher.start()

    def seen():
        stream.close()
        watcher.join()
        return b"".join(chunks).decode()

    monkeypatch.setenv("TERM", "xterm")
    yield stream, seen
    stream.close()
    watcher.join()
    os.close(leader)


def test_many_files_show_their_progress_on_a_terminal(terminal, a_file, monkeypatch):
    stream, seen = terminal
    monkeypatch.setattr(sys, "stderr", stream)
    paths = [a_file(f"Story {n}.", f"{n}.txt") for n in range(3)]

    call_command("import_story", *paths, stdout=stream, stderr=stream)

    shown = seen()
    assert "Archiving" in shown
    assert len(re.findall("archived as", shown)) == 3
    assert "3 archived." in shown


def test_one_file_needs_no_progress(terminal, a_file):
    stream, seen = terminal

    call_command("import_story", a_file("Story."), stdout=stream, stderr=stream)

    assert "Archiving" not in seen()


def test_a_stream_that_knows_ascii_alone_is_enough(a_file):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)

    call_command("import_story", a_file("Story.", "Renée.txt"), stdout=out)

    assert b"Ren\\xe9e.txt: archived as" in out.buffer.getvalue()


def test_the_help_gives_an_example(capsys):
    with pytest.raises(SystemExit):
        call_command("import_story", "--help")

    shown = capsys.readouterr().out
    assert "manage.py import_story stories/*.txt" in shown
    assert shown.index("--stdin") < shown.index("--settings")
