"""Whatever is registered on the desk opens."""

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.roles import ROLES
from tests import builders as make

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def place(model, page, *args):
    opts = model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=args)


def allowed_to(model, verb, request):
    return getattr(admin.site._registry[model], f"has_{verb}_permission")(request)


def faults(client, places, expected=(200,), *, follow=True):
    """Return the places that answer otherwise."""
    answers = {place: client.get(place, follow=follow).status_code for place in places}
    return {place: code for place, code in answers.items() if code not in expected}


def test_every_list_opens_and_is_searched(root, newsroom):
    lists = [place(model, "changelist") for model in MODELS]

    assert faults(root, [*lists, *(f"{where}?q=renee" for where in lists)]) == {}


def test_every_filter_of_a_list_opens(root, newsroom):
    links = []
    for model in MODELS:
        changelist = root.get(place(model, "changelist")).context["cl"]
        links += [
            place(model, "changelist") + choice["query_string"]
            for spec in changelist.filter_specs
            for choice in spec.choices(changelist)
        ]

    assert len(links) > 100
    assert faults(root, links) == {}


def test_every_add_page_opens_where_rows_are_added_by_hand(root, newsroom, rf):
    request = rf.get("/")
    request.user = make.a_superuser()
    added = [model for model in MODELS if allowed_to(model, "add", request)]
    others = [model for model in MODELS if model not in added]

    assert faults(root, [place(model, "add") for model in added]) == {}
    assert faults(root, [place(model, "add") for model in others], (403,)) == {}


@pytest.mark.parametrize("which", ["change", "history"])
def test_every_page_of_a_row_opens(root, newsroom, which):
    rows = {model: model._default_manager.order_by("pk").first() for model in MODELS}

    assert [model for model, row in rows.items() if row is None] == []
    assert faults(root, [place(m, which, row.pk) for m, row in rows.items()]) == {}


@pytest.mark.parametrize("which", ["change", "history", "delete"])
def test_a_row_that_is_not_there_is_no_fault(root, newsroom, which):
    places = [place(m, which, pk) for m in MODELS for pk in (987_654, "abc", "1'")]

    # The admin leads to its first page, and says there what it did not find.
    assert faults(root, places, (302, 403, 404), follow=False) == {}


@pytest.mark.parametrize("role", ["", *ROLES])
def test_the_desk_opens_for_everybody_on_it(client_of, newsroom, role):
    client = client_of(make.a_user(role))

    assert faults(client, [reverse("admin:index")]) == {}
    lists = [place(model, "changelist") for model in MODELS]
    assert faults(client, lists, (200, 403)) == {}
