"""Whatever a form of the desk is sent, it is answered in words and never with a 500."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests import builders as make
from tests.desk.form_pages import form_pages
from tests.forms import to_type_in

pytestmark = [pytest.mark.django_db, pytest.mark.long]

# In a browser's form everything is text; what is no text at all comes as bytes.
VALUES = {
    "nothing": "",
    "a negative number": "-1",
    "a number that no column holds": str(2**63),
    "a huge number": "9" * 400,
    "other digits": "٣",
    "no number": "NaN",
    "a NUL": "a\0b",
    "half a character": "\ud800",
    "a long word": "x" * 70_000,
    "markup": "<script>alert(1)</script>{{ x }}{% x %}[@x][[",
    "a list": "[1, 2]",
    "the last second": "9999-12-31T23:59:59",
    "a day that is none": "2026-02-30",
}
MACHINERY = ("_", "seen")
# Each field of a form is left out once, together with every sixth.
GROUPS = 6


@pytest.fixture(scope="module")
def forms_of_the_module(newsroom_of_the_module):
    """Every form of the desk: its page, where it is sent, and what it sends."""
    found = []
    client = signed_in()
    for name, page in form_pages(newsroom_of_the_module).items():
        answer = client.get(page)
        for posted in to_type_in(answer) if answer.status_code == 200 else ():
            if posted.place != reverse("admin:logout"):
                found.append((name, posted))
    assert len(found) > 60
    return found


@pytest.fixture
def forms(forms_of_the_module, db):
    return forms_of_the_module


@pytest.fixture
def client(forms):
    return signed_in()


def signed_in():
    client = Client(raise_request_exception=False)
    client.force_login(make.a_superuser())
    return client


def broken_of(client, forms, spoil):
    """Return the forms whose answer is a fault; whatever else they do is undone."""
    broken = []
    for name, posted in forms:
        for wrong in spoil(posted):
            with transaction.atomic():
                status = client.post(posted.place, encoded(wrong)).status_code
                transaction.set_rollback(True)
            if status >= 500:
                broken.append((name, posted.place, status))
    return broken


def encoded(form):
    """Half a character has no bytes of its own; it is sent as Python would write it."""
    return {
        name: [as_bytes(v) for v in given]
        if isinstance(given, list)
        else as_bytes(given)
        for name, given in form.items()
    }


def as_bytes(value):
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode(errors="surrogatepass")
    return value


def own_fields(posted):
    return [name for name in posted.names if name != "csrfmiddlewaretoken"]


def typed_fields(posted):
    own = (name for name in own_fields(posted) if not name.startswith(MACHINERY))
    return [name for name in own if not name.endswith("_FORMS")]


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_form_breaks_on_what_is_typed(client, forms, value):
    def spoil(posted):
        yield {**posted.form, **dict.fromkeys(typed_fields(posted), value)}

    assert broken_of(client, forms, spoil) == []


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_form_breaks_on_what_it_never_sends_of_itself(client, forms, value):
    def spoil(posted):
        yield {**posted.form, **dict.fromkeys(own_fields(posted), value)}

    assert broken_of(client, forms, spoil) == []


def test_no_form_breaks_on_fields_that_are_left_out(client, forms):
    def spoil(posted):
        names = list(posted.form)
        for first in range(min(GROUPS, len(names))):
            left_out = names[first::GROUPS]
            yield {n: given for n, given in posted.form.items() if n not in left_out}

    assert broken_of(client, forms, spoil) == []
