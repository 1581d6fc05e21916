"""Who may do what on the desk, as it is promised, cell by cell.

Written down apart from `articles/roles.py` and from the admin, so that neither can
change without this table. Whoever is not named may not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

REPORTERS = {"reporter", "checker", "editor", "producer"}
CHECKERS = {"checker", "editor", "producer"}
EDITORS = {"editor", "producer"}
PRODUCERS = {"producer"}
NOBODY: set[str] = set()

# --- Models: everybody with a role sees all but the accounts -------------------------

HIDDEN = {"User", "Group"}
REPORTED = {"Article", "Fact", "Outlet", "SourceStory"}
CATALOGUE = {
    "Character", "Episode", "Franchise", "Genre", "Image", "Job", "Organisation",
    "Person", "Season", "Show", "Work",
}  # fmt: skip
FURNITURE = {"FrontSlot", "Section", "StaticPage"}

ADDED = {
    **dict.fromkeys(REPORTED, REPORTERS),
    **dict.fromkeys(CATALOGUE | {"Topic"}, EDITORS),
    **dict.fromkeys(FURNITURE, PRODUCERS),
}
CHANGED = {
    **dict.fromkeys({"Outlet", "SourceStory"}, REPORTERS),
    # The article asked for here is somebody else's and is out.
    **dict.fromkeys(CATALOGUE | {"Topic", "Article"}, EDITORS),
    **dict.fromkeys(FURNITURE | {"Masthead"}, PRODUCERS),
    # The page of a fact takes its buttons; no column is changed by it.
    "Fact": REPORTERS,
    # An entry is changed on the page of its kind, to which this one leads.
    "Entry": REPORTERS,
}
DELETED = {
    **dict.fromkeys({"Topic", "Image"}, EDITORS),
    **dict.fromkeys(FURNITURE, PRODUCERS),
}


def may(model: str, page: str) -> set[str]:
    """The roles that a page of the model answers, by GET or by POST."""
    if page in ("list", "row", "history", "autocomplete", "action"):
        return NOBODY if model in HIDDEN else REPORTERS
    table = {"add": ADDED, "popup": ADDED, "change": CHANGED, "delete": DELETED}
    table["inline"] = CHANGED
    return table[page].get(model, NOBODY)


# --- Articles: in each state, one's own and another's --------------------------------


@dataclass(frozen=True)
class Case:
    """Somebody before an article; `state` is one of those of the world."""

    role: str
    state: str
    is_own: bool

    @property
    def is_editor(self) -> bool:
        return self.role in EDITORS

    @property
    def sees(self) -> bool:
        """Editors all; others what is theirs or out; checkers what is in review."""
        if self.role not in REPORTERS:
            return False
        to_check = self.role in CHECKERS and self.state in ("in review", *READY)
        return self.is_editor or self.is_own or self.state == "published" or to_check

    @property
    def writes(self) -> bool:
        """Editors everywhere; others their own drafts."""
        is_theirs = self.is_own and self.state == "draft"
        return self.role in REPORTERS and (self.is_editor or is_theirs)


READY = ("ready", "called off")

ARTICLE_PAGES: dict[str, Callable[[Case], bool]] = {
    "change": lambda case: case.sees,
    "history": lambda case: case.sees,
    "compare": lambda case: case.sees,
    "publish": lambda case: case.is_editor,
    "retract": lambda case: case.is_editor,
    "embargo": lambda case: case.is_editor,
    "previews": lambda case: case.writes,
    "delete": lambda case: False,
}
ARTICLE_DEEDS: dict[str, Callable[[Case], bool]] = {
    "save": lambda case: case.writes,
    "delete": lambda case: False,
    # Sent to review once more, what was ready has to be approved again.
    "submit": lambda case: case.writes and case.state in ("draft", *READY),
    "withdraw": lambda case: (
        (case.is_editor or (case.is_own and case.sees)) and case.state == "in review"
    ),
    "send-back": lambda case: case.is_editor and case.state in ("in review", *READY),
    "approve": lambda case: case.is_editor and case.state == "in review",
    "reopen": lambda case: case.is_editor and case.state == "published",
    "assign": lambda case: case.is_editor or (case.is_own and case.sees),
    "comment": lambda case: case.sees and (case.is_own or case.role in CHECKERS),
    "publish": lambda case: case.is_editor and case.state in (*READY, "published"),
    "retract": lambda case: case.is_editor and case.state == "published",
    "embargo": lambda case: case.is_editor and case.state != "published",
    "previews": lambda case: case.writes,
    "cancel": lambda case: case.is_editor and case.state == "scheduled",
    "keep": lambda case: case.writes,
}

# --- Facts: who may press which button in which state --------------------------------

FACT_PAGES = {
    "change": (REPORTERS, ()),
    "history": (REPORTERS, ()),
    "amend": (REPORTERS, ()),
    "replace": (CHECKERS, ()),
    "delete": (NOBODY, ()),
}
FACT_DEEDS = {
    "accept": (CHECKERS, {"proposed"}),
    "reject": (CHECKERS, {"proposed"}),
    "retract": (CHECKERS, {"accepted"}),
    "undo": (CHECKERS, {"replaced", "retracted"}),
    "attach": (REPORTERS, {"proposed", "accepted", "replaced", "retracted"}),
}
