"""Writes the demo's fixtures from the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import demo
from articles.fixture_files import FixtureRefused
from articles.management.terminal import HelpWithExamples, print_anything

EXAMPLES = """
examples:
  manage.py save_demo
  manage.py save_demo --to /tmp/demo
"""


class Command(BaseCommand):
    help = (
        "Writes the demo's fixtures from the database: load the demo, edit it at the "
        "desk, save it. Passwords are never written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = HelpWithExamples
        parser.epilog = EXAMPLES
        parser.add_argument(
            "--to",
            type=Path,
            metavar="FOLDER",
            default=settings.BASE_DIR / "fixtures",
            help="Where the files go. Default: fixtures/",
        )

    def handle(self, *, to: Path, **options: Any) -> None:
        print_anything(self.stdout, self.stderr)
        try:
            to.mkdir(parents=True, exist_ok=True)
            files = demo.save(to)
        except FixtureRefused as error:
            raise CommandError(f"Nothing was written. {error.message}") from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error
        if options["verbosity"]:
            self.stdout.write(f"{len(files)} files written to {to}.")
