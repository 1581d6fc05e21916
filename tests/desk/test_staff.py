"""People of the desk are changed by form; their passwords are not."""

import pytest
from django.urls import reverse

from tests import builders as make
from tests.forms import opened, save

pytestmark = pytest.mark.django_db


def test_the_hash_of_a_password_is_neither_shown_nor_typed_in(root):
    person = make.a_user("editor")
    person.set_password("harbour lights at nine")
    person.save()
    place = reverse("admin:auth_user_change", args=[person.pk])

    page = root.get(place).content.decode()
    assert "password" not in opened(root, place)
    save(root, place, password="typed", email="editor@example.org")

    assert person.password not in page
    person.refresh_from_db()
    assert person.email == "editor@example.org"
    assert person.check_password("harbour lights at nine")
