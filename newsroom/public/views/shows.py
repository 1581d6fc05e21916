"""Shows, their seasons and their episodes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse

from articles.known import public_facts
from articles.ledger import Ledger
from catalog.models import EntryKind, Episode, Season, Show
from catalog.sheets import Cell, column_cells, credits_of

from .. import inputs, jsonld
from ..addresses import entry_at, reader_page
from ..cards import show_card
from ..cells import Notebook, counted
from ..credits import cast, crew
from ..entries import Reading, read
from ..inputs import Link, ShowGroup, Value
from ..meta import meta
from ..pages import EpisodePage, SeasonPage, ShowPage, ShowsPage
from ..paging import sheet
from ..past import day_asked
from ..pictures import with_picture
from ..site import frame

SHOWS = Link("Shows", "/shows/")
SHOWS_ON_A_PAGE = 60
OTHERS = "More shows"


@reader_page
def shows(request: HttpRequest) -> HttpResponse:
    """All shows by universe; 4 queries."""
    around = frame(request)
    all_shows = Show.objects.with_page().select_related("franchise")
    rows = with_picture(all_shows).order_by(
        F("franchise__sort_key").asc(nulls_last=True), "sort_key", "pk"
    )
    found = sheet(request, rows, SHOWS_ON_A_PAGE)
    ids = [show.pk for show in found.rows]
    facts = public_facts(
        Q(fact__subject__in=ids, fact__predicate__in=("status", "premiere")),
        speakers=False,
    )
    notebook = Notebook(Ledger(facts), around.words)
    groups: dict[tuple[str, str], list[inputs.ShowCard]] = {}
    for show in found.rows:
        groups.setdefault(_universe(show), []).append(show_card(show, notebook))
    page = ShowsPage(
        title="Shows",
        dek=around.words["shows_intro"],
        groups=tuple(
            ShowGroup(label if len(groups) > 1 or url else "", url, tuple(cards))
            for (label, url), cards in groups.items()
        ),
        pagination=found.pagination,
        sources=notebook.sources,
    )
    return around.render("pages/shows.html", page, meta(around, page.title, page.dek))


def _universe(show: Any) -> tuple[str, str]:
    name = franchise_link(show)
    return (name.label, name.url) if name else (OTHERS, "")


def franchise_link(show: Any) -> Link | None:
    return _universe_link(column_cells(show))


def _universe_link(cells: list[Cell]) -> Link | None:
    cell = next((c for c in cells if c.column == "franchise"), None)
    return Link(cell.text, cell.url) if cell else None


# --- One show ----------------------------------------------------------------------


@reader_page
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about a show and its seasons; 8 queries."""
    around = frame(request)
    rows = with_picture(Show.objects.select_related("franchise"))
    found = entry_at(request, rows, EntryKind.SHOW, slug)
    seasons = list(Season.objects.with_page().filter(show=found.pk).order_by("number"))
    reading = read(
        around,
        found,
        seasons,
        roles=lambda: credits_of([found.pk, *(season.pk for season in seasons)]),
        day=day_asked(request),
    )
    page, data = _show_page(reading, reading.known_parts(seasons))
    head = meta(
        around,
        page.title,
        page.dek.text if page.dek else "",
        breadcrumbs=page.breadcrumbs,
        data=[data],
        og_type="video.tv_show",
        picture=page.picture,
    )
    return around.render("pages/show.html", page, head)


def _show_page(
    reading: Reading, seasons: list[Any]
) -> tuple[ShowPage, jsonld.Data | None]:
    notebook, roles = reading.notebook, reading.roles
    url = reading.entry.get_absolute_url()
    notes = {season.pk: f"season {season.number}" for season in seasons}
    universe = _universe_link(reading.columns_of(reading.entry))
    page = ShowPage(
        **reading.head(
            breadcrumbs=[SHOWS],
            kickers=[*filter(None, [universe]), Link("Series")],
            dek=reading.prose() or reading.summary(),
            notes=notes,
        ),
        seasons=tuple(_season_line(season, reading) for season in seasons),
        cast=cast(roles, notebook, notes),
        crew=crew(roles, notebook, notes),
        **reading.tail(),
        companies=tuple(notebook.rows(reading.in_group("company"), notes)),
        titles=_titles(reading),
        relations=tuple(notebook.rows(reading.in_group("relation"), notes)),
        links=reading.links,
        **reading.travel(
            Link("Everything we know", f"{url}known/"),
            Link("Timeline", f"{url}timeline/"),
        ),
        sources=notebook.sources,
    )
    if reading.past:
        return page, None
    address = reading.frame.address
    data = jsonld.entry(
        "TVSeries",
        reading.entry.title,
        url,
        cells=reading.own_cells,
        roles=roles,
        notebook=notebook,
        address=address,
        columns={
            "logline": "description",
            "premiere": "startDate",
            "end": "endDate",
            "rating": "contentRating",
        },
        more={
            "containsSeason": [
                jsonld.part_of("TVSeason", s.title, s.get_absolute_url(), address)
                for s in seasons
            ]
        },
    )
    return page, data


