"""What shows come from and who makes them: companies, universes, works."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog.models import EntryKind, Franchise, Organisation, Show, Work
from catalog.sheets import credits_via, works_of

from ..addresses import entry_at, reader_page
from ..cards import show_card
from ..cells import sentence_case
from ..credits import on_behalf, works
from ..entries import Reading, kind_link, read
from ..inputs import Link
from ..meta import meta
from ..pages import CompanyPage, EntryPage, FranchisePage, WorkPage
from ..pictures import with_picture
from ..site import frame
from .shows import SHOWS


@reader_page
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """A company with what it makes and carries; 8 queries."""
    around = frame(request)
    rows = with_picture(Organisation.objects.all())
    found = entry_at(request, rows, EntryKind.ORGANISATION, slug)
    made, roles = works_of(found), credits_via(found)
    reading = read(around, found)
    page = CompanyPage(
        **reading.head(
            breadcrumbs=[],
            kickers=[_form(found)],
            dek=reading.summary(),
            groups=("glance", "title", "relation"),
        ),
        works=works(made, reading.notebook),
        people=on_behalf(roles, reading.notebook),
        **reading.tail(),
        links=reading.links,
        sources=reading.notebook.sources,
    )
    return _rendered("pages/company.html", page, reading)


@reader_page
def franchise(request: HttpRequest, slug: str) -> HttpResponse:
    """A universe with its shows; 7 queries."""
    around = frame(request)
    rows = with_picture(Franchise.objects.all())
    found = entry_at(request, rows, EntryKind.FRANCHISE, slug)
    shows = list(
        with_picture(Show.objects.with_page())
        .select_related("franchise")
        .filter(franchise=found.pk)
        .order_by("ordered_earliest", "premiere_earliest", "sort_key")
    )
    reading = read(around, found, shows, with_rows_of_parts=False)
    notebook = reading.notebook
    page = FranchisePage(
        **reading.head(
            breadcrumbs=[SHOWS],
            kickers=[Link("Universe")],
            dek=reading.summary(),
            groups=("glance", "title"),
        ),
        shows=tuple(show_card(show, notebook) for show in shows),
        **reading.tail(),
        relations=tuple(notebook.rows(reading.in_group("relation"))),
        links=reading.links,
        more=(Link("Timeline", f"{found.get_absolute_url()}timeline/"),),
        sources=notebook.sources,
    )
    return _rendered("pages/franchise.html", page, reading)


@reader_page
def work(request: HttpRequest, slug: str) -> HttpResponse:
    """A novel or another work that television draws on; 6 queries."""
    around = frame(request)
    found = entry_at(request, with_picture(Work.objects.all()), EntryKind.WORK, slug)
    reading = read(around, found)
    notebook = reading.notebook
    page = WorkPage(
        **reading.head(
            breadcrumbs=[],
            kickers=[_form(found)],
            dek=reading.summary(),
            groups=("glance", "title"),
        ),
        relations=tuple(notebook.rows(reading.in_group("relation"))),
        **reading.tail(),
        links=reading.links,
        sources=notebook.sources,
    )
    return _rendered("pages/work.html", page, reading)


def _form(entry: Any) -> Link:
    """What kind of company or work it is; without a kind, what kind of entry."""
    if entry.form == "other":
        return kind_link(entry)
    return Link(sentence_case(entry.get_form_display()))


def _rendered(template: str, page: EntryPage, reading: Reading) -> HttpResponse:
    head = meta(
        reading.frame,
        page.title,
        reading.description(),
        breadcrumbs=page.breadcrumbs,
        picture=page.picture,
    )
    return reading.frame.render(template, page, head)
