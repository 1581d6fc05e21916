"""How long the desk's preview takes: 2,000 words that cite 50 facts.

    python -m benchmarks.preview

Makes a database of its own in memory and prints the median and the worst of 30
previews, the whole request from the form to the page, and of 30 checks beside it.
Gate: 200 ms.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable

import django

WORDS, FACTS, ROUNDS = 2_000, 50, 30


def main() -> None:
    os.environ.setdefault("SECRET_KEY", "a benchmark signs nothing")
    os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    os.environ.setdefault("SECURE_SSL_REDIRECT", "false")
    django.setup()
    measure()


def measure() -> None:
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from tests import builders as make

    setup_test_environment()
    call_command("migrate", verbosity=0)
    make.a_masthead()
    show = make.a_show("Harbour")
    keys = [make.an_accepted_fact(show).key for _ in range(FACTS)]
    client = Client()
    client.force_login(make.a_superuser())
    form = {
        "headline": "Harbour is ordered",
        "body": piece(keys),
        "section": make.a_section().pk,
        "about": [show.pk],
    }
    desk = "/admin/articles/article"
    report("preview", lambda: client.post(f"{desk}/preview/", form))
    report("check", lambda: client.post(f"{desk}/check/", form))


def piece(keys: list[str]) -> str:
    """So many words in paragraphs of a hundred, a heading over every fifth."""
    sentence = "The harbour show was ordered on a Friday, they said."
    lines = []
    for number in range(WORDS // 100):
        cited = keys[number::20]
        marks = [f"[@{key}]" for key in cited] + [""] * (10 - len(cited))
        if number % 5 == 0:
            lines.append("## What is known")
        lines.append(" ".join(f"{sentence}{mark}" for mark in marks))
    return "\n\n".join(lines)


def report(name: str, ask: Callable[[], object]) -> None:
    took = []
    ask()
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        answer = ask()
        took.append((time.perf_counter() - begin) * 1_000)
        assert getattr(answer, "status_code", 0) == 200
    middle = statistics.median(took)
    sys.stdout.write(f"{name}: median {middle:.0f} ms, worst {max(took):.0f} ms\n")


if __name__ == "__main__":
    main()
