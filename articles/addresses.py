"""Keys and addresses that never change once they are given."""

from __future__ import annotations

from django.utils.text import slugify

MAX_KEY = 140


def fact_key(*, subject: str, predicate: str, detail: str = "") -> str:
    """The key of a fact: its subject, its predicate and what tells it from others.

    "ballard/season-1", "cast", "titus-welliver" gives
    "ballard-season-1-cast-titus-welliver".
    """
    words = "-".join(part for part in (subject, predicate, detail) if part)
    return slugify(words.replace("/", "-"))[:MAX_KEY].strip("-")
