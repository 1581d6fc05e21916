"""Every cell of the table of rights: what is allowed is done, the rest has no trace."""

import datetime

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from articles.admin.fact_versions import version_of_fact
from articles.models import Passage

from . import rights
from .world import MODELS, ROLES, STATES, outcome

pytestmark = pytest.mark.django_db

OPEN = {"shown", "moved", "409"}
"""A form of no version is told apart from one that the role refuses."""
SHUT = {"login", "refused", "missing"}
AUTOCOMPLETES = [
    (model, name)
    for model in MODELS
    for name in admin.site._registry[model].autocomplete_fields
]
FACT_STATES = ("proposed", "accepted", "replaced", "retracted", "rejected")


def place(row, page, *args):
    opts = row._meta
    return reverse(
        f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[*args] or None
    )


def cell_of(world, role, url, data=None):
    """What came of the request, and whether a row of the database changed."""
    with world.undone():
        client = world.clients[role]
        answer = client.get(url) if data is None else client.post(url, data)
        return outcome(answer), world.rows() != world.before


# --- Models --------------------------------------------------------------------------


def pages_of(world, model):
    """Each page of a model with its address and what is sent to it."""
    row = world.row(model)
    add, rows = place(row, "add"), place(row, "changelist")
    change, delete = (place(row, page, row.pk) for page in ("change", "delete"))
    inlines = {
        f"{inline.model._meta.model_name}_set-TOTAL_FORMS": "1"
        for inline in admin.site._registry[model].inlines
    }
    return [
        ("list", rows, None),
        ("list", f"{rows}?q=harbour", None),
        ("action", rows, {"action": "delete_selected", "_selected_action": row.pk}),
        ("add", add, None),
        ("popup", f"{add}?_popup=1", None),
        ("add", add, {}),
        ("popup", add, {"_popup": "1"}),
        ("row", change, None),
        ("change", change, {}),
        ("inline", change, {"_save": "1", **inlines}),
        ("history", place(row, "history", row.pk), None),
        ("delete", delete, None),
        ("delete", delete, {"post": "yes"}),
    ]


def wrong_of_models(world, role, nth=1, of=1):
    wrong, cells = [], 0
    for number, model in enumerate(MODELS):
        for page, url, data in pages_of(world, model)[(number + nth) % of :: of]:
            found, has_changed = cell_of(world, role, url, data)
            allowed = role in rights.may(model.__name__, page)
            cells += 1
            if has_changed or found not in (OPEN if allowed else SHUT):
                wrong.append((role, model.__name__, page, data, found, has_changed))
    return wrong, cells


def wrong_of_autocompletes(world, role):
    wrong = []
    for model, name in AUTOCOMPLETES:
        remote = model._meta.get_field(name).related_model
        query = (
            f"?term=a&app_label={model._meta.app_label}"
            f"&model_name={model._meta.model_name}&field_name={name}"
        )
        url = reverse("admin:autocomplete") + query
        found, has_changed = cell_of(world, role, url)
        allowed = role in rights.may(remote.__name__, "autocomplete")
        if has_changed or found not in (OPEN if allowed else SHUT):
            wrong.append((role, model.__name__, name, found))
    return wrong, len(AUTOCOMPLETES)


# --- Articles ------------------------------------------------------------------------


