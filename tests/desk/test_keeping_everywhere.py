"""Every form of the desk, sent with the mark of another session, comes back whole."""

from html import unescape

import pytest
from django.test import Client

from tests import builders as make
from tests.desk.form_pages import form_pages
from tests.forms import to_type_in, type_in
from tests.rows import every_row

pytestmark = pytest.mark.django_db

OWN = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def pages(newsroom):
    return form_pages(newsroom)


def missing(answer, words):
    shown = unescape(answer.content.decode())
    return [word for word in words if word not in shown]


def lost_in(pages):
    """Type in every form of these pages, and lose the session; tell what was lost."""
    user = make.a_superuser()
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    lost, count = [], 0
    before = every_row()
    for name, place in pages.items():
        answer = client.get(place)
        if answer.status_code != 200:
            continue
        for where, form, boxes, _ in to_type_in(answer):
            boxes = [box for box in boxes if "__prefix__" not in box]
            words = {box: f"typed {at}, & kept" for at, box in enumerate(boxes)}
            old = {"csrfmiddlewaretoken": "x" * 64}

            back = client.post(where, type_in(form, **words, **old), **OWN)

            gone = missing(back, words.values())
            is_told = "Nothing is done yet" in unescape(back.content.decode())
            if gone or not is_told or "_auth_user_id" not in client.session:
                lost.append((name, back.status_code, gone, is_told))
            count += len(boxes)

    assert every_row() == before
    return lost, count


def test_the_buttons_of_the_desk_give_back_what_was_typed(pages):
    quick = {name: place for name, place in pages.items() if " " not in name}

    lost, count = lost_in(quick)

    assert lost == []
    assert count > 60


@pytest.mark.long
def test_every_form_of_the_desk_gives_back_what_was_typed(pages):
    lost, count = lost_in(pages)

    assert lost == []
    assert count > 200
