"""What television is made of: entries, and the rows that hang on them.

Everything that has a page is an `Entry`, so that a fact, a title, an image or an
external id needs one foreign key. Facts themselves live above, in another app:
nothing here knows of them.
"""

from .credits import Credit, CreditKind, Department, Job
from .entries import Entry, EntryKind, FormerSlug, Visibility, hidden
from .links import ExternalId, Relation, RelationKind
from .media import Image, ImageKind, Licence
from .organisations import (
    Availability,
    CompanyCredit,
    CompanyRole,
    Organisation,
    OrganisationForm,
)
from .people import Character, Person
from .presses import Press
from .titles import Title, TitleKind
from .works import (
    Episode,
    Franchise,
    Genre,
    ProductionStatus,
    Season,
    Show,
    Work,
    WorkForm,
)

__all__ = [
    "Availability",
    "Character",
    "CompanyCredit",
    "CompanyRole",
    "Credit",
    "CreditKind",
    "Department",
    "Entry",
    "EntryKind",
    "Episode",
    "ExternalId",
    "FormerSlug",
    "Franchise",
    "Genre",
    "Image",
    "ImageKind",
    "Job",
    "Licence",
    "Organisation",
    "OrganisationForm",
    "Person",
    "Press",
    "ProductionStatus",
    "Relation",
    "RelationKind",
    "Season",
    "Show",
    "Title",
    "TitleKind",
    "Visibility",
    "Work",
    "WorkForm",
    "hidden",
]
