"""Loads the demo, or other fixture files, with care."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import demo
from articles.fixture_files import FixtureRefused


class Command(BaseCommand):
    help = (
        "Loads the demo's fixtures: every row checked, all of them or none. What is "
        "there already and says the same is left alone."
    )

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        example = "Example: manage.py load_demo, or manage.py load_demo my/facts.yaml"
        return super().create_parser(*args, epilog=example, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
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
        try:
            done = demo.load(paths)
        except FixtureRefused as error:
            raise CommandError(f"Nothing was loaded. {error.message}") from error
        if options["verbosity"]:
            self.stdout.write(f"{done.rows:,} rows checked, {done.written:,} written.")
