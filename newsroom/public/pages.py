"""What each kind of page gives its template; the parts are those of `inputs`."""

from __future__ import annotations

from dataclasses import dataclass

from .charts import Chart
from .edition_inputs import (
    CompareForm,
    Comparison,
    CorrectionMonth,
    EditionRow,
    FrontPreview,
    Limit,
)
from .html import Html
from .inputs import (
    Block,
    Card,
    Change,
    Days,
    EditionLine,
    Episode,
    Evidence,
    Group,
    KnownPart,
    Link,
    Notice,
    Pagination,
    Passage,
    PassageBlock,
    Past,
    Picture,
    Quote,
    Record,
    Result,
    Row,
    Season,
    ShowCard,
    ShowGroup,
    SourceGroup,
    SourceRow,
    TimelineRow,
    Value,
    When,
)
from .posters import Poster


@dataclass(frozen=True)
class HomePage:
    lead: Card | None
    changes: tuple[Change, ...]
    latest: tuple[Card, ...]
    shows: tuple[ShowCard, ...]
    blocks: tuple[Block, ...]
    sources: tuple[Evidence, ...]
    preview: FrontPreview | None = None


@dataclass(frozen=True)
class ListingPage:
    title: str
    dek: str
    cards: tuple[Card, ...]
    pagination: Pagination | None
    breadcrumbs: tuple[Link, ...] = ()
    kicker: str = ""
    filters: tuple[Link, ...] = ()
    about: tuple[ShowCard, ...] = ()


@dataclass(frozen=True)
class ArticlePage:
    breadcrumbs: tuple[Link, ...]
    kickers: tuple[Link, ...]
    headline: str
    dek: str
    byline: str
    edition: EditionLine
    reading: str
    points: Html | str
    notices: tuple[Notice, ...]
    picture: Picture | None
    body: Html
    topics: tuple[Link, ...]
    about: tuple[ShowCard, ...]
    unknown: tuple[Row, ...]
    related: tuple[Card, ...]
    sources: tuple[Evidence, ...]
    changes: tuple[Change, ...] = ()
    banner: str = ""
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class RetractedPage:
    """What is left at the address of an article that was taken back."""

    breadcrumbs: tuple[Link, ...]
    kickers: tuple[Link, ...]
    headline: str
    edition: EditionLine
    notice: Notice


@dataclass(frozen=True)
class HistoryPage:
    breadcrumbs: tuple[Link, ...]
    about: Link
    title: str
    dek: str
    editions: tuple[EditionRow, ...]
    form: CompareForm | None
    comparison: Comparison | None


@dataclass(frozen=True)
class CorrectionsPage:
    title: str
    dek: str
    months: tuple[CorrectionMonth, ...]
    pagination: Pagination | None
    breadcrumbs: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class ShowsPage:
    title: str
    dek: str
    groups: tuple[ShowGroup, ...]
    pagination: Pagination | None
    sources: tuple[Evidence, ...]
    breadcrumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EntryPage:
    """What the page of any entry has; the subclasses add what is theirs."""

    breadcrumbs: tuple[Link, ...]
    kickers: tuple[Link, ...]
    title: str
    dek: Value | None
    poster: Poster
    picture: Picture | None
    glance: tuple[Row, ...]
    on_record: tuple[Row, ...]
    quotes: tuple[Quote, ...]
    articles: tuple[Card, ...]
    links: tuple[Link, ...]
    sources: tuple[Evidence, ...]
    changes: tuple[Change, ...] = ()
    past: Past | None = None
    days: Days | None = None
    more: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ShowPage(EntryPage):
    seasons: tuple[Season, ...]
    cast: tuple[Group, ...]
    crew: tuple[Group, ...]
    companies: tuple[Row, ...]
    titles: tuple[Row, ...]
    relations: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class SeasonPage(EntryPage):
    episodes: tuple[Episode, ...]
    cast: tuple[Group, ...]
    crew: tuple[Group, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, kw_only=True)
class EpisodePage(EntryPage):
    synopsis: Value | None
    cast: tuple[Group, ...]
    crew: tuple[Group, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, kw_only=True)
class PersonPage(EntryPage):
    departments: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class CharacterPage(EntryPage):
    played_by: tuple[Group, ...]
    relations: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class CompanyPage(EntryPage):
    works: tuple[Group, ...]
    people: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class FranchisePage(EntryPage):
    shows: tuple[ShowCard, ...]
    relations: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class WorkPage(EntryPage):
    relations: tuple[Row, ...]


@dataclass(frozen=True)
class PeoplePage:
    title: str
    dek: str
    filters: tuple[Link, ...]
    groups: tuple[Group, ...]
    pagination: Pagination | None
    breadcrumbs: tuple[Link, ...] = ()


@dataclass(frozen=True)
class FactPage:
    breadcrumbs: tuple[Link, ...]
    subject: Link
    claim: str
    status: str
    status_label: str
    certainty: str
    certainty_label: str
    rows: tuple[Row, ...]
    supports: tuple[Passage, ...]
    disputes: tuple[Passage, ...]
    changes: tuple[Change, ...]
    cited_by: tuple[Card, ...]
    note: str = ""


@dataclass(frozen=True)
class SourcesPage:
    title: str
    dek: str
    groups: tuple[SourceGroup, ...]
    pagination: Pagination | None
    filters: tuple[Link, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()


@dataclass(frozen=True)
class SourcePage:
    breadcrumbs: tuple[Link, ...]
    kicker: str
    headline: str
    untitled: bool
    dek: str
    live_url: str
    rows: tuple[Row, ...]
    blocks: tuple[PassageBlock, ...]
    entries: tuple[Link, ...]


@dataclass(frozen=True)
class OutletPage:
    breadcrumbs: tuple[Link, ...]
    kicker: str
    title: str
    dek: str
    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    sources: tuple[SourceRow, ...]
    pagination: Pagination | None
    record: Record | None = None


@dataclass(frozen=True)
class KnownPage:
    breadcrumbs: tuple[Link, ...]
    about: Link
    title: str
    dek: str
    past: Past | None
    days: Days | None
    parts: tuple[KnownPart, ...]
    unknown: tuple[Row, ...]
    changes: tuple[Change, ...]
    more: tuple[Link, ...]
    sources: tuple[Evidence, ...]


@dataclass(frozen=True)
class TimelinePage:
    breadcrumbs: tuple[Link, ...]
    about: Link
    title: str
    dek: str
    chart: Chart | None
    rows: tuple[TimelineRow, ...]
    undated: tuple[Change, ...]
    sources: tuple[Evidence, ...]


@dataclass(frozen=True)
class RefusalPage:
    title: str
    dek: str
    way_on: Link


@dataclass(frozen=True)
class SearchPage:
    title: str
    query: str
    tally: str = ""
    filters: tuple[Link, ...] = ()
    results: tuple[Result, ...] = ()
    pagination: Pagination | None = None


@dataclass(frozen=True)
class StaticPage:
    title: str
    dek: str
    body: Html
    updated: When | None = None
