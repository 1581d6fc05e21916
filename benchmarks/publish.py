"""How long publishing 5,000 words with 200 citations takes; at most 1 s.

Run as `python -m benchmarks.publish`. The database is SQLite in memory unless
DATABASE_URL names a server, on which a test database is made and dropped.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from statistics import median

WORDS, CITATIONS, ROUNDS, PROMISE = 5_000, 200, 5, 1.0


def main() -> int:
    os.environ.setdefault("SECRET_KEY", "x" * 64)
    os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False)
    try:
        return measure()
    finally:
        teardown_databases(made, verbosity=0)


def measure() -> int:
    """Prints the median of five rounds; 1 where it is more than promised."""
    from articles.actions.publishing import publish
    from tests import builders as make

    entry = make.a_show().entry
    facts = [
        make.an_accepted_fact(entry, predicate="premise", text=f"Premise {n}")
        for n in range(CITATIONS)
    ]
    each = WORDS // CITATIONS
    body = "\n\n".join(
        " ".join(f"word{n}" for n in range(each)) + f".[@{fact.key}]" for fact in facts
    )
    took, saved = [], []
    for number in range(ROUNDS):
        article = make.a_ready_article(f"Round {number}", body=body, about=[entry])
        saved.append(seconds(article.save))
        took.append(seconds(lambda article=article: publish(article, by=None)))
    publishing, saving = median(took), median(saved)
    sys.stdout.write(
        f"{WORDS:,} words, {CITATIONS} citations: {publishing:.3f} s to publish, "
        f"{publishing / saving:.0f} times a plain save ({saving * 1_000:.1f} ms)\n"
    )
    return int(publishing > PROMISE)


def seconds(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
