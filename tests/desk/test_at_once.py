"""Forms that really arrive at one time; where the database has room for threads."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import StaticPage
from tests import builders as make
from tests.at_once import all_at_once
from tests.forms import opened, read, type_in

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 6


@pytest.fixture
def clients(connections):
    clients = [Client() for _ in range(CLIENTS)]
    for client in clients:
        client.force_login(make.a_superuser())
    return clients


def test_of_forms_saved_at_once_one_is_saved_and_the_rest_are_told(clients):
    row = StaticPage.objects.create(slug="about", title="x", description="x", body="x")
    place = reverse("admin:articles_staticpage_change", args=[row.pk])
    forms = [
        type_in(opened(client, place), title=f"By {number}")
        for number, client in enumerate(clients)
    ]

    answers = all_at_once(
        [lambda c=c, f=f: c.post(place, f) for c, f in zip(clients, forms, strict=True)]
    )

    codes = sorted(answer.status_code for answer in answers)
    assert codes == [302] + [409] * (CLIENTS - 1)
    saved = next(n for n, answer in enumerate(answers) if answer.status_code == 302)
    row.refresh_from_db()
    assert row.title == f"By {saved}"
    told = {n: read(a)["title"] for n, a in enumerate(answers) if n != saved}
    assert told == {n: [f"By {n}"] for n in told}


def test_one_row_saved_at_once_from_two_sides_is_saved_once(clients):
    show, person = make.a_show("Harbour"), make.a_person("Renée Ortiz")
    credit = show.credits.create(person=person, job=make.a_job("actor"))
    sides = (("show", show.pk, "credits"), ("person", person.pk, "roles"))
    places = [(reverse(f"admin:catalog_{k}_change", args=[n]), p) for k, n, p in sides]
    deeds = []
    for client, (place, prefix) in zip(clients, places * 3, strict=True):
        part = f"part of {len(deeds)}"
        form = type_in(opened(client, place), **{f"{prefix}-0-part": part})
        deeds.append(lambda c=client, p=place, f=form: c.post(p, f))

    answers = all_at_once(deeds)

    codes = [answer.status_code for answer in answers]
    assert sorted(codes) == [302] + [409] * (CLIENTS - 1)
    credit.refresh_from_db()
    assert credit.part == f"part of {codes.index(302)}"
