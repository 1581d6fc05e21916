"""Somebody outside reads a working copy by its link, for a while, and nobody else."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from articles.actions.articles import revise
from articles.actions.comments import comment
from articles.actions.previews import make_preview_link, revoke
from articles.actions.reviewing import set_embargo
from articles.models import Masthead, PreviewLink
from articles.previews import address_of
from tests import builders as make

from .cases import FEEDS, PAGES

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def article(world):
    return make.an_article(
        "Zebraheadline", body="Zebrabody stands here.", about=[world.show.entry]
    )


@pytest.fixture
def link(article):
    return make_preview_link(
        article, by=None, expires_at=timezone.now() + HOUR, note="Zebranote"
    )


def test_the_link_shows_the_working_copy_in_the_readers_template(client, link):
    response = client.get(address_of(link.pk))

    assert response.status_code == 200
    html = response.content.decode()
    assert "<h1>Zebraheadline</h1>" in html and "Zebrabody stands here." in html
    assert "A preview for you alone: not published, and not final." in html
    assert "Zebranote" not in html


def test_it_says_when_it_ends_and_until_when_nothing_may_be_told(client, link):
    plain = client.get(address_of(link.pk)).content.decode()
    embargo = timezone.now() + 2 * HOUR
    set_embargo(link.article, until=embargo, by=None)

    html = client.get(address_of(link.pk)).content.decode()
    with time_machine.travel(embargo, tick=False):
        PreviewLink.objects.update(expires_at=embargo + HOUR)
        after = client.get(address_of(link.pk)).content.decode()

    ends = link.expires_at
    assert f'<time datetime="{ends.isoformat(timespec="seconds")}">' in html
    assert f"{ends:%H:%M:%S} UTC</time>" in plain
    assert f'Under embargo until <time datetime="{embargo:%Y-%m-%dT%H:%M:%S}' in html
    assert "embargo" not in plain and "embargo" not in after


def test_it_tells_of_no_other_article_and_of_no_fact_that_was_not_accepted(
    client, world
):
    other = make.an_article("Otherheadline", body="Unheard of.")
    claim = {"predicate": "rating", "text": "Zebrarating"}
    tip = make.a_fact(world.show, words="Zebrapassage was said.", **claim)
    article = make.an_article(body=f"It is so.[@{tip.key}]")
    article.related.add(other)
    comment(article, by=make.a_superuser(), text="Zebracomment")
    until = timezone.now() + HOUR
    link = make_preview_link(article, by=None, expires_at=until)

    html = client.get(address_of(link.pk)).content.decode()

    assert "It is so." in html
    for secret in ("Otherheadline", "Zebra", tip.key):
        assert secret not in html


def test_it_shows_what_is_kept_now(client, link):
    revise(link.article, by=None, columns={"body": "Another sentence."})

    html = client.get(address_of(link.pk)).content.decode()

    assert "Another sentence." in html and "Zebrabody" not in html


def test_nobody_keeps_indexes_or_passes_on_what_it_shows(client, link):
    response = client.get(address_of(link.pk))

    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    html = response.content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in html and "og:url" not in html
    assert "ld+json" not in html and "/preview/" not in html
    assert not response.cookies


@pytest.mark.parametrize("how", ["expired", "revoked"])
def test_a_link_that_has_ended_says_so_and_shows_nothing(client, link, how):
    Masthead.objects.update(preview_over="Ask us again.")
    later = timezone.now()
    if how == "revoked":
        revoke(link, by=None)
    else:
        later = link.expires_at

    with time_machine.travel(later, tick=False):
        response = client.get(address_of(link.pk))

    assert response.status_code == 410
    html = response.content.decode()
    assert "Ask us again." in html and "ebra" not in html
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_a_link_lasts_to_its_last_second(client, link):
    with time_machine.travel(link.expires_at - HOUR / 3600, tick=False):
        assert client.get(address_of(link.pk)).status_code == 200


def spoilt(address):
    number, _, signature = address.removeprefix("/preview/").strip("/").partition(":")
    other = "A" if signature[0] != "A" else "B"
    return [
        f"/preview/{number}/",
        f"/preview/{number}:/",
        f"/preview/{number}:{other}{signature[1:]}/",
        f"/preview/{int(number) + 1}:{signature}/",
        f"/preview/0{number}:{signature}/",
        f"/preview/{number}:{signature}x/",
        f"/preview/{number}:{signature[:-1]}/",
        "/preview/x/",
        "/preview/%00/",
        "/preview/é:é/",
        address_of(10**30),
        address_of(-1),
    ]


def test_an_address_that_nobody_gave_out_is_missing_like_any_other(client, link):
    missing = client.get("/shows/none/")

    for address in [*spoilt(address_of(link.pk)), address_of(link.pk + 1)]:
        found = client.get(address)
        assert found.status_code == 404, address
        assert found.content == missing.content, address
        assert found.headers == missing.headers, address


def test_a_link_that_is_gone_is_missing(client, link):
    address = address_of(link.pk)
    PreviewLink.objects.all().delete()

    found = client.get(address)

    assert (found.status_code, found.content) == (
        404,
        client.get("/shows/none/").content,
    )


def test_it_answers_readers_and_nobody_who_writes(client, link):
    assert client.head(address_of(link.pk)).status_code == 200
    assert client.post(address_of(link.pk)).status_code == 405


def test_nothing_else_tells_of_it(client, world, link):
    paths = [page(world) for page in PAGES.values()]
    paths += [*FEEDS.values(), "/sitemap.xml", "/robots.txt", "/search/?q=zebra"]

    for path in paths:
        html = client.get(path).content.decode().lower()
        assert "/preview/" not in html, path
        assert html.count("zebra") == path.count("zebra"), path