def _season_line(season: Any, reading: Reading) -> inputs.Season:
    """A season with its values; what is not announced of it stands beside them."""
    notebook = reading.notebook
    cells = reading.columns_of(season)
    values = [_season_value(cell, notebook) for cell in cells]
    for row in notebook.absences(season.pk):
        values += _named(row)
    return inputs.Season(
        url=season.get_absolute_url(),
        label=f"Season {season.number}" if season.number else "Specials",
        values=tuple(values),
    )


def _season_value(cell: Cell, notebook: Notebook) -> Value:
    hedges = {"premiere": "from", "finale": "until"}
    value = notebook.value(cell, hedge=hedges.get(cell.column, ""))
    if cell.column == "episodes_ordered":
        return replace(value, text=counted(cell.value, "episode"))
    return value


def _named(row: inputs.Row) -> list[Value]:
    """The values of a row that stand without their label."""
    return [replace(value, text=f"{row.label}: {value.text}") for value in row.values]


def _titles(reading: Reading) -> tuple[inputs.Row, ...]:
    """The title where a fact stands behind it, and the others it has or had."""
    cells = [
        cell for cell in reading.in_group("title") if cell.entry_id == reading.entry.pk
    ]
    return tuple(reading.notebook.rows(cells))


# --- One season --------------------------------------------------------------------


def _neighbour(rows: QuerySet, parent: str, *, after: bool) -> Subquery:
    """The number of the season or the episode next to each row."""
    beside = "number__gt" if after else "number__lt"
    others = rows.with_page().filter(  # type: ignore[attr-defined]
        **{parent: OuterRef(parent), beside: OuterRef("number")}
    )
    order = "number" if after else "-number"
    return Subquery(others.order_by(order).values("number")[:1])


