"""What may be done in which state: a reason why not, or None.

Pure questions over plain values. Every action asks here first, and the desk asks
the same questions to know which buttons to show.
"""

from __future__ import annotations


class Refused(Exception):
    """An action was asked for that its rules do not allow; `reasons` say why."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


FACT_MOVES: dict[str, tuple[str, ...]] = {
    "proposed": ("accepted", "rejected"),
    "accepted": ("replaced", "retracted", "proposed"),
    "rejected": (),
    "replaced": ("accepted",),
    "retracted": ("accepted",),
}
ARTICLE_MOVES: dict[str, tuple[str, ...]] = {
    "draft": ("in-review",),
    "in-review": ("draft", "ready"),
    "ready": ("draft", "in-review", "published"),
    # The next edition; or back to work, or to where a cancelled schedule left it.
    "published": ("published", "draft", "ready"),
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
    if status != "proposed":
        # What was replaced or retracted comes back by undoing that, links and all.
        return f"The fact is {status}; it cannot become accepted."
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


def why_not_replace(
    *,
    old_status: str,
    new_status: str,
    same_subject: bool,
    same_predicate: bool,
    how: str,
    why: str,
) -> str | None:
    """Why one fact cannot take the place of another."""
    moved = why_not_move(FACT_MOVES, "fact", old_status, "replaced")
    if moved:
        return moved
    if new_status != "proposed":
        return f"The new fact is {new_status}; only a proposed one can take its place."
    if not same_subject:
        return "The two facts are about different entries."
    if not same_predicate:
        return "The two facts say different kinds of things."
    if how == "correction" and not why.strip():
        return "Say what was wrong: a correction needs its reason."
    return None


def why_not_retract(*, status: str, why: str) -> str | None:
    """Why a fact cannot be taken back without another in its place."""
    if not why.strip():
        return "Say why it is retracted."
    return why_not_move(FACT_MOVES, "fact", status, "retracted")


def why_not_undo(*, status: str, successor_status: str, why: str) -> str | None:
    """Why a replacement cannot be undone."""
    if status not in ("replaced", "retracted"):
        return f"The fact is {status}; there is nothing to undo."
    if status == "replaced" and successor_status != "accepted":
        return f"Its successor is {successor_status} by now: undo that first."
    if not why.strip():
        return "Say why it is undone."
    return None


def why_not_amend(*, status: str, changes_value: bool) -> str | None:
    """Why what a fact says cannot be changed in place."""
    if status == "accepted" and changes_value:
        return "It is accepted: propose the new value and replace the old fact."
    if status not in ("proposed", "accepted"):
        return f"The fact is {status}; it stays as it was."
    return None


def why_not_attach(*, status: str) -> str | None:
    """Why no evidence can be added to a fact."""
    if status == "rejected":
        return "The fact is rejected; it takes no more evidence."
    return None


def why_not_cite(
    *, key: str, status: str, supported: bool, successor: str = ""
) -> str | None:
    """Why a published text cannot rest on this fact."""
    if status == "proposed":
        return f"[@{key}] is only proposed: accept it or take the citation out."
    if status != "accepted":
        instead = f" and cite [@{successor}] instead" if successor else ""
        return f"[@{key}] is {status}: take the citation out{instead}."
    if not supported:
        return f"[@{key}] rests on no checked passage: check its evidence."
    return None
