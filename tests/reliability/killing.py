"""Does one deed over and over in a child process and kills it at some moment.

A program of its own, as what it kills has to be a whole process with a database of
its own: `python -m tests.reliability.killing FOLDER DEED --kills 20 --seed 1`. Each
time it starts from the same rows and a standing clock, so that there are two states
only that the database may be found in: as before the deed, and as after it. Prints
a line of JSON.
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
import os
import random
import signal
import sys
import time
import traceback
from contextlib import ContextDecorator
from pathlib import Path

from .stores import store_in

ROOT = Path(__file__).resolve().parents[2]
STORY = Path(__file__).with_name("a_report.txt")
NOW = datetime.datetime(2026, 3, 6, 12, 0, tzinfo=datetime.UTC)


class NoTransaction(ContextDecorator):
    """Stands in for `transaction.atomic` and holds nothing together."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False


def boot(*, is_atomic: bool) -> None:
    """Starts Django; the actions take their decorators as they are imported."""
    import django
    from django.db import transaction

    if not is_atomic:
        transaction.atomic = lambda using=None, *a, **k: (
            NoTransaction()(using) if callable(using) else NoTransaction()
        )
    django.setup()
    from django.contrib.auth import hashers

    # A password that nobody can use is written at random.
    hashers.get_random_string = lambda length, *_: "x" * length


def deeds() -> dict:
    """What is done in the child, by name."""
    from django.core.management import call_command

    from articles import demo
    from articles.actions import facts, publishing, replacing, topics
    from articles.models import Article, Edition, Fact, Topic

    def fact(text):
        return Fact.objects.get(text=text)

    def article(slug):
        return Article.objects.get(slug=slug)

    return {
        "publish": lambda: publishing.publish(article("ready"), by=None, note="New."),
        "cancel": lambda: publishing.cancel(
            Edition.objects.get(article__slug="soon"), by=None
        ),
        "retract article": lambda: publishing.retract_article(
            article("out"), by=None, why="It is not so."
        ),
        "accept": lambda: facts.accept(fact("drama"), by=None),
        "replace": lambda: replacing.replace(
            fact("TV-MA"), fact("TV-14"), how="correction", by=None, why="Misread."
        ),
        "retract": lambda: replacing.retract(fact("TV-MA"), by=None, why="Misread."),
        "merge topics": lambda: topics.merge_topics(
            Topic.objects.get(slug="one"), into=Topic.objects.get(slug="two"), by=None
        ),
        "import a story": lambda: call_command(
            "import_story", str(STORY), stdout=io.StringIO()
        ),
        "load the demo": lambda: demo.load([ROOT / "fixtures"]),
    }


def make_world() -> None:
    """The rows that every deed finds."""
    from django.core.management import call_command
    from django.db import connection

    from articles.models import Topic
    from tests import builders as make

    # A copy of the tables of the tests may come without a word of its migrations.
    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    show = make.a_show("Harbour")
    rating = make.an_accepted_fact(show, predicate="rating", text="TV-MA")
    make.a_fact(show, predicate="rating", text="TV-14")
    make.a_fact(show, predicate="genre", text="drama")
    one, _two = (Topic.objects.create(slug=s, name=s) for s in ("one", "two"))
    cites = {"body": f"It is.[@{rating.key}]", "about": [show.entry], "topics": [one]}
    for slug in ("out", "also-out"):
        make.an_edition(slug, slug=slug, **cites)
    make.an_edition("Soon", slug="soon", live_from=NOW + datetime.timedelta(days=1))
    make.a_ready_article("Ready", slug="ready", **cites)


def in_a_child(deed, *, kill_at: float = 0, kill_after: int = 0, told=None) -> int:
    """Does the deed in a fork of this process; its exit status.

    Killed from outside after `kill_at` seconds, or by itself before its statement
    number `kill_after`. `told` is a file for the number of statements.
    """
    pid = os.fork()
    if pid == 0:
        _do(deed, kill_after, told)
    if kill_at:
        time.sleep(kill_at)
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _do(deed, kill_after: int, told) -> None:
    import time_machine
    from django.db import connection

    count = 0

    def step(execute, sql, params, many, context):
        nonlocal count
        count += 1
        if count == kill_after:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    status = 1
    try:
        with time_machine.travel(NOW, tick=False), connection.execute_wrapper(step):
            deed()
        connection.close()
        if told:
            told.write_text(str(count))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def kill(store, deed, *, kills: int, seed: int, until_half: bool = False) -> dict:
    """What became of the database, each time the deed was killed.

    With `until_half` the first half state is enough, and the rest is not tried.
    """
    rng = random.Random(seed)
    told = store.folder / "statements"
    store.fresh()
    before = store.rows()
    start = time.monotonic()
    if in_a_child(deed, told=told):
        raise SystemExit("The deed fails even where nobody kills it.")
    lasts, statements = time.monotonic() - start, int(told.read_text())
    after = store.rows()
    found = {"killed": 0, "before": 0, "after": 0, "half": []}
    for number in range(kills):
        if until_half and found["half"]:
            break
        store.fresh()
        moment = (
            {"kill_at": rng.uniform(0, lasts)}
            if number % 2
            else {"kill_after": rng.randint(1, statements)}
        )
        found["killed"] += in_a_child(deed, **moment) == -signal.SIGKILL
        rows = store.rows()
        if rows == before:
            found["before"] += 1
            # Nothing has to be repaired: the deed can be done after all.
            if in_a_child(deed) or store.differing(after):
                found["half"].append({"again": store.differing(after), **moment})
        elif rows == after:
            found["after"] += 1
        else:
            torn = [table for table in rows if rows[table] != after.get(table)]
            found["half"].append({"tables": torn, **moment})
    return {**found, "statements": statements, "is real": before != after}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("deed")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-atomic", action="store_true")
    given = parser.parse_args()
    store = store_in(given.folder)
    os.environ["DATABASE_URL"] = store.url
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    boot(is_atomic=not given.without_atomic)
    if given.deed == "make the world":
        import time_machine

        with time_machine.travel(NOW - datetime.timedelta(hours=1), tick=False):
            make_world()
        store.keep()
        return
    deed = deeds()[given.deed]
    found = kill(
        store,
        deed,
        kills=given.kills,
        seed=given.seed,
        until_half=given.without_atomic,
    )
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
