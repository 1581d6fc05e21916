"""Preview links on the desk: made for somebody outside, copied, and revoked."""

import datetime

import pytest
import time_machine

from articles.actions.previews import make_preview_link
from articles.actions.reviewing import submit
from articles.models import PreviewLink
from articles.previews import address_of
from tests import builders as make
from tests.desk.review_pages import page_of, send

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("a_day_in_november"),
]

NOW = datetime.datetime(2026, 11, 21, 10, tzinfo=datetime.UTC)


@pytest.fixture
def a_day_in_november(settings):
    settings.TIME_ZONE = "Europe/Paris"
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def author():
    return make.a_user("reporter")


@pytest.fixture
def article(author):
    return make.an_article("Harbour is ordered", by=author)


def a_link(article, *, by=None, days=1):
    until = NOW + datetime.timedelta(days=days)
    return make_preview_link(article, by=by, expires_at=until, note="Ada Reyes")


def place(article):
    return page_of(article, "previews")


def test_an_author_makes_a_link_and_copies_its_whole_address(
    client_of, author, article
):
    client = client_of(author)

    send(client, article, "previews", "note", note="Ada Reyes")

    link = PreviewLink.objects.get()
    assert (link.note, link.made_by) == ("Ada Reyes", author)
    assert link.expires_at == NOW + datetime.timedelta(days=7)
    shown = client.get(place(article)).content.decode()
    assert f'value="http://testserver{address_of(link.pk)}"' in shown
    assert "Ada Reyes" in shown


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        ("2026-11-21T10:59", "The link would have ended already"),
        ("2027-11-21T10:59", "A preview link lasts 90 days at most."),
        ("2027-03-28T02:30", "02:30 does not exist in Europe/Paris"),
        ("", "This field is required."),
    ],
)
def test_a_link_that_cannot_be_is_refused_with_all_that_was_typed(
    root, article, until, reason
):
    answer = send(root, article, "previews", "note", note="Ada", expires_at=until)

    assert reason in answer.content.decode()
    assert 'value="Ada"' in answer.content.decode()
    assert not PreviewLink.objects.exists()


def test_a_link_is_revoked_at_once(client_of, author, article):
    link = a_link(article)
    client = client_of(author)

    client.post(place(article), {"revoke": link.pk})

    link.refresh_from_db()
    assert link.revoked_at == NOW
    shown = client.get(place(article)).content.decode()
    assert "Revoked 21 November 2026, 11:00" in shown
    assert address_of(link.pk) not in shown


def test_a_link_that_has_ended_shows_no_address(root, article):
    link = a_link(article)

    with time_machine.travel(NOW + datetime.timedelta(days=2), tick=False):
        shown = root.get(place(article)).content.decode()

    assert "Ended 22 November 2026" in shown
    assert address_of(link.pk) not in shown


def test_revoking_twice_is_told(root, article):
    link = a_link(article)

    root.post(place(article), {"revoke": link.pk})
    again = root.post(place(article), {"revoke": link.pk})

    assert "The link is revoked already." in again.content.decode()


@pytest.mark.parametrize("number", ["987654", "x", "1" * 40])
def test_revoking_a_link_of_no_number_is_no_fault(root, article, number):
    assert root.post(place(article), {"revoke": number}).status_code == 404


def test_a_link_of_another_article_is_not_revoked_here(root, article):
    link = a_link(make.an_article())

    assert root.post(place(article), {"revoke": link.pk}).status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


@pytest.mark.parametrize("role", ["reporter", "checker"])
def test_who_may_not_write_the_article_sees_no_links(client_of, article, role):
    a_link(article)
    submit(article, by=None)

    answer = client_of(make.a_user(role)).get(place(article))

    assert answer.status_code in (403, 404)


def test_whoever_made_a_link_can_end_it_when_the_text_is_no_longer_theirs(
    client_of, author, article
):
    link = a_link(article, by=author)
    submit(article, by=author)
    client = client_of(author)

    shown = client.get(place(article)).content.decode()
    client.post(place(article), {"revoke": link.pk})

    assert "only editors change it now" in shown
    link.refresh_from_db()
    assert link.revoked_at is not None
