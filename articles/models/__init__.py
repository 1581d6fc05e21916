"""What the newsroom knows, and what it writes.

Rows with a status, a consequence or a second row to keep true are changed by
`articles.actions` alone; these models hold what the database can hold by itself.
"""

from .articles import Article, ArticleStatus
from .editions import Edition, EditionCitation, EditionKind, Rendering
from .evidence import Evidence, Origin, Stance
from .facts import Fact
from .history import Change
from .kinds import ON_RECORD, Certainty, FactStatus, Replacement, ValueKind
from .masthead import (
    FrontSlot,
    Masthead,
    MenuItem,
    MenuPlace,
    SlotRule,
    StaticPage,
)
from .sources import (
    Block,
    BlockKind,
    Outlet,
    OutletKind,
    Passage,
    Snapshot,
    SourceStory,
)
from .tasks import Task, TaskKind
from .topics import Section, Topic

__all__ = [
    "ON_RECORD",
    "Article",
    "ArticleStatus",
    "Block",
    "BlockKind",
    "Certainty",
    "Change",
    "Edition",
    "EditionCitation",
    "EditionKind",
    "Evidence",
    "Fact",
    "FactStatus",
    "FrontSlot",
    "Masthead",
    "MenuItem",
    "MenuPlace",
    "Origin",
    "Outlet",
    "OutletKind",
    "Passage",
    "Rendering",
    "Replacement",
    "Section",
    "SlotRule",
    "Snapshot",
    "SourceStory",
    "Stance",
    "StaticPage",
    "Task",
    "TaskKind",
    "Topic",
    "ValueKind",
]
