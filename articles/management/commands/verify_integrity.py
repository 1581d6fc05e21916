"""Whether anything that never changes was changed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from articles.actions.sealing import seal
from articles.integrity import Fault, Report, SealUnreadable, verify
from articles.management.terminal import HelpWithExamples, print_anything
from articles.nearest import printable

EXAMPLES = """
examples:
  manage.py verify_integrity
  manage.py verify_integrity --against 1032-5-0-6-3f9c…
  manage.py loaddata fixtures/*.yaml && manage.py verify_integrity --seal
"""
SHOWN_AT_MOST = 1_000
_EVERY = 100


class Command(BaseCommand):
    help = (
        "Compares every passage with its archived text, and every edition, "
        "cancellation and deed with the digest it was sealed with. Prints each fault "
        "on standard error; without one, the counts and a seal to keep elsewhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = HelpWithExamples
        parser.epilog = EXAMPLES
        parser.add_argument(
            "--seal",
            action="store_true",
            help="first give a digest to rows that bear none, as after loaddata",
        )
        parser.add_argument(
            "--against",
            default="",
            metavar="SEAL",
            help="a seal printed earlier: what it covers has to be there still",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        print_anything(self.stdout, self.stderr)
        try:
            if options["seal"]:
                self.stdout.write(f"{seal():,} rows sealed.")
            report = verify(against=options["against"], step=self._progress())
        except SealUnreadable as error:
            raise CommandError(printable(str(error))) from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read: {error}.") from error
        self._clear()
        self._print(report)

    def _print(self, report: Report) -> None:
        counts = ", ".join(f"{number:,} {name}" for name, number in _told(report))
        kept = [fault for fault in report.faults if not fault.is_derived]
        derived = [fault for fault in report.faults if fault.is_derived]
        for fault in kept[:SHOWN_AT_MOST]:
            self._tell(fault)
        for fault in derived[:SHOWN_AT_MOST]:
            self._tell(fault, "derived, can be made again: ")
        if report.faults:
            raise CommandError(
                f"{_faults(len(kept))} and {len(derived):,} in derived rows, in "
                f"{counts}."
            )
        self.stdout.write(f"Compared {counts}: all as they were.")
        self.stdout.write(f"seal {report.seal}")

    def _tell(self, fault: Fault, kind: str = "") -> None:
        self.stderr.write(kind + printable(str(fault)), self.style.NOTICE)

    def _progress(self) -> Callable[[str, int], None] | None:
        """What tells a person how far it is; nothing in a pipe."""
        if not self._is_watched():
            return None

        def tell(name: str, done: int) -> None:
            if done % _EVERY == 1:
                self.stderr.write(f"\r{name}: {done:,}\x1b[K", ending="")
                self.stderr.flush()

        return tell

    def _clear(self) -> None:
        if self._is_watched():
            self.stderr.write("\r\x1b[K", ending="")

    def _is_watched(self) -> bool:
        return bool(self.stderr.isatty() and sys.stdout.isatty())


def _told(report: Report) -> list[tuple[str, int]]:
    return sorted(report.counts.items()) or [("rows", 0)]


def _faults(number: int) -> str:
    return "1 fault" if number == 1 else f"{number:,} faults"
