"""The settings refuse to boot on a missing or malformed value, and name it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.sqlite import journal_mode, wal_is_safe

ROOT = Path(__file__).resolve().parents[2]
GOOD = {"SECRET_KEY": "a-key-for-this-test", "PATH": os.environ["PATH"]}


def boot(**variables: str) -> subprocess.CompletedProcess[str]:
    """Reads the settings in a process that has these variables and no others."""
    return subprocess.run(
        [sys.executable, "-c", "import newsroom.settings as s; print(s.DEBUG)"],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_key_is_all_that_is_needed_and_debug_is_off():
    done = boot(**GOOD)

    assert (done.returncode, done.stdout) == (0, "False\n"), done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("DEBUG", "maybe"),
        ("FOUR_EYES", "2"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("DATABASE_URL", "mysql://root@localhost/news"),
        ("DATABASE_URL", "no url at all"),
        ("SECURE_SSL_REDIRECT", "perhaps"),
    ],
)
def test_a_bad_value_refuses_to_boot_and_names_the_variable(name, value):
    done = boot(**GOOD | {name: value})

    last = done.stderr.strip().splitlines()[-1]
    assert done.returncode != 0
    assert "ImproperlyConfigured" in last
    assert name in last


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "DELETE"),
        ((3, 44, 5), "DELETE"),
        ((3, 44, 6), "WAL"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "DELETE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "DELETE"),
        ((3, 53, 0), "WAL"),
    ],
    ids=str,
)
def test_wal_is_used_only_with_a_mended_sqlite(version, mode):
    assert journal_mode(version) == mode
    assert wal_is_safe(version) is (mode == "WAL")
