"""Loads the demo, or other fixture files, with care."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console

from articles import demo
from articles.fixture_files import FixtureRefused
from articles.management.terminal import HelpWithExamples, print_anything

EXAMPLES = """
examples:
  manage.py load_demo
  manage.py load_demo my/facts.yaml my/articles.yaml
"""


class Command(BaseCommand):
    help = (
        "Loads the demo's fixtures: every row checked, all of them or none. What is "
        "there already and says the same is left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = HelpWithExamples
        parser.epilog = EXAMPLES
        parser.add_argument(
            "paths",
            nargs="*",
            type=Path,
            metavar="PATH",
            default=[settings.BASE_DIR / "fixtures"],
            help="YAML files in the order of loading, or a folder that holds the "
            "demo's seven. Default: fixtures/",
        )

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        print_anything(self.stdout, self.stderr)
        try:
            with Console(stderr=True).status("Loading the fixtures…"):
                done = demo.load(paths)
        except FixtureRefused as error:
            raise CommandError(f"Nothing was loaded. {error.message}") from error
        if options["verbosity"]:
            self.stdout.write(f"{done.rows:,} rows checked, {done.written:,} written.")
