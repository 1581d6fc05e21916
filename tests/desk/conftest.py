import pytest
from django.core.files.base import ContentFile
from django.test import Client

from articles.actions.replacing import retract
from articles.models import FrontSlot, StaticPage, Topic
from catalog.models import Image
from tests import builders as make

# The smallest picture there is: a GIF of one pixel.
PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c"
    "00000000010001000002024401003b"
)


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
def one_of_each(db, settings, tmp_path):
    """A small newsroom with a row of every kind."""
    settings.MEDIA_ROOT = tmp_path
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
    still = ContentFile(PIXEL, name="still.gif")
    Image.objects.create(
        entry=entry, file=still, alt="A pier", credit="The desk", licence="own"
    )
    return {"fact": fact, "show": show, "season": season, "episode": episode}
