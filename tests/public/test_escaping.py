"""Whatever is typed is shown as text."""

import json
import re

import pytest

from articles.actions.facts import accept
from articles.models import Masthead, Topic
from tests import builders as make

pytestmark = pytest.mark.django_db

EVIL = "</script><script>alert('&')</script>"


@pytest.fixture
def hostile():
    """A newsroom of which every text tries to be markup."""
    Masthead.objects.create(
        name=EVIL, tagline=EVIL, description=EVIL, footer=EVIL, search_hint=EVIL
    )
    show = make.a_show(EVIL, slug="evil", summary=EVIL)
    person = make.a_person(EVIL, slug="evil", summary=EVIL)
    outlet = make.an_outlet("Evil", note=EVIL)
    outlet.name = EVIL
    outlet.save()
    fact = make.a_fact(show, predicate="premise", text=EVIL, words=f"It is {EVIL} now.")
    story = fact.evidence.get().passage.snapshot.story
    story.headline, story.outlet, story.label = EVIL, outlet, EVIL
    story.save()
    accept(fact, by=None)
    statement = make.an_accepted_fact(show, predicate="statement", text=EVIL)
    statement.evidence.get().passage.speakers.add(person.entry)
    make.an_accepted_fact(show, predicate="cast", target=person.entry, job=make.a_job())
    edition = make.an_edition(
        EVIL,
        slug="evil",
        dek=EVIL,
        byline=EVIL,
        body=f"{EVIL}[@{fact.key}] [x](javascript:alert(1))",
        key_points=EVIL,
        about=[show.entry],
        topics=[Topic.objects.create(slug="evil", name=EVIL)],
    )
    return [
        "/",
        "/news/",
        "/shows/",
        "/people/",
        "/sources/",
        "/shows/evil/",
        "/people/evil/",
        "/topics/evil/",
        "/outlets/evil/",
        "/search/?q=script",
        "/search/?q=%3C/script%3E%3Cscript%3Ealert",
        edition.get_absolute_url(),
        fact.get_absolute_url(),
        story.get_absolute_url(),
    ]


def test_no_page_runs_what_was_typed(client, hostile):
    for path in hostile:
        html = client.get(path).content.decode()

        assert "alert" in html, path
        assert "<script>" not in html, path
        assert 'href="javascript:' not in html, path


def test_the_data_for_machines_holds_the_text_as_it_was_typed(client, hostile):
    for path in hostile:
        html = client.get(path).content.decode()
        blocks = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL
        )

        assert len(blocks) == 1, path
        assert not set("<>&") & set(blocks[0]), path
        json.loads(blocks[0])

    html = client.get("/shows/evil/").content.decode()
    block = re.search(r'ld\+json">(.*?)</script>', html, re.DOTALL)
    names = [thing.get("name") for thing in json.loads(block[1])["@graph"]]
    assert EVIL in names


def test_an_address_that_is_not_of_the_web_is_no_link(client):
    story = make.a_snapshot(headline="A report").story
    type(story).objects.update(url="javascript:alert(1)")

    assert b"javascript:" not in client.get(story.get_absolute_url()).content
