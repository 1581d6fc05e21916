"""An edition is out at its moment and not a second before."""

import datetime

import pytest
import time_machine

from articles.actions.publishing import publish
from articles.models import FrontSlot
from tests import builders as make

pytestmark = pytest.mark.django_db

MOMENT = datetime.datetime(2026, 5, 1, 12, 0, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def scheduled():
    FrontSlot.objects.create(order=1)
    with time_machine.travel(MOMENT - datetime.timedelta(days=1), tick=False):
        return make.an_edition(
            "Harbour is ordered", about=[make.a_show().entry], live_from=MOMENT
        )


PATHS = (
    "/",
    "/news/",
    "/sections/news/",
    "/shows/harbour/",
    "/search/?q=harbour+is",
)


@pytest.mark.parametrize("path", PATHS)
def test_a_scheduled_article_is_listed_at_its_moment(client, scheduled, path):
    with time_machine.travel(MOMENT - SECOND, tick=False):
        before = client.get(path).content
    with time_machine.travel(MOMENT, tick=False):
        after = client.get(path).content

    assert b"/news/2026/harbour-is-ordered/" not in before
    assert b"/news/2026/harbour-is-ordered/" in after


def test_a_scheduled_article_can_be_read_at_its_moment(client, scheduled):
    path = scheduled.get_absolute_url()

    with time_machine.travel(MOMENT - SECOND, tick=False):
        assert client.get(path).status_code == 404
    with time_machine.travel(MOMENT, tick=False):
        assert client.get(path).status_code == 200


def test_the_next_edition_takes_over_at_its_moment(client):
    with time_machine.travel(MOMENT - datetime.timedelta(days=1), tick=False):
        first = make.an_edition("Harbour is ordered")
        first.article.body = "Nine episodes are ordered."
        first.article.save(update_fields=["body"])
        publish(first.article, by=None, live_from=MOMENT, note="The count is known.")
    path = first.get_absolute_url()

    with time_machine.travel(MOMENT - SECOND, tick=False):
        before = client.get(path).content.decode()
    with time_machine.travel(MOMENT, tick=False):
        after = client.get(path).content.decode()

    assert "Edition 1" in before and "Nine episodes" not in before
    assert "Edition 2" in after and "Nine episodes" in after
    assert "The count is known." in after
