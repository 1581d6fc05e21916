import pytest
from django.test import Client, override_settings

from articles.actions.articles import revise
from articles.actions.publishing import publish
from articles.actions.replacing import retract
from articles.models import FrontSlot, StaticPage, Topic
from tests import builders as make
from tests.made_once import made_once


@pytest.fixture
def client_of():
    """Return a function that signs a person in and returns their client."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def root(db, client_of):
    """The client of somebody who may do everything."""
    return client_of(make.a_superuser())


@pytest.fixture
def in_paris(settings):
    settings.TIME_ZONE = "Europe/Paris"


@pytest.fixture
def second(article):
    """The module's article: it is out, with another text to be published next."""
    publish(article, by=None)
    return revise(article, by=None, columns={"body": "A sentence that claims more."})


@pytest.fixture
def desk_page(live_server, browser):
    """A page of somebody signed in, and what the browser complained of."""
    client = Client()
    client.force_login(make.a_superuser())
    cookie = client.cookies["sessionid"].value
    complaints = []
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}
    )
    context.add_cookies(
        [{"name": "sessionid", "value": cookie, "url": live_server.url}]
    )
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: said.type in ("error", "warning") and complaints.append(said.text),
    )
    yield page, complaints
    context.close()


@pytest.fixture
def one_of_each(db, settings, tmp_path):
    """A small newsroom with a row of every kind."""
    settings.MEDIA_ROOT = tmp_path
    return a_newsroom()


@pytest.fixture(scope="module")
def newsroom_of_the_module(django_db_setup, django_db_blocker, tmp_path_factory):
    media = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=media), made_once(django_db_blocker):
        yield a_newsroom()


@pytest.fixture
def newsroom(newsroom_of_the_module, db):
    """A small newsroom with a row of every kind, made once for a whole module."""
    return newsroom_of_the_module


def a_newsroom():
    franchise = make.a_franchise()
    show = make.a_show("Harbour", franchise=franchise)
    season = make.a_season(show)
    episode = make.an_episode(season)
    person = make.a_person("Renée Ortiz")
    character = make.a_character()
    company = make.a_company()
    work = make.a_work()
    make.a_masthead()
    entry = show.entry
    cast = {"job": make.a_job("actor"), "target": person.entry}
    make.an_accepted_fact(entry, predicate="cast", character=character.entry, **cast)
    make.an_accepted_fact(entry, predicate="premiere", date="March 2026")
    make.an_accepted_fact(entry, predicate="studio", target=company.entry)
    make.an_accepted_fact(entry, predicate="based-on", target=work.entry)
    make.an_accepted_fact(entry, predicate="genre", text="drama")
    make.an_accepted_fact(entry, predicate="working-title", text="Docks")
    fact = make.a_fact(entry)
    topic = Topic.objects.create(slug="casting", name="Casting")
    make.an_edition("Renée joins Harbour", about=[entry], topics=[topic])
    fallen = make.an_accepted_fact(entry, predicate="rating", text="TV-MA")
    make.an_edition("Harbour is rated", body=f"It is.[@{fallen.key}]")
    retract(fallen, by=None, why="Another show was meant.")
    make.an_outlet()
    FrontSlot.objects.create(order=1)
    StaticPage.objects.create(slug="about", title="About", description="x", body="x")
    make.a_picture(entry)
    return {"fact": fact, "show": show, "season": season, "episode": episode}
