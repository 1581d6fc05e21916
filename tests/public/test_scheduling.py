"""What is scheduled comes out by itself, on time, and never goes back.

Nothing runs between the requests of these tests: the query decides.
"""

import datetime
from contextlib import contextmanager

import pytest
import time_machine

from articles import clock
from articles.actions.articles import revise
from articles.actions.publishing import cancel, publish, retract_article
from articles.actions.reviewing import set_embargo
from articles.lifecycle import Refused
from articles.models import FrontSlot, Topic
from tests import builders as make

pytestmark = pytest.mark.django_db

MOMENT = datetime.datetime(2026, 5, 1, 12, 0, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)
DAY = datetime.timedelta(days=1)
OLD, NEW = "Nineword stands here.", "Tenword stands here."

# Where an article that is out can be met; each page names it by its address.
PLACES = {
    "front page": "/",
    "news": "/news/",
    "section": "/sections/news/",
    "topic": "/topics/orders/",
    "entry": "/shows/harbour/",
    "search": "/search/?q=tenword",
    "feed": "/news/feed/",
    "map": "/sitemap.xml",
}
ADDRESS = "/news/2026/harbour-is-ordered/"
HISTORY = f"{ADDRESS}history/"
CORRECTIONS = ("/corrections/", "/corrections/feed/")


def get(client, path):
    """What stands on the page; "" where it is missing."""
    response = client.get(path)
    assert response.status_code in (200, 404)
    return response.content.decode() if response.status_code == 200 else ""


def seen(client):
    """Where the article can be met now."""
    found = {name for name, path in PLACES.items() if ADDRESS in get(client, path)}
    return found | {"page" for _ in [0] if get(client, ADDRESS)}


EVERYWHERE = {*PLACES, "page"}


@contextmanager
def at(moment):
    with time_machine.travel(moment, tick=False):
        yield


def written(**draft):
    topic, _ = Topic.objects.get_or_create(slug="orders", name="Orders")
    draft |= {"body": NEW, "dek": NEW, "topics": [topic]}
    return make.a_ready_article(
        "Harbour is ordered", about=[make.a_show().entry], **draft
    )


@pytest.fixture(autouse=True)
def front_page():
    FrontSlot.objects.create(order=1)


@pytest.fixture
def scheduled():
    with at(MOMENT - DAY):
        return publish(written(), by=None, live_from=MOMENT)


@pytest.fixture
def corrected():
    """An article that is out, and a correction of it that is scheduled."""
    with at(MOMENT - 2 * DAY):
        first = publish(written(), by=None)
    with at(MOMENT - DAY):
        article = revise(first.article, by=None, columns={"body": OLD, "dek": OLD})
        return publish(
            article, by=None, kind="correction", note="Zebranote.", live_from=MOMENT
        )


# --- The first edition -------------------------------------------------------------


def test_an_article_is_nowhere_a_second_before_and_everywhere_at_its_moment(
    client, scheduled
):
    for moment, places in (
        (MOMENT - SECOND, set()),
        (MOMENT, EVERYWHERE),
        (MOMENT + SECOND, EVERYWHERE),
    ):
        with at(moment):
            assert seen(client) == places, moment


def test_a_moment_counts_to_the_microsecond(client):
    late = MOMENT + datetime.timedelta(microseconds=500_000)
    with at(MOMENT - DAY):
        publish(written(), by=None, live_from=late)

    with at(MOMENT + datetime.timedelta(microseconds=499_999)):
        assert seen(client) == set()
    with at(late):
        assert seen(client) == EVERYWHERE


def test_a_moment_may_be_given_in_any_zone(client):
    kathmandu = datetime.timezone(datetime.timedelta(hours=5, minutes=45))
    with at(MOMENT - DAY):
        publish(written(), by=None, live_from=MOMENT.astimezone(kathmandu))

    with at(MOMENT - SECOND):
        assert seen(client) == set()
    with at(MOMENT):
        assert seen(client) == EVERYWHERE


def test_an_embargo_holds_a_schedule_back(client):
    article = written()
    with at(MOMENT - DAY):
        set_embargo(article, until=MOMENT, by=None)
        with pytest.raises(Refused):
            publish(article, by=None, live_from=MOMENT - SECOND)
        with pytest.raises(Refused):
            publish(article, by=None)
        publish(article, by=None, live_from=MOMENT)

    with at(MOMENT - SECOND):
        assert seen(client) == set()
    with at(MOMENT):
        assert seen(client) == EVERYWHERE


