"""Every address says for whom it is; no page changes anything by being looked at."""

import pytest
from django.contrib import admin
from django.urls import URLPattern, get_resolver

from articles.models import PreviewLink
from articles.previews import address_of
from catalog.models import Entry

from . import audiences, rights
from .world import MODELS, ROLES, outcome

pytestmark = pytest.mark.django_db

PAGES = {
    "changelist": "list",
    "add": "add",
    "history": "history",
    "delete": "delete",
    "change": "row",
    "rename": "change",
}
MODEL_PAGES = {
    f"{model._meta.app_label}_{model._meta.model_name}_{page}": (model, page)
    for model in MODELS
    for page in PAGES
}
SHUT = {"login", "refused"}
NOT_TOLD = {"missing", "not this way"}
"""What somebody for whom a page is not may be answered too."""


def patterns(resolver=None, before=""):
    """Each pattern of the site with its whole route."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route, one
        else:
            yield from patterns(one, route)


def audience(route, name):
    """The roles that the pattern is for, or None where nobody has said so."""
    if not route.startswith("admin/"):
        return audiences.EVERYBODY if name in audiences.READERS else None
    if name in MODEL_PAGES:
        model, page = MODEL_PAGES[name]
        return rights.may(model.__name__, PAGES[page])
    if name.endswith(("_history", "_simple_history")):
        return audiences.REPORTERS
    return audiences.DESK.get(name)


def test_every_address_declares_its_audience():
    undeclared = [
        f"{route} ({one.name})"
        for route, one in patterns()
        if audience(route, one.name or "") is None
    ]

    assert undeclared == []


def test_nothing_is_declared_that_is_no_address():
    named = {one.name or "" for _, one in patterns()}

    assert (audiences.READERS | set(audiences.DESK)) - named == set()
    assert set(audiences.DESK) >= audiences.POST_ALONE


def filled(world, route, one):
    """An address of that pattern that leads to a row, where there is one."""
    name = one.name or ""
    row = row_of(world, name)
    fact = world.facts["replaced"]
    edition = world.articles["published", "other"].editions.get()
    link = PreviewLink.objects.get()
    entries = {kind: Entry.objects.filter(kind=kind).first() for kind in KINDS}
    slugs = {k: e.slug.rpartition("/")[2] for k, e in entries.items() if e}
    values = {
        "<path:object_id>": str(row.pk) if row else "1",
        "<id>": str(world.users["other"].pk),
        "<path:content_type_id>": "1",
        "<int:task_id>": str(fact.tasks.get().pk),
        "<slug:key>": fact.key,
        "<int:year>": str(edition.first_live.year),
        "<int:number>": "1",
        "<int:season>": "1",
        "<path:path>": "nothing.gif",
        "<str:token>": address_of(link.pk).split("/")[2],
        "<slug:slug>": slug_of(name, slugs, edition),
        "(?P<url>.*)$": "no-such-page/",
        "^(?P<app_label>catalog|articles|auth)/$": "articles/",
    }
    if name.endswith("_simple_history"):
        history = str(row.history.first().history_id)
        for value in (str(row.pk), history):
            route = route.replace("([^/]+)", value, 1)
    for part, value in values.items():
        route = route.replace(part, value)
    asked = (
        "?app_label=articles&model_name=article&field_name=section"
        if name == "autocomplete"
        else ""
    )
    return f"/{route.replace('^', '').replace('$', '')}{asked}"


KINDS = ("show", "person", "character", "organisation", "franchise", "work")
SLUGS = {"known": "show", "show-timeline": "show", "season": "show", "episode": "show"}
SLUGS |= {"franchise-timeline": "franchise", "company": "organisation"}


def slug_of(name, slugs, edition):
    if name in ("article", "history"):
        return edition.slug
    if name == "section":
        return "news"
    named = {"topic": "casting", "static": "about", "outlet": "the-trade"}
    return named.get(name) or slugs.get(SLUGS.get(name, name), "none")


def row_of(world, name):
    for model in admin.site._registry:
        start = f"{model._meta.app_label}_{model._meta.model_name}_"
        if name.startswith(start):
            if name == "articles_edition_cancel":
                return world.articles["scheduled", "other"].editions.get()
            if name == "articles_article_word":
                return world.facts["replaced"].tasks.get().article
            if name.startswith("articles_fact_replace"):
                return world.facts["accepted"]
            return world.row(model)
    return None


QUICK = ("anonymous", "staff", "reporter")


@pytest.mark.parametrize(
    "role",
    [r if r in QUICK else pytest.param(r, marks=pytest.mark.long) for r in ROLES],
)
def test_a_look_changes_nothing_and_is_for_its_audience(world, role):
    wrong = []
    for route, one in patterns():
        url, name = filled(world, route, one), one.name or ""
        with world.undone():
            answer = world.clients[role].get(url)
            has_changed = world.rows() != world.before
        found, is_for = outcome(answer), role in audience(route, name)
        if name in audiences.POST_ALONE and is_for and found != "not this way":
            wrong.append((name, url, found, "answers a GET"))
        is_shut = found in SHUT if is_for else found not in (*SHUT, *NOT_TOLD)
        if has_changed or is_shut or answer.status_code >= 500:
            wrong.append((name, url, found, has_changed))

    assert wrong == []
