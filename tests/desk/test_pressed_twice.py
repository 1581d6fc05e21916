"""A button pressed twice does its deed once; two deeds at one moment are told."""

import datetime

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from articles.models import Article, Comment, Edition, Fact, PreviewLink, Topic
from catalog.admin.safe import SafeModelAdmin
from catalog.models import Person, Press
from tests import builders as make
from tests.at_once import all_at_once
from tests.desk.review_pages import page_of
from tests.forms import opened, read, type_in

pytestmark = pytest.mark.django_db

ADD = "/admin/catalog/person/add/"
DONE = "Your first press did it already: nothing is done twice."


def told(client, answer):
    page = client.get(answer.url)
    return [str(message) for message in page.context["messages"]]


def deeds():
    """The page, its form, what is typed and what it makes, of each deed by name."""
    article, show = make.a_ready_article(), make.a_show("Harbour")
    claim = f"?subject={show.pk}&predicate=premise"
    soon = {"expires_at": "2026-11-25T12:00:00"}
    start = {"headline": "Harbour moves", "slug": "harbour-moves", "_review": "yes"}
    start["section"] = make.a_section().pk
    remark = {"comment-text": "Is it?"}
    return {
        "row": (ADD, "title", {"title": "Ada Reyes"}, Person),
        "article": ("/admin/articles/article/add/", "headline", start, Article),
        "comment": (page_of(article), "comment-text", remark, Comment),
        "link": (page_of(article, "previews"), "expires_at", soon, PreviewLink),
        "fact": (f"/admin/articles/fact/add/{claim}", "text", {"text": "A pier"}, Fact),
        "edition": (page_of(article, "publish"), "seen", {}, Edition),
    }


@pytest.mark.parametrize(
    "name", ["row", "article", "comment", "link", "fact", "edition"]
)
@time_machine.travel("2026-11-24 12:00Z", tick=False)
def test_what_is_sent_twice_is_done_once(root, name):
    place, having, typed, model = deeds()[name]
    form, before = type_in(opened(root, place, having), **typed), model.objects.count()

    first, second = root.post(place, form), root.post(place, form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert model.objects.count() == before + 1
    assert told(root, second)[-1] == DONE


def test_a_row_saved_by_a_double_click_is_saved_and_told_so(root):
    topic = Topic.objects.create(slug="casting", name="Casting")
    place = reverse("admin:articles_topic_change", args=[topic.pk])
    form = type_in(opened(root, place), name="The cast")

    answers = [root.post(place, form) for _ in range(3)]

    assert {(answer.status_code, answer.url) for answer in answers} == {
        (302, reverse("admin:articles_topic_changelist"))
    }


def test_a_window_that_adds_a_row_closes_at_the_second_press_too(root):
    place = f"{ADD}?_popup=1"
    form = type_in(opened(root, place, "title"), title="Ada Reyes")

    first, second = root.post(place, form), root.post(place, form)

    assert Person.objects.count() == 1
    assert first.content == second.content
    assert b"popup-response-constants" in second.content


def test_a_form_gone_back_to_and_changed_asks_before_it_adds_another(root):
    form = type_in(opened(root, ADD, "title"), title="Ada Reyes")
    root.post(ADD, form)

    asked = root.post(ADD, type_in(form, title="Bo Lind"))

    [message] = [str(one) for one in asked.context["messages"]][-1:]
    assert "has added a row already" in message
    assert Person.objects.count() == 1
    again = read(asked, "title")
    assert again["title"] == ["Bo Lind"]
    assert root.post(ADD, again).status_code == 302
    assert set(Person.objects.values_list("title", flat=True)) == {
        "Ada Reyes",
        "Bo Lind",
    }


def test_a_form_opened_again_adds_the_same_again(root):
    for _ in range(2):
        form = type_in(opened(root, ADD, "title"), title="Ada Reyes", slug="")
        assert root.post(ADD, form).status_code == 302

    assert Person.objects.count() == 2


def test_what_was_refused_is_no_press(root):
    make.a_person("Ada Reyes", slug="ada-reyes")
    form = type_in(opened(root, ADD, "title"), title="Ada Reyes", slug="ada-reyes")

    answer = root.post(ADD, form)
    assert answer.status_code == 200
    errors = answer.context["adminform"].form.errors
    assert "Another entry of this kind has this slug." in str(errors)
    Person.objects.get().delete()

    assert root.post(ADD, form).status_code == 302
    assert Person.objects.count() == 1


def test_a_press_of_somebody_else_is_another(root, client_of):
    form = type_in(opened(root, ADD, "title"), title="Ada Reyes", slug="ada")
    root.post(ADD, form)

    other = client_of(make.a_superuser())
    answer = other.post(ADD, type_in(form, slug="ada-2"))

    assert answer.status_code == 200
    assert Person.objects.count() == 1


def test_presses_are_forgotten_in_time(root):
    with time_machine.travel("2026-11-01 12:00Z", tick=False):
        root.post(ADD, type_in(opened(root, ADD, "title"), title="Ada Reyes"))
    later = datetime.datetime(2026, 12, 2, tzinfo=datetime.UTC)
    with time_machine.travel(later, tick=False):
        root.post(ADD, type_in(opened(root, ADD, "title"), title="Bo Lind"))

    assert Press.objects.count() == 1


def test_a_database_that_takes_nothing_loses_nothing(root, monkeypatch):
    def busy(*args, **kwargs):
        raise OperationalError("database is locked")

    form = type_in(opened(root, ADD, "title"), title="Typed name")
    monkeypatch.setattr(SafeModelAdmin, "save_model", busy)

    answer = root.post(ADD, form)

    assert answer.status_code == 503
    assert read(answer, "title")["title"] == ["Typed name"]
    assert "press the button again" in answer.content.decode()


# --- At one moment --------------------------------------------------------------------


@pytest.fixture
def two(connections):
    user = make.a_superuser()
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user)
    return clients


