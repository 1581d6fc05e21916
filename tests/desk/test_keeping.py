"""Sessions that end while somebody types: nothing is saved unseen, nothing is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Topic
from catalog import held
from catalog.models import Image, Person
from tests import builders as make
from tests.forms import opened, read, type_in

pytestmark = pytest.mark.django_db

OWN = {"HTTP_ORIGIN": "http://testserver"}
WORD = "pw-of-the-harbour"
ADD = "/admin/catalog/person/add/"


@pytest.fixture
def ada(db):
    user = make.a_user("producer", name="ada", first_name="Ada", last_name="Reyes")
    user.set_password(WORD)
    user.save()
    return user


@pytest.fixture
def typist(ada):
    """The browser of a producer who is signed in; forged forms are refused in it."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    return client


def sign_out(client):
    client.session.flush()


def sign_in(client, place, page, name="ada", password=WORD):
    """Send the page to sign in as it came, with a name and a password."""
    form = type_in(read(page, "_held"), username=name, password=password)
    return client.post(place, form)


def told(answer):
    return " ".join(str(message) for message in answer.context["messages"])


# --- Signing in again -----------------------------------------------------------------


def test_a_form_without_a_session_comes_back_after_signing_in(typist):
    form = type_in(opened(typist, ADD, "title"), title="Typed \u2028<b>name</b>")
    sign_out(typist)

    page = typist.post(ADD, form)
    back = sign_in(typist, ADD, page)

    assert page.status_code == 403
    assert "nothing you typed is lost" in page.content.decode()
    assert not Person.objects.exists()
    assert "You are signed in as Ada Reyes. Nothing is done yet" in told(back)
    again = read(back, "title")
    mark = "csrfmiddlewaretoken"
    assert type_in(again, **{mark: None}) == {
        name: value if isinstance(value, list) else [value]
        for name, value in type_in(form, **{mark: None}).items()
    }

    saved = typist.post(ADD, again)

    assert saved.status_code == 302
    assert Person.objects.get().title == "Typed \u2028<b>name</b>"


def test_a_failed_signing_in_keeps_what_was_typed(typist):
    form = type_in(opened(typist, ADD, "title"), title="Typed name")
    sign_out(typist)

    page = typist.post(ADD, form)
    for password in ("wrong", "", "wrong again"):
        page = sign_in(typist, ADD, page, password=password)
    back = sign_in(typist, ADD, page)

    assert read(back, "title")["title"] == ["Typed name"]
    assert not Person.objects.exists()


def test_a_row_that_changed_meanwhile_is_weighed_when_it_comes_back(typist):
    person = make.a_person("Ada Reyes")
    place = reverse("admin:catalog_person_change", args=[person.pk])
    form = type_in(opened(typist, place), title="Mine", summary="My summary")
    sign_out(typist)
    Person.objects.filter(pk=person.pk).update(title="Theirs")

    back = sign_in(typist, place, typist.post(place, form))

    assert back.status_code == 409
    again = read(back)
    assert again["title"] == ["Mine"] and again["summary"] == ["My summary"]
    assert typist.post(place, again).status_code == 302
    person.refresh_from_db()
    assert (person.title, person.summary) == ("Mine", "My summary")


def test_a_row_deleted_meanwhile_leaves_the_words_to_be_copied(typist):
    topic = Topic.objects.create(slug="casting", name="Casting")
    place = reverse("admin:articles_topic_change", args=[topic.pk])
    form = type_in(opened(typist, place), description="Long thought about.")
    sign_out(typist)
    topic.delete()

    back = sign_in(typist, place, typist.post(place, form))

    assert back.status_code == 404
    assert "Long thought about." in back.content.decode()


def test_somebody_without_the_desk_keeps_it_for_who_has_it(typist, ada):
    form = type_in(opened(typist, ADD, "title"), title="Typed name")
    ada.is_staff = False
    ada.save()

    page = typist.post(ADD, form)

    assert page.status_code == 403
    assert "who has no right to this page" in page.content.decode()
    ada.is_staff = True
    ada.save()
    back = sign_in(typist, ADD, page)
    assert read(back, "title")["title"] == ["Typed name"]


def test_somebody_else_gets_it_under_their_own_rights(typist):
    form = type_in(opened(typist, ADD, "title"), title="Typed name")
    sign_out(typist)
    reader = make.a_user("reporter", name="bo")
    reader.set_password(WORD)
    reader.save()

    back = sign_in(typist, ADD, typist.post(ADD, form), name="bo")

    assert "signed in as bo" in told(back)
    page = back.content.decode()
    assert "Your role does not allow" in page and "Typed name" in page
    assert "Send it as it is" not in page
    assert not Person.objects.exists()


