"""Rows to make wrong fixtures of, and what loading them comes to."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

STORY = "prime-video-orders-a-renee-ballard-series-in-the-bosch-universe"
WHEN = "2026-01-01 10:00:00+00:00"
FACT_REST = (
    f"proposed_by: [demo-reporter], proposed_at: {WHEN}, certainty: reported, "
    "kind: value"
)
AT = f"taken_at: {WHEN}"
HASH = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def row(model: str, fields: str) -> str:
    return f"- model: {model}\n  fields: {{{fields}}}\n"


def fact(key: str, rest: str) -> str:
    return row("articles.fact", f"key: {key}, {FACT_REST}, {rest}")


def passage(rest: str) -> str:
    return row("articles.passage", f"snapshot: [{STORY}, 1], {rest}")


def user(rest: str) -> str:
    return row(
        "auth.user",
        f"username: demo-guest, email: demo-guest@demo.invalid, {rest}",
    )


def show(rest: str) -> str:
    entry = "kind: show, slug: harbour, title: Harbour"
    return row("catalog.entry", entry) + row(
        "catalog.show", f"entry: [show, harbour], {rest}"
    )


def season(rest: str) -> str:
    return row(
        "catalog.entry", "kind: season, slug: ballard/season-9, title: Season 9"
    ) + row("catalog.season", f"entry: [season, ballard/season-9], {rest}")


def edition(body: str, key_points: str = "") -> str:
    text = f"headline: News, slug: news, body: '{body}', byline: The desk"
    times = (
        "live_from: 2026-01-01 10:00:00+00:00, first_live: 2026-01-01 10:00:00+00:00"
    )
    return row(
        "articles.article",
        f"{text}, section: [guides], status: published, author: [demo-reporter], "
        f"created_at: {WHEN}, edited_at: {WHEN}",
    ) + row(
        "articles.edition",
        f"article: [news], number: 1, kind: first, {text}, section: [guides], {times}, "
        f"published_by: [demo-editor], published_at: {WHEN}",
    )


def refused(path: Path, text: str) -> str:
    """The message with which `load_demo` refuses the text as a file."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        call_command("load_demo", path)
    return str(refusal.value)
