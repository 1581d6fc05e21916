"""People, and the characters they play."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse

from catalog.models import Character, EntryKind, Person, hidden
from catalog.sheets import credits_as, credits_by

from .. import inputs, jsonld
from ..addresses import entry_at, reader_page
from ..cells import counted
from ..credits import departments, portrayals
from ..entries import kind_link, read, said_by
from ..inputs import Group, Link, Value
from ..meta import meta
from ..pages import CharacterPage, PeoplePage, PersonPage
from ..paging import sheet
from ..past import day_asked
from ..pictures import with_picture
from ..site import frame

PEOPLE = Link("People", "/people/")
PEOPLE_ON_A_PAGE = 100
OTHER_LETTERS = "#"


@reader_page
def people(request: HttpRequest) -> HttpResponse:
    """Everybody from A to Z, or one letter; 3 queries."""
    around = frame(request)
    everybody = Person.objects.with_page()
    letters = dict(
        everybody.order_by()
        .annotate(first=Substr("sort_key", 1, 1))
        .values_list("first")
        .annotate(n=Count("pk"))
    )
    asked = request.GET.get("letter", "")[:1].lower()
    chosen = asked if asked in letters else ""
    rows = everybody.annotate(
        jobs=Count("roles", filter=~hidden("roles__work"))
    ).order_by("sort_key", "pk")
    if chosen:
        rows = rows.filter(sort_key__startswith=chosen)
    found = sheet(
        request,
        rows,
        PEOPLE_ON_A_PAGE,
        total=letters[chosen] if chosen else sum(letters.values()),
        keep={"letter": chosen} if chosen else None,
    )
    page = PeoplePage(
        title="People",
        dek=around.words["people_intro"],
        filters=_letters(letters, chosen),
        groups=_by_letter(found.rows),
        pagination=found.pagination,
    )
    return around.render("pages/people.html", page, meta(around, page.title, page.dek))


def _letters(letters: dict[str, int], chosen: str) -> tuple[Link, ...]:
    return tuple(
        Link(
            letter.upper(),
            f"{PEOPLE.url}?letter={letter}",
            is_current=letter == chosen,
            count=str(letters[letter]),
        )
        for letter in sorted(letters)
        if letter.isalpha()
    )


def _by_letter(rows: list[Any]) -> tuple[Group, ...]:
    groups: dict[str, list[inputs.Person]] = {}
    for person in rows:
        first = person.sort_key[:1].upper()
        letter = first if first.isalpha() else OTHER_LETTERS
        name = Value(person.title, person.get_absolute_url())
        note = counted(person.jobs, "credit") if person.jobs else ""
        groups.setdefault(letter, []).append(inputs.Person(name, note=note))
    return tuple(Group(label, tuple(named)) for label, named in groups.items())


@reader_page
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody with their credits and their words; 7 queries."""
    around = frame(request)
    found = entry_at(
        request, with_picture(Person.objects.all()), EntryKind.PERSON, slug
    )
    reading = read(
        around,
        found,
        also=said_by(found),
        roles=lambda: credits_by(found),
        day=day_asked(request),
    )
    page = PersonPage(
        **reading.head(
            breadcrumbs=[PEOPLE],
            kickers=[kind_link(found)],
            dek=reading.summary(),
            groups=("glance", "title", "relation"),
        ),
        departments=departments(reading.roles, reading.notebook),
        **reading.tail(),
        links=reading.links,
        **reading.travel(),
        sources=reading.notebook.sources,
    )
    data = (
        None
        if reading.past
        else jsonld.entry(
            "Person",
            found.title,
            found.get_absolute_url(),
            cells=reading.own_cells,
            roles=[],
            notebook=reading.notebook,
            address=around.address,
            columns={"born": "birthDate", "died": "deathDate"},
        )
    )
    head = meta(
        around,
        page.title,
        reading.description() or _known_for(page),
        breadcrumbs=page.breadcrumbs,
        data=[data],
        og_type="profile",
        picture=page.picture,
    )
    return around.render("pages/person.html", page, head)


def _known_for(page: PersonPage) -> str:
    """The credits as a sentence, for those who have no summary yet."""
    names = [work.name.text for group in page.departments for work in group.people]
    return f"{page.title}: {', '.join(dict.fromkeys(names))}." if names else ""


@reader_page
def character(request: HttpRequest, slug: str) -> HttpResponse:
    """A character with those who play them; 7 queries."""
    around = frame(request)
    rows = with_picture(Character.objects.all())
    found = entry_at(request, rows, EntryKind.CHARACTER, slug)
    reading = read(
        around, found, roles=lambda: credits_as(found), day=day_asked(request)
    )
    notebook = reading.notebook
    page = CharacterPage(
        **reading.head(
            breadcrumbs=[],
            kickers=[kind_link(found)],
            dek=reading.summary(),
            groups=("glance", "title"),
        ),
        played_by=portrayals(reading.roles, notebook),
        **reading.tail(),
        relations=tuple(notebook.rows(reading.in_group("relation"))),
        links=reading.links,
        **reading.travel(),
        sources=notebook.sources,
    )
    head = meta(
        around,
        page.title,
        reading.description(),
        breadcrumbs=page.breadcrumbs,
        og_type="profile",
        picture=page.picture,
    )
    return around.render("pages/character.html", page, head)
