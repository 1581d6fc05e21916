"""Text files into the archive, one source story each."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.management.base import (
    BaseCommand,
    CommandError,
    CommandParser,
    OutputWrapper,
)
from django.db import DatabaseError
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress

from articles.actions.sources import archive_story
from articles.intake import MAX_BYTES, IntakeRefused, read_text
from articles.lifecycle import Refused
from articles.management.terminal import HelpWithExamples, print_anything
from articles.models import Outlet, SourceStory
from articles.nearest import printable

EXAMPLES = """
examples:
  manage.py import_story stories/*.txt
  manage.py import_story order.txt --outlet the-trade --published "17 November 2023"
  pbpaste | manage.py import_story --stdin --headline "Harbour is ordered"

What is not given stays unknown; an editor may infer it later, with a reason.
"""

DETAILS = ("headline", "published", "url", "byline", "label")
OF_ONE_STORY = ("headline", "url")
STDIN = "the standard input"

Say = Callable[[str, OutputWrapper], None]


class Unreadable(Exception):
    """A file that cannot be read; the message names it and says why."""


class Command(BaseCommand):
    help = (
        "Archives text files (UTF-8, 2 MB at most) as source stories. A text that is "
        "archived already is not archived twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = HelpWithExamples
        parser.epilog = EXAMPLES
        parser.add_argument("paths", nargs="*", metavar="PATH")
        parser.add_argument(
            "--stdin", action="store_true", help="read one story from standard input"
        )
        parser.add_argument("--headline", help="the story's own headline")
        parser.add_argument("--outlet", metavar="SLUG", help="who published it")
        parser.add_argument(
            "--published", metavar="DATE", help="as exact as it is known: “July 2025”"
        )
        parser.add_argument("--url", help="where it is published")
        parser.add_argument("--byline", help="who wrote it")
        parser.add_argument("--label", help="shown beside every passage of it")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = options["paths"]
        if bool(paths) == options["stdin"]:
            raise CommandError("Name the files of the stories, or give --stdin.")
        known = self.details(options)
        names = paths or [STDIN]
        for name in OF_ONE_STORY:
            if len(names) > 1 and name in known:
                raise CommandError(f"--{name} belongs to one story: name one file.")
        print_anything(self.stdout, self.stderr)
        came_to: Counter[str] = Counter()
        refused = ""
        with self.progress(names) as (stories, say):
            for name in stories:
                try:
                    came_to[self.archive(name, known, say)] += 1
                except Unreadable as error:
                    refused = str(error)
                    came_to["refused"] += 1
                    if len(names) > 1:
                        say(refused, self.stderr)
        if len(names) > 1:
            self.stdout.write(
                ", ".join(f"{count:,} {what}" for what, count in came_to.items()) + "."
            )
        if refused:
            many = f"{came_to['refused']:,} of {len(names):,} files were not archived."
            raise CommandError(many if len(names) > 1 else refused)

    def details(self, options: dict[str, Any]) -> dict[str, Any]:
        """What the options say of the story; CommandError for what cannot be so."""
        known = {name: options[name] for name in DETAILS if options[name]}
        for name, value in known.items():
            try:
                field: Any = SourceStory._meta.get_field(name)
                field.clean(value, None)
            except ValidationError as error:
                raise CommandError(f"--{name}: {' '.join(error.messages)}") from error
        if slug := options["outlet"]:
            try:
                known["outlet"] = Outlet.objects.get(slug=slug)
            except Outlet.DoesNotExist:
                raise CommandError(
                    f"There is no outlet “{printable(slug)}”: add it at the desk first."
                ) from None
            except DatabaseError as error:
                raise CommandError(_of_database(error)) from error
        return known

    def archive(
        self, name: str, known: dict[str, Any], say: Callable[..., None]
    ) -> str:
        """Archives one file or nothing of it; what that came to in a word."""
        shown = printable(name) or "“”"
        try:
            text = read_text(read_bytes(name), name=shown)
            archived = archive_story(text, by=None, name=shown, **known)
        except (IntakeRefused, Refused, OSError) as error:
            raise Unreadable(_sentence(shown, error)) from error
        except ValidationError as error:
            raise Unreadable(f"{shown}: {' '.join(error.messages)}") from error
        except DatabaseError as error:
            raise CommandError(_of_database(error)) from error
        if archived.is_new:
            say(f"{shown}: archived as {archived.story.key}", self.stdout)
            return "archived"
        note = "; its details are left as they are" if known else ""
        say(f"{shown}: already archived as {archived.story.key}{note}", self.stdout)
        return "archived already"

    @contextmanager
    def progress(self, names: list[str]) -> Iterator[tuple[Iterable[str], Say]]:
        """The names one by one, and a way to speak meanwhile.

        Many files show a bar, where somebody is looking: on a terminal.
        """
        if len(names) == 1 or not (self.stdout.isatty() and self.stderr.isatty()):
            yield names, self.say
            return
        console = Console(file=sys.stderr)
        columns = (*Progress.get_default_columns(), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True) as bar:

            def say(words: str, to: OutputWrapper) -> None:
                style = "red" if to is self.stderr else None
                console.print(
                    words, style=style, markup=False, highlight=False, soft_wrap=True
                )

            yield bar.track(names, description="Archiving"), say

    def say(self, words: str, to: OutputWrapper) -> None:
        to.write(words)


def read_bytes(name: str) -> bytes:
    """The bytes of a file, or of the standard input; a little too many at most.

    Raises OSError, and IntakeRefused for a file that is too large to be read.
    """
    if name == STDIN:
        return _some(sys.stdin.buffer)
    with open(name, "rb") as file:
        about = os.fstat(file.fileno())
        if stat.S_ISREG(about.st_mode) and about.st_size > MAX_BYTES:
            raise IntakeRefused(
                f"{printable(name)} is too large: {about.st_size:,} bytes, and "
                f"{MAX_BYTES:,} are allowed."
            )
        return _some(file)


def _some(file: IO[bytes]) -> bytes:
    """No device and no pipe is read to an end that may never come."""
    return file.read(MAX_BYTES + 1)


def _sentence(name: str, error: Exception) -> str:
    if isinstance(error, IsADirectoryError):
        return f"{name} is a folder: name the files in it."
    if isinstance(error, FileNotFoundError):
        return f"{name} does not exist."
    if isinstance(error, OSError):
        return f"{name} cannot be read: {error.strerror or error}."
    return str(error)


def _of_database(error: DatabaseError) -> str:
    return f"The database refused: {printable(str(error))}. Has it been migrated?"