def test_what_is_cancelled_before_its_moment_never_comes_out(client, scheduled):
    with at(MOMENT - SECOND):
        cancel(scheduled, by=None, why="Not yet.")

    for moment in (MOMENT - SECOND, MOMENT, MOMENT + DAY):
        with at(moment):
            assert seen(client) == set()
            assert get(client, HISTORY) == ""


def test_what_is_scheduled_anew_keeps_the_new_moment(client, scheduled):
    with at(MOMENT - SECOND):
        cancel(scheduled, by=None)
        publish(scheduled.article, by=None, live_from=MOMENT + DAY)

    with at(MOMENT + DAY - SECOND):
        assert seen(client) == set()
    with at(MOMENT + DAY):
        assert seen(client) == EVERYWHERE


# --- Later editions ----------------------------------------------------------------


def test_a_correction_takes_over_everywhere_at_its_moment(client, corrected):
    paths = {path for path in PLACES.values() if "search" not in path} | {ADDRESS}
    # These name an article and say nothing of its text.
    silent = {"/sitemap.xml"}
    with at(MOMENT - SECOND):
        before = {path: get(client, path) for path in paths | {HISTORY, *CORRECTIONS}}
        searched = get(client, "/search/?q=nineword")
    with at(MOMENT):
        after = {path: get(client, path) for path in paths | {HISTORY, *CORRECTIONS}}

    for path in paths - silent:
        assert NEW in before[path] and OLD not in before[path], path
        assert OLD in after[path] and NEW not in after[path], path
    for path in (ADDRESS, HISTORY, *CORRECTIONS):
        assert "Zebranote." not in before[path], path
        assert "Zebranote." in after[path], path
    assert "Edition 2" not in before[HISTORY] and "Edition 2" in after[HISTORY]
    assert ADDRESS not in searched
    assert before["/sitemap.xml"] != after["/sitemap.xml"]


def test_two_editions_come_one_after_the_other(client, corrected):
    with at(MOMENT - SECOND):
        columns = {"body": "Elevenword.", "headline": "Harbour is back"}
        article = revise(corrected.article, by=None, columns=columns)
        publish(article, by=None, note="Back.", live_from=MOMENT + SECOND)

    with at(MOMENT):
        assert OLD in get(client, ADDRESS)
        assert "Harbour is back" not in get(client, "/news/")
        assert "Edition 3" not in get(client, HISTORY)
    with at(MOMENT + SECOND):
        assert "Elevenword." in get(client, ADDRESS)
        assert "Harbour is back" in get(client, "/news/")
        assert "Edition 3" in get(client, HISTORY)


def test_the_last_schedule_can_be_cancelled_and_the_one_before_it_stays(
    client, corrected
):
    with at(MOMENT - SECOND):
        article = revise(corrected.article, by=None, columns={"body": "Zebraword."})
        last = publish(article, by=None, note="Zebra.", live_from=MOMENT + SECOND)
        cancel(last, by=None)

    with at(MOMENT + DAY):
        assert OLD in get(client, ADDRESS)
        assert "Zebraword." not in get(client, HISTORY)


def test_a_retraction_takes_it_from_everywhere_but_its_address(client, scheduled):
    with at(MOMENT + SECOND):
        retract_article(scheduled.article, by=None, why="A hoax.")
        assert seen(client) == {"page"}
        assert "A hoax." in get(client, ADDRESS) and NEW not in get(client, ADDRESS)


# --- The clock ---------------------------------------------------------------------


def test_a_clock_set_back_unpublishes_nothing(client, scheduled):
    with at(MOMENT):
        assert seen(client) == EVERYWHERE

    for back in (SECOND, DAY, 400 * DAY):
        with at(MOMENT - back):
            assert seen(client) == EVERYWHERE


def test_a_clock_set_back_brings_no_former_edition_back(client, corrected):
    with at(MOMENT):
        get(client, ADDRESS)
    with at(MOMENT - DAY):
        assert OLD in get(client, ADDRESS) and NEW not in get(client, ADDRESS)
        assert "Zebranote." in get(client, "/corrections/")


def test_a_clock_set_back_brings_nothing_out_early(client):
    with at(MOMENT):
        get(client, "/")
        publish(written(), by=None, live_from=MOMENT + 2 * SECOND)

    with at(MOMENT - DAY):
        assert seen(client) == set()
    with at(MOMENT + SECOND):
        assert seen(client) == set()
    with at(MOMENT + 2 * SECOND):
        assert seen(client) == EVERYWHERE


def test_another_process_reads_its_own_clock(client, scheduled):
    """What docs/deploy.md says of a clock that was wrong: a new process is right."""
    with at(MOMENT):
        assert seen(client) == EVERYWHERE
    clock.forget()

    with at(MOMENT - SECOND):
        assert seen(client) == set()
