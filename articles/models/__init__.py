"""What the newsroom knows, and what it writes.

Rows with a status, a consequence or a second row to keep true are changed by
`articles.actions` alone; these models hold what the database can hold by itself.
"""

from .articles import Article, ArticleStatus
from .comments import Comment
from .editions import (
    Cancellation,
    Edition,
    EditionCitation,
    EditionKind,
    Rendering,
)
from .evidence import Evidence, Origin, Stance
from .facts import CATALOGUE_ROWS, CLAIM_ROWS, Fact
from .front_page import FrontSlot, SlotRule
from .history import Change
from .kinds import ON_RECORD, Certainty, FactStatus, Replacement, ValueKind
from .masthead import Masthead, MenuItem, MenuPlace, StaticPage
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
from .topics import FormerAddress, Section, Topic
from .working_copies import PreviewLink, WorkingCopy

__all__ = [
    "CATALOGUE_ROWS",
    "CLAIM_ROWS",
    "ON_RECORD",
    "Article",
    "ArticleStatus",
    "Block",
    "BlockKind",
    "Cancellation",
    "Certainty",
    "Change",
    "Comment",
    "Edition",
    "EditionCitation",
    "EditionKind",
    "Evidence",
    "Fact",
    "FactStatus",
    "FormerAddress",
    "FrontSlot",
    "Masthead",
    "MenuItem",
    "MenuPlace",
    "Origin",
    "Outlet",
    "OutletKind",
    "Passage",
    "PreviewLink",
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
    "WorkingCopy",
]
