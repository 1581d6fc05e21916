"""Which journal SQLite may use with the library that is linked here."""

import sqlite3
from typing import Any

from django.core.checks import CheckMessage, Info, register

# Versions 3.7.0 to 3.51.2 can corrupt a database in WAL mode when a reset of the
# log meets a checkpoint (sqlite.org/wal.html, "WAL-reset bug"); these are mended.
_MENDED_FROM = (3, 51, 3)
_BACKPORTS = {(3, 44): 6, (3, 50): 7}
_WITHDRAWN = {(3, 52, 0)}


def wal_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether WAL mode is free of the WAL-reset bug in this SQLite library."""
    major, minor, patch = version[:3]
    if (major, minor, patch) in _WITHDRAWN:
        return False
    if (major, minor) in _BACKPORTS:
        return patch >= _BACKPORTS[major, minor]
    return (major, minor, patch) >= _MENDED_FROM


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """`WAL` where the library is a mended one, otherwise `DELETE`."""
    return "WAL" if wal_is_safe(version) else "DELETE"


@register(deploy=True)
def say_which_journal(**_: Any) -> list[CheckMessage]:
    """Which journal mode SQLite runs in here, and why; for `check --deploy`."""
    version = sqlite3.sqlite_version
    if wal_is_safe():
        why = f"SQLite {version} is free of the WAL-reset bug."
    else:
        why = f"SQLite {version} can corrupt a database in WAL mode (WAL-reset bug)."
    return [Info(f"journal_mode={journal_mode()}: {why}", id="newsroom.I001")]
