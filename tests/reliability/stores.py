"""Databases to be killed in: made from one that is kept, and read from outside."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

Rows = dict[str, frozenset]


class SqliteStore:
    """A file, copied from the kept one."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.file, self.kept = folder / "run.sqlite3", folder / "kept.sqlite3"
        self.url = f"sqlite:///{self.file}"

    def make(self):
        """The file with the tables that the tests have already, to migrate none."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(self.file)])

    def keep(self):
        shutil.copy(self.file, self.kept)

    def drop(self):
        pass

    def fresh(self):
        for left in self.folder.glob("run.sqlite3*"):
            left.unlink()
        shutil.copy(self.kept, self.file)

    def rows(self) -> Rows:
        """Every row of every table, as the next process would find it."""
        with closing(sqlite3.connect(self.file)) as found:
            named = found.execute("SELECT name FROM sqlite_master WHERE type='table'")
            tables = [name for (name,) in named]
            assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert found.execute("PRAGMA foreign_key_check").fetchall() == []
            return {
                table: frozenset(found.execute(f'SELECT * FROM "{table}"'))
                for table in tables
            }

    def differing(self, rows: Rows) -> list[str]:
        """The tables that hold other rows than these."""
        now = self.rows()
        return [table for table in rows if now[table] != rows[table]]


class PostgresStore:
    """A database on the server of DATABASE_URL, copied from the kept one."""

    def __init__(self, folder: Path, server: str):
        self.folder = folder
        self.server = server.rpartition("/")[0]
        self.run, self.kept = (f"{part}_{os.getuid()}_{folder.name}" for part in "rk")
        self.url = f"{self.server}/{self.run}"

    def _connect(self, name: str):
        import psycopg

        url = urlsplit(self.server)
        return psycopg.connect(
            host=url.hostname,
            port=url.port or 5432,
            user=url.username,
            password=url.password,
            dbname=name,
            autocommit=True,
        )

    def _on_the_server(self, *commands: str):
        with self._connect("postgres") as server:
            for command in commands:
                server.execute(command)

    def make(self):
        self._on_the_server(f'CREATE DATABASE "{self.run}"')

    def keep(self):
        from django.db import connection

        connection.close()
        self._on_the_server(f'CREATE DATABASE "{self.kept}" TEMPLATE "{self.run}"')

    def fresh(self):
        self._wait_for_the_dead()
        self._on_the_server(
            f'DROP DATABASE IF EXISTS "{self.run}"',
            f'CREATE DATABASE "{self.run}" TEMPLATE "{self.kept}"',
        )

    def drop(self):
        for name in (self.run, self.kept):
            self._on_the_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _wait_for_the_dead(self):
        """The server notices only after a while that nobody is there any more."""
        with self._connect("postgres") as server:
            for _ in range(500):
                asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
                if server.execute(asked, [self.run]).fetchone() == (0,):
                    return
                time.sleep(0.02)
        raise AssertionError("A dead process still holds its connection.")

    def rows(self) -> Rows:
        self._wait_for_the_dead()
        with self._connect(self.run) as found:
            named = found.execute(
                "SELECT table_name FROM information_schema.tables "
                "WHERE table_schema = 'public'"
            )
            return {
                table: frozenset(
                    found.execute(f'SELECT t::text FROM "{table}" t').fetchall()
                )
                for (table,) in named.fetchall()
            }

    def differing(self, rows: Rows) -> list[str]:
        """The tables that hold more or fewer rows; their numbers have moved on."""
        now = self.rows()
        return [table for table in rows if len(now[table]) != len(rows[table])]


def store_in(folder: Path) -> SqliteStore | PostgresStore:
    """The store of that folder, on the kind of database that DATABASE_URL names."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        return PostgresStore(folder, url)
    return SqliteStore(folder)
