"""Sources, facts, articles and the masthead on the desk, mirroring the models.

Nothing with a status is saved here: every button calls an action.
"""

from . import (
    articles,
    facts,
    history,
    masthead,
    panels,
    sources,
    staff,
    tasks,
    topics,
)

__all__ = [
    "articles",
    "facts",
    "history",
    "masthead",
    "panels",
    "sources",
    "staff",
    "tasks",
    "topics",
]