@reader_page
def season(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A season with its episodes; 8 queries."""
    around = frame(request)
    rows = with_picture(
        Season.objects.select_related("show").annotate(
            previous=_neighbour(Season.objects.all(), "show", after=False),
            next=_neighbour(Season.objects.all(), "show", after=True),
        )
    )
    found = entry_at(request, rows, EntryKind.SEASON, f"{slug}/season-{number}")
    episodes = list(
        Episode.objects.with_page().filter(season=found.pk).order_by("number")
    )
    reading = read(
        around,
        found,
        episodes,
        roles=lambda: credits_of([found.pk, *(episode.pk for episode in episodes)]),
        day=day_asked(request),
    )
    page, data = _season_page(reading, reading.known_parts(episodes))
    head = meta(
        around,
        page.title,
        page.dek.text if page.dek else "",
        breadcrumbs=page.breadcrumbs,
        data=[data],
        og_type="video.tv_show",
        picture=page.picture,
    )
    return around.render("pages/season.html", page, head)


def _season_page(
    reading: Reading, episodes: list[Any]
) -> tuple[SeasonPage, jsonld.Data | None]:
    entry, notebook, roles = reading.entry, reading.notebook, reading.roles
    series = Link(reading.name_of(entry.show), entry.show.get_absolute_url())
    notes = {episode.pk: f"episode {episode.number}" for episode in episodes}
    page = SeasonPage(
        **reading.head(
            breadcrumbs=[SHOWS, series],
            kickers=[series],
            dek=reading.summary(),
            groups=("glance", "company", "title", "relation"),
            notes=notes,
        ),
        episodes=tuple(_episode_line(episode, reading) for episode in episodes),
        cast=cast(roles, notebook, notes),
        crew=crew(roles, notebook, notes),
        **reading.tail(),
        previous=None
        if reading.past
        else _beside(series.url, "season", entry.previous),
        next=None if reading.past else _beside(series.url, "season", entry.next),
        links=reading.links,
        **reading.travel(),
        sources=notebook.sources,
    )
    if reading.past:
        return page, None
    address = reading.frame.address
    data = jsonld.entry(
        "TVSeason",
        entry.title,
        entry.get_absolute_url(),
        cells=reading.own_cells,
        roles=[role for role in roles if role.entry_id == entry.pk],
        notebook=notebook,
        address=address,
        columns={
            "premiere": "startDate",
            "finale": "endDate",
            "episodes_ordered": "numberOfEpisodes",
        },
        more={
            "seasonNumber": entry.number,
            "partOfSeries": jsonld.part_of(
                "TVSeries", series.label, series.url, address
            ),
        },
    )
    return page, data


def _episode_line(episode: Any, reading: Reading) -> inputs.Episode:
    notebook = reading.notebook
    cells = {cell.column: cell for cell in reading.columns_of(episode)}
    url = episode.get_absolute_url()
    title = Value(reading.name_of(episode), url)
    if "title" in cells:
        title = replace(title, marks=notebook.behind(cells["title"]))
    return inputs.Episode(
        number=episode.number,
        url=url,
        title=title,
        date=notebook.value(cells["aired"]) if "aired" in cells else None,
        synopsis=notebook.value(cells["synopsis"]) if "synopsis" in cells else None,
    )


def _beside(parent: str, word: str, number: int | None) -> Link | None:
    if number is None:
        return None
    return Link(f"{word.capitalize()} {number}", f"{parent}{word}-{number}/")


# --- One episode -------------------------------------------------------------------


@reader_page
def episode(request: HttpRequest, slug: str, season: int, number: int) -> HttpResponse:
    """An episode; 7 queries."""
    around = frame(request)
    rows = with_picture(
        Episode.objects.select_related("season__show").annotate(
            previous=_neighbour(Episode.objects.all(), "season", after=False),
            next=_neighbour(Episode.objects.all(), "season", after=True),
        )
    )
    path = f"{slug}/season-{season}/episode-{number}"
    found = entry_at(request, rows, EntryKind.EPISODE, path)
    reading = read(around, found, roles=lambda: credits_of([found.pk]))
    page, data = _episode_page(reading)
    head = meta(
        around,
        f"{page.title} · {found.season.title}",
        page.synopsis.text if page.synopsis else found.summary,
        breadcrumbs=page.breadcrumbs,
        data=[data],
        og_type="video.episode",
        picture=page.picture,
    )
    return around.render("pages/episode.html", page, head)


def _episode_page(reading: Reading) -> tuple[EpisodePage, jsonld.Data]:
    entry, notebook, roles = reading.entry, reading.notebook, reading.roles
    series = Link(entry.season.show.title, entry.season.show.get_absolute_url())
    part = Link(f"Season {entry.season.number}", entry.season.get_absolute_url())
    page = EpisodePage(
        **reading.head(
            breadcrumbs=[SHOWS, series, part],
            kickers=[series, part, Link(f"Episode {entry.number}")],
            dek=reading.summary(),
            groups=("glance", "company", "title", "relation"),
        ),
        synopsis=reading.prose(),
        cast=cast(roles, notebook, {}),
        crew=crew(roles, notebook, {}),
        **reading.tail(),
        previous=_beside(part.url, "episode", entry.previous),
        next=_beside(part.url, "episode", entry.next),
        links=reading.links,
        sources=notebook.sources,
    )
    address = reading.frame.address
    data = jsonld.entry(
        "TVEpisode",
        entry.title,
        entry.get_absolute_url(),
        cells=reading.own_cells,
        roles=roles,
        notebook=notebook,
        address=address,
        columns={
            "synopsis": "description",
            "aired": "datePublished",
            "runtime": "duration",
        },
        more={
            "episodeNumber": entry.number,
            "partOfSeason": jsonld.part_of(
                "TVSeason", entry.season.title, part.url, address
            ),
            "partOfSeries": jsonld.part_of(
                "TVSeries", series.label, series.url, address
            ),
        },
    )
    return page, data
