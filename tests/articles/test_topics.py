"""Sections and topics: addresses that lead on, and one topic in place of two."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from articles.actions.articles import revise
from articles.actions.publishing import publish
from articles.actions.topics import merge_topics, readdress, reason_against_address
from articles.lifecycle import Refused
from articles.models import FormerAddress, Section, Topic
from tests import builders as make

pytestmark = pytest.mark.django_db


def a_topic(name="Casting"):
    return Topic.objects.create(slug=name.lower().replace(" ", "-"), name=name)


@pytest.mark.parametrize("make_one", [make.a_section, a_topic])
def test_an_old_address_is_kept_and_another_cannot_have_it(make_one):
    row = readdress(make_one("Orders"), slug="pick-ups", by=None)
    other = make_one("Others")

    assert FormerAddress.objects.get().path.endswith("/orders/")
    assert reason_against_address(row, "orders") == ""
    assert "choose another address" in reason_against_address(other, "orders")
    assert reason_against_address(type(row)(), "orders")
    with pytest.raises(Refused, match="choose another address"):
        readdress(other, slug="orders", by=None)


@pytest.mark.parametrize("make_one", [make.a_section, a_topic])
def test_going_back_to_an_old_address_frees_it_and_keeps_the_other(make_one):
    row = readdress(make_one("Orders"), slug="pick-ups", by=None)

    row = readdress(row, slug="orders", by=None)

    assert row.slug == "orders"
    assert [one.path.split("/")[2] for one in FormerAddress.objects.all()] == [
        "pick-ups"
    ]


def test_the_address_of_another_is_refused():
    a_topic("Orders")

    with pytest.raises(ValidationError):
        readdress(a_topic("Others"), slug="orders", by=None)
    assert not FormerAddress.objects.exists()


def test_merging_sorts_working_copies_and_leaves_editions():
    old, new = a_topic("Old"), a_topic("New")
    edition = make.an_edition(topics=[old])
    both = make.an_edition(topics=[old, new])

    merge_topics(old, into=new, by=None)

    assert list(edition.article.topics.all()) == [new]
    assert list(both.article.topics.all()) == [new]
    assert list(edition.topics.all()) == [old]
    assert list(Topic.objects.standing()) == [new]
    assert edition.article.changes.get(verb="merge topics").after == "new"


def test_what_was_merged_before_goes_along():
    first, second, third = a_topic("A"), a_topic("B"), a_topic("C")
    merge_topics(first, into=second, by=None)

    merge_topics(second, into=third, by=None)

    assert set(third.merged.all()) == {first, second}


def test_a_topic_is_merged_once_and_into_another():
    first, second = a_topic("A"), a_topic("B")
    with pytest.raises(Refused, match="into itself"):
        merge_topics(first, into=first, by=None)
    merge_topics(first, into=second, by=None)

    for one, other in ((first, second), (second, first)):
        with pytest.raises(Refused, match="merged already"):
            merge_topics(one, into=other, by=None)


def test_no_article_is_sorted_under_a_merged_topic():
    old, new = a_topic("Old"), a_topic("New")
    article = make.an_article()
    merge_topics(old, into=new, by=None)
    old.refresh_from_db()

    with pytest.raises(ValidationError, match="was merged into “New”"):
        revise(article, by=None, columns={}, lists={"topics": [old]})
    assert list(article.topics.all()) == []


def test_a_section_in_use_is_not_deleted():
    make.an_edition()

    with pytest.raises(ProtectedError):
        Section.objects.get().delete()


def test_topics_about_and_related_are_kept_in_the_next_editions():
    show, other = make.a_show(), make.an_edition().article
    topic = a_topic()
    article = make.an_edition(about=[show.entry], topics=[topic]).article
    article = revise(article, by=None, columns={}, lists={"related": [other]})
    publish(article, by=None, note="Related.")
    article = revise(article, by=None, columns={"body": "Another text."})

    third = publish(article, by=None, note="Another text.")

    assert third.number == 3
    assert [row.pk for row in third.about.all()] == [show.pk]
    assert list(third.topics.all()) == [topic]
    assert list(third.related.all()) == [other]


def test_an_article_is_found_at_every_address_it_had(client):
    article = make.an_edition("Harbour moves", slug="one").article
    year = article.editions.get().first_live.year
    for slug in ("two", "three"):
        article = revise(article, by=None, columns={"slug": slug})
        publish(article, by=None, note="Another address.")

    for slug in ("one", "two"):
        answer = client.get(f"/news/{year}/{slug}/")
        assert (answer.status_code, answer.url) == (301, f"/news/{year}/three/")
    assert client.get(f"/news/{year}/three/").status_code == 200


def test_an_address_that_only_a_draft_has_leads_nowhere(client):
    article = make.an_edition("Harbour moves", slug="one").article
    year = article.editions.get().first_live.year
    revise(article, by=None, columns={"slug": "two"})

    assert client.get(f"/news/{year}/two/").status_code == 404
    assert client.get(f"/news/{year}/one/").status_code == 200