def test_no_password_and_no_file_is_carried(typist, one_of_each):
    image = Image.objects.get()
    place = reverse("admin:catalog_image_change", args=[image.pk])
    form = type_in(opened(typist, place), alt="A longer pier")
    sign_out(typist)
    form |= {"file": SimpleUploadedFile("pier.gif", make.PIXEL), "new_password1": WORD}

    page = typist.post(place, form)

    carried = read(page, "_held")["_held"][0]
    assert WORD not in carried and "GIF89a" not in carried
    assert "choose it again" in page.content.decode()
    back = sign_in(typist, place, page)
    assert "choose pier.gif again" in told(back)
    assert read(back)["alt"] == ["A longer pier"]


def test_signing_in_leads_nowhere_else(typist):
    form = type_in(opened(typist, ADD, "title"), title="x", next="//evil.example/")
    sign_out(typist)
    page = typist.post(ADD, form)
    signing = type_in(read(page, "_held"), next="https://evil.example/")

    back = typist.post(ADD, {**signing, "username": "ada", "password": WORD})

    assert back.status_code == 200 and not back.has_header("Location")
    assert read(back, "title")["title"] == ["x"]


@pytest.mark.parametrize(
    "carried",
    ["", "x", "[", "[" * 100_000, "7", '[[["a"]], [], false]', "[[[1, 2]], [], 0]"],
    ids=range(7),
)
def test_whatever_a_page_says_it_carries_is_no_error(typist, carried):
    form = {"_held": carried, "username": "ada", "password": WORD}
    form |= {"csrfmiddlewaretoken": typist.get(ADD).context["csrf_token"]}
    sign_out(typist)

    back = typist.post(ADD, {k: str(v) for k, v in form.items()})

    assert back.status_code == 200
    assert not Person.objects.exists()


def test_a_text_too_long_to_be_carried_is_said_to_be(typist, monkeypatch):
    monkeypatch.setattr(held, "MOST", 100)
    form = opened(typist, ADD, "title")
    sign_out(typist)

    page = typist.post(ADD, form)

    assert "go back in your browser" in page.content.decode()
    assert "go back in your browser" in told(sign_in(typist, ADD, page))


def test_a_script_is_answered_as_ever(typist):
    form = opened(typist, ADD, "title")
    sign_out(typist)

    answer = typist.post(ADD, form, headers={"Sec-Fetch-Dest": "empty"})

    assert answer.status_code == 302
    assert answer.url.startswith("/admin/login/")


def test_nothing_of_it_may_be_stored_on_the_way(typist):
    form = opened(typist, ADD, "title")
    sign_out(typist)

    page = typist.post(ADD, form)
    back = sign_in(typist, ADD, page)

    for answer in (page, back):
        assert "no-store" in answer["Cache-Control"]


# --- Signed in anew in another tab ----------------------------------------------------


def test_a_form_of_an_earlier_session_comes_back_as_it_was(typist, ada):
    form = type_in(opened(typist, ADD, "title"), title="Typed name")
    typist.force_login(ada)
    del typist.cookies["csrftoken"]

    back = typist.post(ADD, form, **OWN)

    assert "Nothing is done yet" in told(back)
    assert not Person.objects.exists()
    assert typist.post(ADD, read(back, "title"), **OWN).status_code == 302
    assert Person.objects.get().title == "Typed name"


def test_a_form_of_an_earlier_session_waits_for_signing_in(typist):
    form = type_in(opened(typist, ADD, "title"), title="Typed name")
    typist.cookies.clear()

    page = typist.post(ADD, form, **OWN)
    back = sign_in(typist, ADD, page)

    assert page.status_code == 403
    assert read(back, "title")["title"] == ["Typed name"]
    assert not Person.objects.exists()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_what_another_site_sends_is_no_form_of_the_desk(typist, origin):
    headers = {"HTTP_ORIGIN": origin} if origin else {}

    answer = typist.post(ADD, {"title": "Planted", "_held": "[]"}, **headers)

    assert answer.status_code == 403
    assert b"Planted" not in answer.content and b"<form" not in answer.content


def test_no_one_is_signed_in_by_a_forged_form(typist):
    sign_out(typist)
    forged = {"_held": "[[], [], false]", "username": "ada", "password": WORD}

    for place in (ADD, reverse("admin:login")):
        typist.post(place, forged, **OWN)
        assert "_auth_user_id" not in typist.session


def test_the_page_to_sign_in_survives_another_tab(typist, ada):
    place = reverse("admin:login") + f"?next={ADD}"
    signing = {"username": "ada", "password": WORD, "csrfmiddlewaretoken": "x" * 64}

    assert typist.post(place, signing, **OWN).url == ADD
    sign_out(typist)
    page = typist.post(place, signing, **OWN)
    assert page.status_code == 200
    assert "sign in once more" in page.content.decode()


def test_signing_out_with_an_old_mark_asks_again(typist):
    place = reverse("admin:logout")

    answer = typist.post(place, {"csrfmiddlewaretoken": "x" * 64}, **OWN)

    again = read(answer, "csrfmiddlewaretoken")
    assert answer.status_code == 200 and "_auth_user_id" in typist.session
    typist.post(place, again, **OWN)
    assert "_auth_user_id" not in typist.session
