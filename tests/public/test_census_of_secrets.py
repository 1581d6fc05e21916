"""Nothing that is not public stands in any answer: every address, every header.

Seven objects of each state bear a word of their own in every text. Each test reads
the whole site at a moment; a word that is found says by itself where it came from.
"""

import datetime
import re
from contextlib import contextmanager

import pytest
import time_machine
from django.db import models
from django.test import Client, override_settings
from django.utils import timezone

from articles.models import (
    Article,
    Comment,
    Edition,
    Fact,
    Outlet,
    PreviewLink,
    SourceStory,
)
from catalog.models import Entry, Image
from catalog.text import fold

from .cases import FEEDS, PAGES
from .unpublished import EACH, ROOT, TEXTS, Unpublished, secret

pytestmark = pytest.mark.django_db

SECOND = datetime.timedelta(seconds=1)
FOUND = re.compile(rf"{ROOT}[a-z]+")
MACHINES = [*FEEDS.values(), "/sitemap.xml", "/robots.txt", "/healthz", "/readyz"]
MISSING = "/shows/none/"


@pytest.fixture(scope="module")
def secrets(world, django_db_blocker, tmp_path_factory):
    """All of it, made once; it comes out three days from now."""
    moment = timezone.now().replace(microsecond=0) + datetime.timedelta(days=3)
    media = tmp_path_factory.mktemp("secret-media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media):
        yield Unpublished(world, moment)


@pytest.fixture(
    params=[-1, 0, pytest.param(1, marks=pytest.mark.long)],
    ids=["before", "on time", "after"],
)
def moment(request, secrets):
    """A second before what is scheduled comes out, its moment, a second after."""
    with at(secrets.moment + request.param * SECOND):
        yield request.param


@pytest.fixture(scope="module")
def census(world, secrets):
    """The words in the answer of every address at a moment; each is read once."""
    read = {}

    def words_at(offset):
        if offset not in read:
            with at(secrets.moment + offset * SECOND):
                client = Client()
                read[offset] = {
                    path: words_in(client.get(path)) for path in every_address(world)
                }
        return read[offset]

    return words_at


@contextmanager
def at(when):
    with time_machine.travel(when, tick=False):
        yield


def public_words(secrets, moment):
    """The words that are none of the secrets any more."""
    due = secrets.due if moment >= 0 else ()
    return {fold(word) for state in due for word in secrets.words[state]}


def words_in(response):
    """The secrets in an answer, its headers and its body, accents aside."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    body = b"".join(response) if response.streaming else response.content
    return set(FOUND.findall(fold(f"{headers}\n{body.decode('utf-8', 'replace')}")))


def every_address(world):
    """Every page there is, and what can be asked of it."""
    paths = {page(world) for page in PAGES.values()} | {*MACHINES, MISSING}
    paths |= {f"{path}?page=2" for path in ("/news/", "/corrections/", "/people/")}
    paths |= {f"{path}?page=2" for path in ("/sources/", "/shows/")}
    paths |= {
        f"{PAGES[name](world)}?as_of=2026-12-01"
        for name in ("show", "known", "season", "person", "character")
    }
    for rows in (Edition, Entry, Fact, Outlet, SourceStory):
        paths |= {row.get_absolute_url() for row in rows.objects.all()}
    paths |= {f"{row.get_absolute_url()}history/" for row in Edition.objects.all()}
    return sorted(paths)


# --- The harness itself ------------------------------------------------------------


def test_every_text_that_somebody_writes_has_a_word_of_its_own(secrets):
    texts = models.CharField | models.TextField
    written = {
        field.name
        for field in Article._meta.concrete_fields
        if isinstance(field, texts) and field.editable
    }

    assert written == {*TEXTS, "slug"}
    assert all(
        len(words) >= len(EACH) for s, words in secrets.words.items() if s != "staff"
    )
    flat = [word for words in secrets.words.values() for word in words]
    assert len(flat) == len(set(flat))
    for rows, column in ((Comment, "text"), (PreviewLink, "note"), (Image, "alt")):
        found = rows.objects.filter(**{f"{column}__startswith": "Zébr"})
        assert found.count() >= len(EACH)


def test_what_is_due_is_met_on_many_pages_so_that_the_search_for_it_works(
    world, secrets, census
):
    found = census(0)

    met = {path for path, words in found.items() if words}
    expected = {"/", "/news/", "/news/feed/", "/corrections/", "/sitemap.xml"}
    expected |= {PAGES[name](world) for name in ("section", "topic", "show", "person")}
    assert expected | {"/corrections/feed/"} <= met
    for n, path in enumerate(secrets.addresses["scheduled"]):
        own = {fold(secret("scheduled", n, name)) for name in TEXTS}
        assert own <= found[path]


# --- The census --------------------------------------------------------------------


def test_no_answer_holds_a_secret(secrets, census, moment):
    public = public_words(secrets, moment)

    leaks = {path: words - public for path, words in census(moment).items()}

    assert {path: words for path, words in leaks.items() if words} == {}


def test_what_is_not_out_answers_as_what_is_missing(client, secrets, moment):
    missing = client.get(MISSING)
    out = secrets.due if moment >= 0 else ()

    for state, paths in secrets.addresses.items():
        for path in paths:
            tails = ("", "history/") if path.startswith("/news/") else ("",)
            for tail in tails:
                found = client.get(path + tail)
                if state in out:
                    assert found.status_code == 200, path
                    continue
                assert found.status_code == 404, path
                assert found.content == missing.content, path
                assert found.headers == missing.headers, path


def test_no_redirect_leads_to_what_is_not_out(client, world, secrets, moment):
    public = public_words(secrets, moment)
    asked = [
        f"/news/{year}/{edition.slug}/{tail}"
        for edition in Edition.objects.filter(slug__startswith="plain")
        for year in (1999, edition.first_live.year)
        for tail in ("", "history/")
    ]

    leaks = {
        path: leaked
        for path in asked
        if (leaked := words_in(client.get(path)) - public)
    }

    assert leaks == {}


@pytest.mark.parametrize("method", ["head", "post", "put", "delete", "options"])
def test_no_other_method_tells_more(client, world, secrets, method):
    with at(secrets.moment - SECOND):
        for page in PAGES.values():
            assert words_in(getattr(client, method)(page(world))) == set()


def test_no_error_page_tells_more(world, secrets, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError(secret("draft", 0, "body"))

    monkeypatch.setattr("newsroom.public.views.home.front_response", fail)

    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500 and words_in(response) == set()


def test_only_a_preview_link_shows_a_draft_and_none_of_the_notes_beside_it(
    client, secrets
):
    with at(secrets.moment - SECOND):
        for n, address in enumerate(secrets.previews):
            own = {fold(secret("draft", n, name)) for name in TEXTS}

            assert words_in(client.get(address)) == own


# --- Search ------------------------------------------------------------------------


def forms_of(word):
    return {word, fold(word), word.upper(), fold(word)[:-2], word[1:-1]}


def asked_in_search(secrets, moment):
    """Of each state, every field of one object, whole, cut short and folded."""
    hidden = [s for s in secrets.words if moment < 0 or s not in secrets.due]
    for state in hidden:
        words = [w for w in secrets.words[state] if w.startswith(f"Zébr{state}c")]
        for word in words or secrets.words[state][:1]:
            yield from forms_of(word)


def test_search_answers_a_secret_as_it_answers_nonsense(client, secrets, moment):
    def answer(words):
        html = client.get("/search/", {"q": words}).content.decode()
        return html.replace(words, "")

    nonsense = answer("qwxqwx")

    found = [w for w in asked_in_search(secrets, moment) if answer(w) != nonsense]

    assert found == []


def test_search_finds_what_is_out_so_that_it_can_be_trusted(client, secrets):
    word = fold(secret("scheduled", 2, "body"))

    with at(secrets.moment):
        html = client.get("/search/", {"q": word}).content.decode()

    assert secrets.addresses["scheduled"][2] in html


def test_no_list_counts_what_is_not_out(client, secrets):
    with at(secrets.moment - SECOND):
        listed = Edition.objects.listed(at=timezone.now())
        pages = -(-listed.count() // 20)
        html = client.get("/news/").content.decode()
        assert f"1 of {pages}" in html
        assert client.get(f"/news/?page={pages + 1}").status_code == 404
        tally = client.get("/search/", {"q": "plain"}).content.decode()

    [counted] = re.findall(r"(\d+) results", tally)
    shown = listed.filter(headline__startswith="Plain").count()
    reports = SourceStory.objects.filter(headline__startswith="Plain").count()
    assert int(counted) == shown + reports
