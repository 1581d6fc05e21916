"""What was typed and not saved, who else is at it, and links for people outside."""

import datetime

import pytest
import time_machine

from articles.actions.previews import make_preview_link, revoke
from articles.actions.working_copies import discard, keep, touch
from articles.lifecycle import Refused
from articles.models import Change, PreviewLink, WorkingCopy
from articles.previews import address_of, number_of
from tests import builders as make

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2040, 3, 6, 12, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)


def test_what_was_typed_last_is_kept_and_nothing_is_put_on_record():
    editor, article = make.a_user("editor"), make.an_article()
    before = Change.objects.count()

    keep(article, by=editor, fields={"body": "One"}, base_version=1)
    keep(article, by=editor, fields={"body": "Two"}, base_version=1)

    assert WorkingCopy.objects.get().fields == {"body": "Two"}
    assert Change.objects.count() == before
    article.refresh_from_db()
    assert (article.body, article.version) == ("A sentence that claims nothing.", 1)


def test_a_new_article_is_kept_before_it_is_started():
    editor = make.a_user("editor")

    keep(None, by=editor, fields={"headline": "One"})
    keep(None, by=editor, fields={"headline": "Two"})

    assert WorkingCopy.objects.get().fields == {"headline": "Two"}


def test_each_person_has_a_copy_of_their_own():
    one, two, article = make.a_user("editor"), make.a_user("editor"), make.an_article()

    keep(article, by=one, fields={"body": "One"})
    keep(article, by=two, fields={"body": "Two"})
    discard(article, by=one)

    assert WorkingCopy.objects.get().user == two


def test_nothing_is_kept_for_who_may_not_write():
    with pytest.raises(Refused, match="somebody else's article"):
        keep(make.an_article(), by=make.a_user("reporter"), fields={"body": "Mine"})


def test_there_is_an_end_to_what_is_kept():
    with pytest.raises(Refused, match="4,000,001 characters are too many"):
        keep(None, by=make.a_user("editor"), fields={"body": "x" * 4_000_001})

    assert not WorkingCopy.objects.exists()


def test_who_has_the_article_open_is_told_for_a_minute():
    one, two, article = make.a_user("editor"), make.a_user("editor"), make.an_article()
    with time_machine.travel(NOON, tick=False):
        assert touch(article, by=one) == []
    with time_machine.travel(NOON + MINUTE, tick=False):
        assert touch(article, by=two) == [one]
    with time_machine.travel(NOON + 2 * MINUTE + MINUTE / 60, tick=False):
        assert touch(article, by=one) == []


def test_being_seen_loses_nothing_typed():
    editor, article = make.a_user("editor"), make.an_article()
    keep(article, by=editor, fields={"body": "One"})

    touch(article, by=editor)

    assert WorkingCopy.objects.get().fields == {"body": "One"}


# --- Preview links ----------------------------------------------------------------


def test_a_link_counts_until_it_ends():
    with time_machine.travel(NOON, tick=False):
        link = make_preview_link(
            make.an_article(), by=None, expires_at=NOON + DAY, note="The publicist"
        )

    assert PreviewLink.objects.open(at=NOON + DAY - MINUTE).get() == link
    assert not PreviewLink.objects.open(at=NOON + DAY).exists()


def test_a_revoked_link_counts_no_more():
    with time_machine.travel(NOON, tick=False):
        link = make_preview_link(make.an_article(), by=None, expires_at=NOON + DAY)
        revoke(link, by=None)

        assert not PreviewLink.objects.open(at=NOON).exists()
        with pytest.raises(Refused, match="revoked already"):
            revoke(link, by=None)


@pytest.mark.parametrize(
    ("after", "reason"),
    [(-MINUTE, "ended already"), (91 * DAY, "90 days at most")],
    ids=["past", "for ever"],
)
def test_a_link_lasts_for_a_while(after, reason):
    with time_machine.travel(NOON, tick=False), pytest.raises(Refused, match=reason):
        make_preview_link(make.an_article(), by=None, expires_at=NOON + after)


def test_only_who_writes_it_shows_it_to_others():
    reporter = make.a_user("reporter")

    with pytest.raises(Refused, match="somebody else's article"):
        make_preview_link(make.an_article(), by=reporter, expires_at=NOON)


def test_an_address_is_signed():
    token = address_of(7).split("/")[2]

    assert number_of(token) == 7
    for forged in (f"8{token[1:]}", token[:-1], "7", "", "7:", "x:y"):
        assert number_of(forged) is None