def sent(world, deed, article, role):
    """The address and the form of a deed, as the page of a colleague would send it."""
    user = world.users[role]
    seen = {"seen": article.version}
    soon = timezone.now() + datetime.timedelta(days=3)
    moment = {"zone": "UTC", "note": "New.", "why": "It is so.", "kind": "update"}
    change = place(article, "change", article.pk)
    if deed in ("publish", "retract"):
        return place(article, deed, article.pk), moment | seen
    if deed in ("embargo", "previews"):
        name = "until" if deed == "embargo" else "expires_at"
        when = {name: f"{soon:%Y-%m-%dT%H:%M:%S}"}
        return place(article, deed, article.pk), moment | seen | when
    if deed == "save":
        return change, {}
    if deed == "delete":
        return place(article, "delete", article.pk), {"post": "yes"}
    if deed == "keep":
        return place(article, "keep"), {"article": article.pk, "fields": '{"body":"x"}'}
    if deed == "cancel":
        edition = article.editions.first()
        number = edition.pk if edition else 0
        return reverse("admin:articles_edition_cancel", args=[number]), moment | seen
    form = {"send-back-why": "Cut it.", "comment-text": "Is it?"}
    form |= {"assign-to": user.pk if user else "", "assign-was": "|"}
    return change, form | seen | {"_deed": deed}


def cases(role):
    owners = (False, True) if role not in ("anonymous", "user") else (False,)
    return [rights.Case(role, state, own) for state in STATES for own in owners]


def wrong_of_articles(world, role, nth=1, of=1):
    wrong, cells = [], 0
    for number, case in enumerate(cases(role)):
        article = world.articles[case.state, role if case.is_own else "other"]
        pages = list(rights.ARTICLE_PAGES.items())
        for page, rule in pages[(number + nth) % of :: of]:
            found, has_changed = cell_of(world, role, place(article, page, article.pk))
            cells += 1
            if has_changed or found not in (OPEN if rule(case) else SHUT):
                wrong.append((case, page, found, has_changed))
        deeds = list(rights.ARTICLE_DEEDS.items())
        for deed, rule in deeds[(number + nth) % of :: of]:
            url, form = sent(world, deed, article, role)
            found, has_changed = cell_of(world, role, url, form)
            cells += 1
            is_done = found in OPEN if deed == "save" else has_changed
            if is_done != rule(case):
                wrong.append((case, deed, found, has_changed))
    return wrong, cells


# --- Facts ---------------------------------------------------------------------------


def wrong_of_facts(world, role):
    wrong, cells = [], 0
    for state in FACT_STATES:
        fact = world.facts[state]
        for page, (roles, _) in rights.FACT_PAGES.items():
            found, has_changed = cell_of(world, role, place(fact, page, fact.pk))
            cells += 1
            if has_changed or (found in OPEN) != (role in roles):
                wrong.append((role, state, page, found, has_changed))
        for deed, (roles, states) in rights.FACT_DEEDS.items():
            form = {f"{deed}-why": "It is so.", f"{deed}-passage": free(fact)}
            form |= {f"{deed}-origin": "own-reporting", f"{deed}-stance": "supports"}
            evidence = fact.evidence.select_related("passage")
            version = str(version_of_fact(fact, evidence))
            form |= {"_deed": deed, "_version": version}
            url = place(fact, "change", fact.pk)
            found, has_changed = cell_of(world, role, url, form)
            cells += 1
            if has_changed != (role in roles and state in states):
                wrong.append((role, state, deed, found, has_changed))
    return wrong, cells


def free(fact):
    return Passage.objects.exclude(evidence__fact=fact).order_by("pk").first().pk


# --- The tables ----------------------------------------------------------------------


def test_no_table_names_what_the_desk_has_not():
    names = {model.__name__ for model in MODELS}

    assert rights.HIDDEN | set(rights.ADDED) | set(rights.CHANGED) <= names


@pytest.mark.parametrize("role", ROLES)
def test_some_cells_of_each_table_hold(world, role):
    wrong, _ = wrong_of_models(world, role, ROLES.index(role), of=9)
    wrong += wrong_of_articles(world, role, ROLES.index(role), of=9)[0]

    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES)
def test_every_cell_holds(world, role):
    tables = (
        wrong_of_models(world, role),
        wrong_of_autocompletes(world, role),
        wrong_of_articles(world, role),
        wrong_of_facts(world, role),
    )

    assert [cell for wrong, _ in tables for cell in wrong] == []
    # Of anonymous readers and of plain users no article is their own.
    assert sum(cells for _, cells in tables) >= 480
