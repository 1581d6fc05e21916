"""The demo command: where it runs, where it refuses to, and what it leaves behind."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.test import override_settings

from articles.demo import rows_in
from articles.demo_accounts import lock_accounts, open_accounts, why_not_here
from catalog.models import Show
from tests import builders as make

ROOT = Path(__file__).resolve().parents[2]


# --- Where it may run -----------------------------------------------------------------


@pytest.fixture
def rows(fixtures):
    return rows_in([fixtures / "catalogue.yaml", fixtures / "facts.yaml"])


def test_the_demo_runs_where_there_is_nothing_but_the_demo(the_demo, rows):
    assert why_not_here(rows) is None


def test_the_demo_does_not_run_where_there_are_real_staff(the_demo, rows):
    make.a_superuser("ada")

    assert why_not_here(rows) == "ada is not one of the demo's staff."


def test_the_demo_does_not_run_beside_entries_of_others(the_demo, rows):
    make.a_show("Harbour")

    assert why_not_here(rows) == "The show “harbour” is not part of the demo."


def test_the_demo_does_not_run_beside_facts_of_others(the_demo, rows):
    ballard = Show.objects.get(slug="ballard")
    fact = make.a_fact(ballard, predicate="genre", text="Crime")

    assert why_not_here(rows) == f"The fact “{fact.key}” is not part of the demo."


def test_the_demo_goes_on_with_what_its_staff_have_added(
    the_demo, rows, django_user_model
):
    editor = django_user_model.objects.get(username="demo-editor")
    show = make.a_show("Harbour")
    LogEntry.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(Show),
        object_id=show.pk,
        action_flag=ADDITION,
    )
    make.a_fact(show, predicate="genre", text="Crime", by=editor)

    assert why_not_here(rows) is None


def test_the_demo_is_a_process_of_its_own(db):
    with (
        override_settings(DEMO=False),
        pytest.raises(CommandError, match="Run it as manage.py demo"),
    ):
        call_command("demo", "--no-server")


# --- Passwords ------------------------------------------------------------------------


def test_passwords_are_new_each_time_and_can_be_taken_away(the_demo, django_user_model):
    first, second = open_accounts(), open_accounts()

    assert [account.username for account in first] == [
        "demo-reporter",
        "demo-checker",
        "demo-editor",
        "demo-producer",
    ]
    passwords = {account.password for account in first + second}
    assert len(passwords) == 8
    for account in second:
        user = django_user_model.objects.get(username=account.username)
        assert user.check_password(account.password)
        assert account.role in account.username

    lock_accounts()

    assert not any(u.has_usable_password() for u in django_user_model.objects.all())


# --- The command itself ---------------------------------------------------------------


def environment(folder):
    kept = {k: v for k, v in os.environ.items() if k not in ("SECRET_KEY", "DEMO")}
    return kept | {"DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3"}


def manage(folder, *words, **variables):
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=environment(folder) | variables,
    )


PASSWORD = re.compile(r"\b[a-z2-9]{4}(?:-[a-z2-9]{4}){3}\b")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the database of a demo that was made by one command."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def first_run(folder):
    return manage(folder, "demo", "--no-server")


def test_one_command_makes_the_demo_and_says_how_to_sign_in(first_run):
    assert (first_run.returncode, first_run.stderr) == (0, "")
    assert "http://127.0.0.1:8000/" in first_run.stdout
    assert "http://127.0.0.1:8000/admin/" in first_run.stdout
    for role in ("reporter", "checker", "editor", "producer"):
        assert f"demo-{role}" in first_run.stdout
    assert len(set(PASSWORD.findall(first_run.stdout))) == 4


def test_the_second_time_there_are_new_passwords_and_nothing_else(first_run, folder):
    before = _rows(folder)

    second = manage(folder, "demo", "--no-server", "--port", "8123")

    assert (second.returncode, second.stderr) == (0, "")
    assert "http://127.0.0.1:8123/" in second.stdout
    both = PASSWORD.findall(first_run.stdout) + PASSWORD.findall(second.stdout)
    assert len(set(both)) == 8
    assert _rows(folder) == before


def _rows(folder):
    """How many rows each table has."""
    with closing(sqlite3.connect(folder / "demo.sqlite3")) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in names
        }


def test_a_database_of_something_else_is_left_as_it_is(tmp_path):
    path = tmp_path / "demo.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE ledger (sum integer)")
    before = path.read_bytes()

    done = manage(tmp_path, "demo", "--no-server")

    assert done.returncode == 1
    assert "it holds tables that are not the newsroom's." in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert path.read_bytes() == before


def test_a_port_that_is_taken_is_named_before_anything_is_done(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = manage(tmp_path, "demo", "--port", str(port))

    assert done.returncode == 1
    assert f"Port {port} is taken. Take another: manage.py demo --port" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "demo.sqlite3").exists()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "80x", "８０"])
def test_a_port_that_is_none_is_refused(tmp_path, port):
    done = manage(tmp_path, "demo", f"--port={port}")

    assert done.returncode == 2
    assert "is not a port, as in 8000" in done.stderr


@pytest.mark.parametrize("command", ["demo", "load_demo", "save_demo"])
def test_help_ends_with_examples(tmp_path, command):
    done = manage(tmp_path, command, "--help", SECRET_KEY="x")

    assert done.returncode == 0
    assert f"examples:\n  manage.py {command}" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="signals end the server elsewhere")
def test_the_site_runs_until_it_is_ended_and_then_nobody_can_sign_in(first_run, folder):
    port = _free_port()
    running = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(folder),
    )
    try:
        page = _open(f"http://127.0.0.1:{port}/admin/login/", running)
    finally:
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)

    assert "csrfmiddlewaretoken" in page
    assert running.returncode == 0, err
    assert out.rstrip().endswith("The demo has ended. Its passwords no longer work.")
    assert err == ""
    with closing(sqlite3.connect(folder / "demo.sqlite3")) as database:
        kept = database.execute("SELECT password FROM auth_user").fetchall()
    assert [password[:1] for (password,) in kept] == ["!"] * 4


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def _open(url, running):
    """The page, as soon as the server answers; it has a minute to start."""
    for _ in range(240):
        assert running.poll() is None, running.communicate()
        try:
            with urllib.request.urlopen(url) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the server did not answer within a minute")
