"""Runs the newsroom with the demo in it, on this machine alone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from argparse import ArgumentTypeError
from io import StringIO
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections
from rich.console import Console
from rich.table import Table

from articles import demo
from articles.actions.rendering import render_missing
from articles.demo_accounts import (
    Account,
    is_loaded,
    lock_accounts,
    open_accounts,
    why_not_here,
)
from articles.fixture_files import FixtureRefused
from articles.management.terminal import HelpWithExamples, print_anything

HOST = "127.0.0.1"

EXAMPLES = """
examples:
  manage.py demo
  manage.py demo --port 8080
  manage.py demo --no-server
"""


def port_number(text: str) -> int:
    """A port from 1 to 65535; ArgumentTypeError otherwise."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) < 65536:
        raise ArgumentTypeError(f"“{text[:20]}” is not a port, as in 8000")
    return int(text)


class Command(BaseCommand):
    help = (
        "Loads the demo into an empty database, gives its staff passwords that hold "
        "until the demo ends, and runs the site on this machine."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = HelpWithExamples
        parser.epilog = EXAMPLES
        parser.add_argument(
            "--port", type=port_number, default=8000, help="default: 8000"
        )
        parser.add_argument(
            "--no-server",
            action="store_true",
            help="load the demo and print the passwords, and run nothing",
        )

    def handle(self, *, port: int, no_server: bool, **options: Any) -> None:
        print_anything(self.stdout, self.stderr)
        if not settings.DEMO:
            raise CommandError("Run it as manage.py demo, in a process of its own.")
        if not no_server:
            _check_port(port)
        try:
            self._prepare()
            if no_server:
                self._welcome(port)
            else:
                self._run(port)
        except FixtureRefused as error:
            raise CommandError(f"The demo is broken. {error.message}") from error
        except DatabaseError as error:
            raise CommandError(f"The database refuses: {error}.") from error

    def _prepare(self) -> None:
        rows = demo.rows_in([settings.BASE_DIR / "fixtures"])
        reason = why_not_here(rows)
        if reason:
            raise CommandError(
                f"The demo does not run in this database: {reason} "
                f"Name another in DATABASE_URL, as in sqlite:///demo.sqlite3."
            )
        with Console(stderr=True).status("Preparing the demo…"):
            call_command("migrate", verbosity=0, interactive=False)
            if is_loaded():
                # Left as its staff have made it, but shown by today's renderer.
                render_missing()
            else:
                demo.load_rows(rows)

    def _welcome(self, port: int) -> None:
        accounts = open_accounts()
        self.stdout.write(_welcome(accounts, port, is_tty=self.stdout.isatty()))

    def _run(self, port: int) -> None:
        """Runs the server until somebody ends it, and locks the accounts again."""
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _interrupt)
        server, status = None, 0
        try:
            self._welcome(port)
            self.stdout.write("Press Ctrl-C to end the demo.")
            self.stdout.flush()
            connections.close_all()
            server = subprocess.Popen(
                _server_command(port), env=_server_environment(), cwd=settings.BASE_DIR
            )
            status = server.wait()
        except KeyboardInterrupt:
            if server is not None:
                _end(server)
        finally:
            lock_accounts()
        if status:
            raise CommandError(f"The server has stopped with status {status}.")
        self.stdout.write("\nThe demo has ended. Its passwords no longer work.")


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
            probe.listen(1)
        except PermissionError as error:
            raise CommandError(
                f"Port {port} is not for everybody. Take another: --port 8000"
            ) from error
        except OSError as error:
            other = port + 1 if port < 65535 else 8000
            raise CommandError(
                f"Port {port} is taken. Take another: manage.py demo --port {other}"
            ) from error


def _welcome(accounts: list[Account], port: int, *, is_tty: bool) -> str:
    """Where to go and how to sign in, as wide as it has to be."""
    site = f"http://{HOST}:{port}"
    out = StringIO()
    console = Console(file=out, width=100, force_terminal=is_tty, highlight=False)
    where = Table.grid(padding=(0, 2))
    where.add_row("The site", f"{site}/")
    where.add_row("The desk", f"{site}/admin/")
    who = Table("Role", "User", "Password")
    for account in accounts:
        who.add_row(account.role, account.username, account.password)
    console.print(where)
    console.print(who)
    return out.getvalue()


def _server_command(port: int) -> list[str]:
    if os.name == "nt":
        address = f"{HOST}:{port}"
        return [sys.executable, "manage.py", "runserver", "--noreload", address]
    module, _, application = settings.WSGI_APPLICATION.rpartition(".")
    return [
        # Nothing has been collected: the static files come from where they are.
        *(sys.executable, "-W", "ignore:No directory at"),
        *("-m", "gunicorn", f"{module}:{application}"),
        *("--bind", f"{HOST}:{port}"),
        *("--workers", "1", "--threads", "4"),
        *("--log-level", "warning", "--graceful-timeout", "3"),
        "--no-control-socket",
    ]


def _server_environment() -> dict[str, str]:
    return os.environ | {"SECRET_KEY": settings.SECRET_KEY, "DEMO": "true"}


def _interrupt(_number: int, _frame: Any) -> NoReturn:
    raise KeyboardInterrupt


def _end(server: subprocess.Popen) -> None:
    """Asks the server to end, and does not wait for ever."""
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
