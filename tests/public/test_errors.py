"""The pages for what is missing and for what broke."""

import pytest
from django.db import OperationalError
from django.test import Client

from articles.models import Masthead
from newsroom.public import site
from tests import builders as make

PLAIN = pytest.mark.django_db


@PLAIN
def test_a_missing_page_says_so_in_the_editors_words(client):
    make.a_masthead(not_found_title="Lost at sea", not_found_text="Try the harbour.")

    response = client.get("/shows/none/")

    assert response.status_code == 404
    html = response.content.decode()
    assert "<h1>Lost at sea</h1>" in html and "Try the harbour." in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'action="/search/"' in html


@PLAIN
@pytest.mark.parametrize(
    "path",
    [
        "/none/",
        "/news/2026/none/",
        "/sections/none/",
        "/topics/none/",
        "/shows/none/season-1/",
        "/shows/none/season-1/episode-1/",
        "/shows/none/season-99999999999999999999/",
        "/facts/none/",
        "/sources/none/",
        "/outlets/none/",
        "/news/?page=7",
        "/people/?page=7",
        "/shows/%00/",
        "/media/../settings.py",
        "/media/none.png",
    ],
)
def test_what_is_not_there_is_a_404(client, path):
    assert client.get(path).status_code == 404


@pytest.fixture
def broken_site(monkeypatch):
    """A site of which every page breaks."""

    def fail(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("newsroom.public.views.home.front_response", fail)
    return Client(raise_request_exception=False)


@PLAIN
def test_a_broken_page_says_so_in_the_editors_words(broken_site):
    make.a_masthead(error_title="All hands", error_text="We are bailing.")

    response = broken_site.get("/")

    assert response.status_code == 500
    html = response.content.decode()
    assert "<h1>All hands</h1>" in html and "We are bailing." in html
    assert "The Paper" in html


def test_a_broken_page_needs_no_database(monkeypatch):
    def down(*args, **kwargs):
        raise OperationalError("the database is gone")

    monkeypatch.setattr(Masthead.objects, "filter", down)

    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    html = response.content.decode()
    assert Masthead._meta.get_field("error_title").default in html
    assert site.NAME in html
    assert "gone" not in html


def test_the_process_answers_without_a_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@PLAIN
def test_the_database_answers(client):
    assert client.get("/readyz").content == b"ok\n"


def test_a_database_that_does_not_answer_is_said_to(client, monkeypatch):
    def down(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr("newsroom.public.views.statics.connection.cursor", down)

    assert client.get("/readyz").status_code == 503
