"""Two who archive at one moment: a text begins one story, and a key names one."""

import threading

import pytest
from django.core.exceptions import ValidationError

from articles.actions import sources
from articles.actions.sources import archive_story
from articles.models import Snapshot, SourceStory
from tests.at_once import all_at_once

TEXT = "The harbour show was ordered today, the trade paper says."


def archive():
    return archive_story(TEXT, by=None, headline="Harbour ordered")


@pytest.fixture
def overtaken(monkeypatch):
    """Return a function: somebody archives that text when it was just looked for."""

    def overtake(text, **known):
        look = sources._archived
        calls = []

        def slow(digest):
            found = look(digest)
            if not calls:
                calls.append(digest)
                archive_story(text, by=None, **known)
            return found

        monkeypatch.setattr(sources, "_archived", slow)

    return overtake


@pytest.mark.django_db
def test_a_text_archived_meanwhile_is_found_and_not_archived_twice(overtaken):
    overtaken(TEXT, headline="Theirs")

    archived = archive_story(TEXT, by=None, headline="Mine")

    assert not archived.is_new
    assert archived.story.headline == "Theirs"
    assert Snapshot.objects.count() == SourceStory.objects.count() == 1


@pytest.mark.django_db
def test_a_key_taken_meanwhile_is_not_asked_for_again(overtaken):
    overtaken("Another text of the same headline.", headline="Harbour ordered")

    archived = archive_story(TEXT, by=None, headline="Harbour ordered")

    assert archived.is_new
    assert archived.story.key.startswith("harbour-ordered-")
    assert SourceStory.objects.count() == 2


@pytest.mark.django_db
def test_the_database_holds_that_a_text_begins_one_story():
    first = archive_story(TEXT, by=None).snapshot
    other = archive_story("Another text.", by=None).story
    other.key = "another"
    twin = Snapshot(story=other, number=1, text=TEXT, sha256=first.sha256)

    with pytest.raises(ValidationError, match="begins with exactly this text"):
        twin.validate_constraints()


def test_of_many_who_archive_a_text_at_once_one_makes_the_story(connections):
    came = all_at_once([archive] * 6)

    assert sorted(archived.is_new for archived in came) == [False] * 5 + [True]
    assert len({archived.story.pk for archived in came}) == 1
    assert Snapshot.objects.count() == SourceStory.objects.count() == 1


def test_a_key_that_is_taken_just_before_it_is_written_is_no_mistake(
    connections, monkeypatch
):
    look, others = sources._free_key, []

    def slow(*asked):
        key = look(*asked)
        if not others:
            others.append(threading.Thread(target=all_at_once, args=[[archive]]))
            others[0].start()
            # Where writers stand in a row, the other comes after this one.
            others[0].join(timeout=2)
        return key

    monkeypatch.setattr(sources, "_free_key", slow)

    archived = archive()

    others[0].join(timeout=30)
    assert SourceStory.objects.get() == archived.story