def test_two_presses_at_once_add_one_row(two):
    form = type_in(opened(two[0], ADD, "title"), title="Ada Reyes", slug="ada-reyes")

    answers = all_at_once([lambda c=c: c.post(ADD, form) for c in two * 2])

    assert Person.objects.count() == 1
    assert {(answer.status_code, answer.url) for answer in answers} == {
        (302, "/admin/catalog/person/")
    }


def test_two_comments_at_once_are_one(two):
    place = page_of(make.an_article())
    form = type_in(opened(two[0], place, "comment-text"), **{"comment-text": "Is it?"})

    answers = all_at_once([lambda c=c: c.post(place, form) for c in two * 2])

    assert Comment.objects.count() == 1
    assert {answer.status_code for answer in answers} == {302}


def test_one_save_pressed_twice_at_once_is_no_conflict(two):
    topic = Topic.objects.create(slug="casting", name="Casting")
    place = reverse("admin:articles_topic_change", args=[topic.pk])
    form = type_in(opened(two[0], place), name="The cast")

    answers = all_at_once([lambda c=c: c.post(place, form) for c in two * 2])

    assert {(answer.status_code, answer.url) for answer in answers} == {
        (302, reverse("admin:articles_topic_changelist"))
    }


def test_of_two_who_add_the_same_at_once_one_is_told(two):
    forms = [
        type_in(opened(client, ADD, "title"), title=f"By {at}", slug="ada-reyes")
        for at, client in enumerate(two)
    ]

    answers = all_at_once(
        [lambda c=c, f=f: c.post(ADD, f) for c, f in zip(two, forms, strict=True)]
    )

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    [late] = [at for at, answer in enumerate(answers) if answer.status_code == 200]
    errors = answers[late].context["adminform"].form.errors
    assert "Another entry of this kind has this slug." in str(errors)
    assert read(answers[late], "title")["title"] == [f"By {late}"]


def test_of_two_who_set_an_embargo_at_once_one_is_told(two):
    article = make.an_article()
    place = page_of(article, "embargo")
    forms = [
        type_in(opened(client, place, "was"), until=f"204{at}-01-01T13:00", zone="UTC")
        for at, client in enumerate(two)
    ]

    answers = all_at_once(
        [lambda c=c, f=f: c.post(place, f) for c, f in zip(two, forms, strict=True)]
    )

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    [late] = [answer for answer in answers if answer.status_code == 200]
    assert "Somebody changed the embargo" in late.content.decode()
