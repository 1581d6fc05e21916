"""How much of what readers see rests on a checked passage."""

from __future__ import annotations

import csv
import json
from argparse import ArgumentTypeError
from collections.abc import Iterable
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from rich.console import Console
from rich.table import Table
from rich.text import Text

from articles.coverage import Coverage, Total, coverage_of, entries_with_page, total
from articles.management.terminal import HelpWithExamples, print_anything
from articles.models import SourceStory
from articles.nearest import printable
from articles.source_coverage import source_coverage
from catalog.models import EntryKind

EXAMPLES = """
examples:
  manage.py coverage
  manage.py coverage --kind show --kind season --fail-under 100
  manage.py coverage --verify --format json
  manage.py coverage --sources
"""

HEADINGS = ("kind", "entry", "values", "sourced", "percent", "without a source")


def share(text: str) -> float:
    """A percentage from 0 to 100; ArgumentTypeError otherwise."""
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise ArgumentTypeError(f"“{printable(text)}” is not a percentage, as in 95")
    return value


class Command(BaseCommand):
    help = (
        "Prints, for every entry that has a page, how many of its values rest on an "
        "accepted fact with a checked passage."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = HelpWithExamples
        parser.epilog = EXAMPLES
        parser.add_argument(
            "--fail-under",
            type=share,
            metavar="PERCENT",
            help="exit with status 1 where the total is below this",
        )
        parser.add_argument(
            "--kind",
            action="append",
            choices=EntryKind.values,
            help="count entries of this kind alone; may be given more than once",
        )
        parser.add_argument(
            "--format",
            choices=("table", "csv", "json"),
            default="table",
            help="how to print it (default: a table)",
        )
        parser.add_argument(
            "--verify",
            action="store_true",
            help="compare every passage with its archived text first",
        )

        parser.add_argument(
            "--sources",
            action="store_true",
            help="measure instead what of each source story has been used, and list "
            "the claims that no fact rests on yet",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        print_anything(self.stdout, self.stderr)
        if options["sources"]:
            self.print_sources()
            return
        entries = entries_with_page(*options["kind"] or ()).iterator()
        try:
            rows = coverage_of(entries, verified=options["verify"])
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read: {error}.") from error
        whole = total(rows)
        getattr(self, f"print_{options['format']}")(rows, whole)
        if options["fail_under"] is None:
            return
        if not whole.values:
            raise CommandError("There is nothing to measure: no page shows a value.")
        if whole.sourced * 100 < options["fail_under"] * whole.values:
            raise CommandError(
                f"{whole.percent:.1f} % of the values have a source, and "
                f"{options['fail_under']:g} % are asked for."
            )

    def print_sources(self) -> None:
        """Each story with its share of used claim sentences and the unused ones."""
        for row in source_coverage(SourceStory.objects.order_by("key")):
            self.stdout.write(
                f"{printable(row.story.key)}  {row.used} of {row.claims} claim "
                f"sentences used  {row.percent:.1f} %"
            )
            for sentence in row.unclaimed:
                self.stdout.write(f"    {printable(sentence)}")

    def print_table(self, rows: list[Coverage], whole: Total) -> None:
        lines = [_cells(row) for row in rows]
        end = _figures("total", f"{whole.entries:,} entries", whole)
        if self.stdout.isatty():
            table = Table(*HEADINGS, show_footer=True)
            for column, footer in zip(table.columns, end, strict=True):
                column.footer = footer
            for column in table.columns[2:5]:
                column.justify = "right"
            for cells in lines:
                table.add_row(*map(Text, cells))
            Console(file=cast(IO[str], self.stdout)).print(table)
            return
        for line in _aligned([HEADINGS, *lines, end]):
            self.stdout.write(line)

    def print_csv(self, rows: list[Coverage], _whole: Total) -> None:
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(("kind", "slug", "url", *HEADINGS[1:]))
        for row in rows:
            kind, *rest = _cells(row)
            writer.writerow((kind, row.slug, row.url, *rest))

    def print_json(self, rows: list[Coverage], whole: Total) -> None:
        content = {
            "entries": [
                {
                    "kind": row.kind,
                    "slug": row.slug,
                    "url": row.url,
                    "entry": row.label,
                    "values": row.values,
                    "sourced": row.sourced,
                    "percent": row.percent,
                    "missing": [
                        {"label": cell.label, "text": cell.text} for cell in row.missing
                    ],
                }
                for row in rows
            ],
            "total": {
                "entries": whole.entries,
                "values": whole.values,
                "sourced": whole.sourced,
                "percent": whole.percent,
            },
        }
        self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2))


def _cells(row: Coverage) -> tuple[str, ...]:
    """One line of the table: what lacks a source is named once each."""
    labels = dict.fromkeys(cell.label for cell in row.missing)
    named = row.slug if "/" in row.slug else row.label
    return (*_figures(row.kind, named, row)[:5], printable(", ".join(labels)))


def _figures(kind: str, name: str, row: Coverage | Total) -> tuple[str, ...]:
    return (
        kind,
        printable(name),
        f"{row.values:,}",
        f"{row.sourced:,}",
        f"{row.percent:.1f}" if row.values else "–",
        "",
    )


def _aligned(lines: Iterable[tuple[str, ...]]) -> Iterable[str]:
    lines = list(lines)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (
            cell.rjust(width) if 2 <= number <= 4 else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
