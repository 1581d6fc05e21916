"""Killed at any moment, a deed is done or not done, and never half."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from .stores import store_in

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("KILLS", "20"))
DEEDS = (
    "publish",
    "cancel",
    "retract article",
    "accept",
    "replace",
    "retract",
    "merge topics",
    "import a story",
)

# PostgreSQL gives out no row locks outside a transaction: the deed fails at once.
without_row_locks = pytest.mark.skipif(
    connection.features.has_select_for_update, reason="needs SQLite"
)


@pytest.fixture(scope="module")
def world(tmp_path_factory, django_db_setup, django_db_blocker):
    """A folder with the database that every deed starts from."""
    folder = tmp_path_factory.mktemp("killed")
    store = store_in(folder)
    with django_db_blocker.unblock():
        store.make()
    run(folder, "make the world")
    yield folder
    store.drop()


def run(folder, *args):
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability.killing", str(folder), *args],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=1_200,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stdout) if done.stdout else {}


@pytest.mark.parametrize("deed", ["publish", "accept", "replace"])
def test_a_few_kills_leave_no_half_state(world, deed):
    found = run(world, deed, "--kills", "4", "--seed", "3")

    assert found["half"] == []
    assert found["killed"] >= 2
    assert found["is real"]


@without_row_locks
def test_without_transactions_the_harness_finds_half_states(world):
    found = run(world, "publish", "--kills", "10", "--without-atomic")

    assert found["half"]


@pytest.mark.long
@pytest.mark.parametrize("deed", DEEDS)
def test_no_kill_leaves_a_half_state(world, deed):
    found = run(world, deed, "--kills", str(KILLS))

    assert found["half"] == []
    assert found["killed"] >= KILLS / 2
    assert found["is real"]


@without_row_locks
@pytest.mark.long
@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_is_torn_where_atomic_is_taken_away(world, deed):
    assert run(world, deed, "--kills", str(KILLS), "--without-atomic")["half"]


@pytest.mark.long
def test_the_demo_is_loaded_whole_or_not_at_all(world):
    found = run(world, "load the demo", "--kills", str(max(KILLS // 4, 5)))

    assert found["half"] == []
