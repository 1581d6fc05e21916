"""What is not public yet, or not any more, stands on no page."""

import datetime

import pytest
from django.utils import timezone

from articles.actions.evidence import attach
from articles.actions.facts import accept, propose, reject
from articles.actions.publishing import publish
from articles.models import ON_RECORD, Fact
from catalog.actions.renaming import rename
from catalog.models import Entry, Show
from tests import builders as make

from .cases import PAGES

pytestmark = pytest.mark.django_db

SOON = datetime.timedelta(days=3)


@pytest.fixture
def secrets(world):
    """A word of its own in everything that readers must not see."""
    show = world.show
    make.an_article("Zebradraft", body="Zebrabody", about=[show.entry])
    later = make.an_edition(
        "Zebralater", live_from=timezone.now() + SOON, about=[show.entry]
    )
    article = world.edition.article
    article.headline = "Zebranext"
    article.save(update_fields=["headline"])
    publish(article, by=None, live_from=timezone.now() + SOON, note="Zebranote.")
    make.a_fact(show, predicate="premise", text="Zebraclaim", words="Zebrawords.")
    rejected = make.a_fact(show, predicate="premise", text="Zebrafalse")
    reject(rejected, by=None, why="Zebrawhy")
    hidden = make.a_show("Zebrashow", franchise=world.franchise, visibility="hidden")
    season = make.a_season(hidden)
    nobody = make.a_person("Zebraperson", visibility="hidden")
    make.an_accepted_fact(show, predicate="cast", target=nobody.entry, job=world.job)
    make.an_accepted_fact(
        season, predicate="cast", target=world.person.entry, job=world.job
    )
    make.an_accepted_fact(show, predicate="spin-off-of", target=hidden.entry)
    make.an_edition("About it", about=[hidden.entry, season.entry])
    return later


@pytest.mark.parametrize("name", PAGES)
def test_no_page_says_what_is_not_public(client, world, secrets, name):
    html = client.get(PAGES[name](world)).content.decode().lower()

    assert "zebra" not in html


@pytest.mark.parametrize(
    "word",
    ["draft", "body", "later", "next", "note", "claim", "words", "show", "person"],
)
def test_no_search_finds_it(client, secrets, word):
    html = client.get("/search/", {"q": f"zebra{word}"}).content.decode().lower()

    assert html.count("zebra") == 1  # What was asked for, in its box.


def test_no_address_of_its_own_answers(client, world, secrets):
    never = Fact.objects.exclude(status__in=ON_RECORD)
    paths = [row.get_absolute_url() for row in never]
    paths += [
        row.get_absolute_url()
        for row in Entry.objects.filter(title__startswith="Zebra")
    ]
    paths += [secrets.get_absolute_url()]

    assert len(paths) == 6
    assert {client.get(path).status_code for path in paths} == {404}


def test_a_hidden_entry_answers_as_a_missing_one_does(client, world):
    make.a_show("Seen", slug="seen", visibility="hidden")
    make.a_show("Stub", slug="stub", covered=False)
    missing = client.get("/shows/none/")

    hidden, stub = client.get("/shows/seen/"), client.get("/shows/stub/")

    assert missing.status_code == hidden.status_code == stub.status_code == 404
    assert missing.content == hidden.content == stub.content
    assert missing.headers == hidden.headers == stub.headers


@pytest.mark.parametrize("columns", [{"visibility": "hidden"}, {"covered": False}])
def test_what_is_below_a_show_goes_with_it(client, world, columns):
    Show.objects.filter(pk=world.show.pk).update(**columns)

    for name in ("show", "season", "episode"):
        assert client.get(PAGES[name](world)).status_code == 404


def test_an_address_of_a_hidden_entry_does_not_say_where_it_has_moved(client, world):
    rename(world.person.entry, slug="new-name")
    old = "/people/harbour-player-1/"
    assert client.get(old).status_code == 301

    world.person.entry.visibility = "hidden"
    world.person.entry.save(update_fields=["visibility"])

    assert client.get(old).content == client.get("/people/nobody/").content


def test_the_archived_text_of_a_story_is_not_shown(client, world):
    snapshot = make.a_snapshot(
        "Zebraone. Zebratwo. The harbour was ordered. Zebrathree. Zebrafour.",
        headline="A report",
    )
    show = Entry.objects.get(pk=world.show.pk)
    fact = propose(subject=show, predicate="premise", text="P", by=None)
    passage = make.a_passage("The harbour was ordered.", snapshot=snapshot)
    attach(fact, passage, by=None)
    accept(fact, by=None)

    html = client.get(snapshot.story.get_absolute_url()).content.decode()

    assert "Zebratwo" in html and "Zebrathree" in html
    assert "Zebraone" not in html and "Zebrafour" not in html


def test_a_user_name_is_not_shown(client, world):
    editor = make.a_user("editor", name="zebra-login")
    fact = make.a_fact(world.show, predicate="premise", text="Another premise")
    accept(fact, by=editor)

    assert b"zebra-login" not in client.get(fact.get_absolute_url()).content
    assert b"zebra-login" not in client.get("/shows/harbour/").content
