"""What may be done in which state: a reason why not, or None.

Pure questions over plain values. Every action asks here first, and the desk asks
the same questions to know which buttons to show.
"""

from __future__ import annotations

from collections.abc import Sequence

from articles.body import MAX_BODY


class Refused(Exception):
    """An action was asked for that its rules do not allow; `reasons` say why."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


FACT_MOVES: dict[str, tuple[str, ...]] = {
    "proposed": ("accepted", "rejected"),
    "accepted": (),
    "rejected": (),
}
ARTICLE_MOVES: dict[str, tuple[str, ...]] = {
    "draft": ("published",),
    "published": ("published",),
}


def why_not_move(
    moves: dict[str, tuple[str, ...]], what: str, old: str, new: str
) -> str | None:
    """Why a thing in state `old` cannot come to `new`."""
    if new in moves[old]:
        return None
    return f"The {what} is {old}; it cannot become {new}."


def why_not_accept(
    *,
    status: str,
    supports: int,
    proposed_by_accepter: bool,
    four_eyes: bool,
    taken_by: str = "",
    only_one: bool = True,
) -> str | None:
    """Why a fact cannot be accepted. `supports` counts its supporting passages.

    `taken_by` describes the accepted fact in its place, if there is one; `only_one`
    says whether that may be another value or is the same.
    """
    moved = why_not_move(FACT_MOVES, "fact", status, "accepted")
    if moved:
        return moved
    if not supports:
        return "No passage supports it: attach one first."
    if four_eyes and proposed_by_accepter:
        return "You proposed it yourself: somebody else must accept it."
    if taken_by and not only_one:
        return f"The same is accepted already: {taken_by}."
    if taken_by:
        return (
            f"Another value is already accepted here: {taken_by}. "
            f"Only one is allowed at a time."
        )
    return None


def why_not_reject(*, status: str, why: str) -> str | None:
    """Why a fact cannot be rejected."""
    if not why.strip():
        return "Say why it is rejected."
    return why_not_move(FACT_MOVES, "fact", status, "rejected")


def why_not_attach(*, status: str) -> str | None:
    """Why no evidence can be added to a fact."""
    if status == "rejected":
        return "The fact is rejected; it takes no more evidence."
    return None


def why_not_cite(*, key: str, status: str, supported: bool) -> str | None:
    """Why a published text cannot rest on this fact."""
    if status == "proposed":
        return f"[@{key}] is only proposed: accept it or take the citation out."
    if status != "accepted":
        return f"[@{key}] is {status}: take the citation out."
    if not supported:
        return f"[@{key}] rests on no checked passage: check its evidence."
    return None


def why_not_publish(
    *,
    status: str,
    headline: str,
    body: str,
    unknown_keys: Sequence[str],
    citation_reasons: Sequence[str],
    address: str,
    image_without_alt: bool,
    own_article: bool,
    four_eyes: bool,
) -> list[str]:
    """Every reason why an article cannot be published; empty where it can.

    `address` is what is wrong with its address, or empty.
    """
    reasons = []
    moved = why_not_move(ARTICLE_MOVES, "article", status, "published")
    if moved:
        reasons.append(moved)
    if not headline.strip():
        reasons.append("It has no headline.")
    if not body.strip():
        reasons.append("It has no text.")
    if len(body) > MAX_BODY:
        reasons.append(
            f"Its text has {len(body):,} characters; {MAX_BODY:,} are allowed."
        )
    if address:
        reasons.append(address)
    reasons += [
        f"[@{key}] is cited, but there is no such fact." for key in unknown_keys
    ]
    reasons += citation_reasons
    if image_without_alt:
        reasons.append("Its picture has no alternative text.")
    if four_eyes and own_article:
        reasons.append("You wrote it yourself: somebody else must publish it.")
    return reasons
