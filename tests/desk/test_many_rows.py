"""A form with many rows is saved whole; one that only counts many is refused."""

import pytest
from django.urls import reverse

from catalog.models import Credit
from tests import builders as make
from tests.forms import opened, save, type_in

pytestmark = pytest.mark.django_db

ROWS = "credits"


@pytest.fixture
def show(db):
    return make.a_show("Harbour")


def page_of(show):
    return reverse("admin:catalog_show_change", args=[show.pk])


def forms_of(answer, prefix):
    sets = [each.formset for each in answer.context["inline_admin_formsets"]]
    [found] = [each for each in sets if each.prefix == prefix]
    return found.forms


def test_a_show_with_two_hundred_credits_is_saved(root, show):
    job = make.a_job()
    person = make.a_person()
    Credit.objects.bulk_create(
        Credit(work=show, person=person, job=job, label=f"Part {n}") for n in range(200)
    )
    last = Credit.objects.order_by("pk").last()
    form = opened(root, page_of(show))
    assert len(form) > 1000
    [box] = [n for n, v in form.items() if n.endswith("-label") and v == ["Part 199"]]

    answer = root.post(page_of(show), type_in(form, **{box: "The harbour master"}))

    assert answer.status_code == 302
    last.refresh_from_db()
    assert last.label == "The harbour master"


def test_rows_that_are_counted_and_never_sent_are_refused_in_few_forms(root, show):
    count = f"{ROWS}-TOTAL_FORMS"

    answer = save(root, page_of(show), **{count: "2000", f"{ROWS}-INITIAL_FORMS": "9"})

    assert answer.status_code == 200
    assert len(forms_of(answer, ROWS)) == 10
    assert any(form.errors for form in forms_of(answer, ROWS))
