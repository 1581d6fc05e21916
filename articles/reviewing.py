"""What may be done with an article in which state: the reasons why not.

Pure questions over plain values, as in `lifecycle`, which holds the moves.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from articles.lifecycle import ARTICLE_MOVES, why_not_move

MOVES = ("submit", "withdraw", "send back", "approve", "reopen", "publish")
"""The deeds that bring an article from one state to another."""

_NOT_APPROVED = {
    "draft": "It is a draft: send it to review first.",
    "in-review": "It is in review: somebody has to approve it first.",
}


def why_not_submit(*, status: str, headline: str, body: str) -> list[str]:
    """Every reason why an article cannot be sent to review."""
    reasons = []
    moved = why_not_move(ARTICLE_MOVES, "article", status, "in-review")
    if moved:
        reasons.append(moved)
    if not headline.strip():
        reasons.append("It has no headline.")
    if not body.strip():
        reasons.append("It has no text.")
    return reasons


def why_not_withdraw(*, status: str) -> str | None:
    """Why an article cannot be taken out of review."""
    if status == "in-review":
        return None
    return f"The article is {status}; it is not in review."


def why_not_send_back(*, status: str, why: str) -> list[str]:
    """Every reason why an article cannot be sent back to its author."""
    reasons = []
    if status not in ("in-review", "ready"):
        reasons.append(f"The article is {status}; only one in review is sent back.")
    if not why.strip():
        reasons.append("Say why it is sent back.")
    return reasons


def why_not_approve(
    *, status: str, own_article: bool, four_eyes: bool, open_comments: int
) -> list[str]:
    """Every reason why an article is not ready to be published."""
    reasons = []
    if status != "in-review":
        reasons.append(f"The article is {status}; only one in review is approved.")
    if four_eyes and own_article:
        reasons.append("You wrote it yourself: somebody else must approve it.")
    if open_comments:
        many, them = (
            ("comments are", "them") if open_comments > 1 else ("comment is", "it")
        )
        reasons.append(f"{open_comments} {many} open: resolve {them} first.")
    return reasons


def why_not_reopen(*, status: str, is_scheduled: bool) -> str | None:
    """Why a published article cannot go back to being worked on as a draft."""
    if status != "published":
        return f"The article is {status}; there is nothing to reopen."
    if is_scheduled:
        return "An edition is scheduled: cancel the schedule first."
    return None


def why_not_cancel(*, is_out: bool, is_cancelled: bool) -> str | None:
    """Why the schedule of an edition cannot be cancelled."""
    if is_cancelled:
        return "The schedule is cancelled already."
    if is_out:
        return "The edition is out: publish a correction or a retraction instead."
    return None


def why_not_follow(
    *,
    kind: str,
    number: int,
    last_live_from: datetime.datetime,
    live_from: datetime.datetime,
    is_out: bool,
    note: str,
    has_corrections: bool,
) -> list[str]:
    """Every reason why no edition of that kind can come after edition `number`."""
    reasons = []
    if kind == "first":
        reasons.append("The first edition is out: choose what kind this one is.")
    if kind == "minor" and has_corrections:
        reasons.append("A fact it cites was wrong: publish it as a correction.")
    if kind == "update" and has_corrections:
        reasons.append("A fact it cites was wrong: an update does not say so.")
    if kind != "minor" and not note.strip():
        reasons.append(_NOTES_NEEDED.get(kind, _NOTES_NEEDED["update"]))
    # Of two editions at one moment readers would never see the first.
    if last_live_from > live_from or (last_live_from == live_from and not is_out):
        reasons.append(
            f"Edition {number} goes live at {_in_utc(last_live_from)}; the next one "
            f"has to come after it."
        )
    return reasons


_NOTES_NEEDED = {
    "update": "Say in a note to readers what changed.",
    "correction": "Word the correction: say what was wrong, and what is right.",
    "retraction": "Say to readers why it is taken back.",
}


def why_not_then(
    *,
    live_from: datetime.datetime | None,
    now: datetime.datetime,
    embargo_until: datetime.datetime | None,
) -> list[str]:
    """Every reason why no edition can go live at that moment; None is now."""
    reasons = []
    moment = live_from or now
    if live_from is not None and live_from <= now:
        reasons.append(
            f"{_in_utc(live_from)} is past: leave the moment blank to publish at once."
        )
    if embargo_until is not None and moment < embargo_until:
        reasons.append(f"It is under embargo until {_in_utc(embargo_until)}.")
    return reasons


def _in_utc(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%d %H:%M:%S} UTC"


def why_not_publish(
    *,
    status: str,
    headline: str,
    body: str,
    problems: Sequence[str],
    unknown_keys: Sequence[str],
    citation_reasons: Sequence[str],
    address: str,
    image_without_alt: bool,
    own_article: bool,
    four_eyes: bool,
    unworded_corrections: Sequence[str] = (),
) -> list[str]:
    """Every reason why an article cannot be published; empty where it can.

    `problems` are those of the text and its pictures; `address` is what is wrong with
    its address, or empty.
    """
    reasons = []
    if status in ("draft", "in-review"):
        reasons.append(_NOT_APPROVED[status])
    if not headline.strip():
        reasons.append("It has no headline.")
    if not body.strip():
        reasons.append("It has no text.")
    reasons += problems
    if address:
        reasons.append(address)
    reasons += [
        f"[@{key}] is cited, but there is no such fact." for key in unknown_keys
    ]
    reasons += citation_reasons
    reasons += [
        f"It needs the wording of its correction about {key}."
        for key in unworded_corrections
    ]
    if image_without_alt:
        reasons.append("Its picture has no alternative text.")
    if four_eyes and own_article:
        reasons.append("You wrote it yourself: somebody else must publish it.")
    return reasons
