"""Stories, snapshots, passages and marked parts, through their actions."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.actions.sources import (
    add_snapshot,
    archive_story,
    mark_block,
    quote_passage,
)
from articles.intake import IntakeRefused
from articles.lifecycle import Refused
from articles.models import Block, Passage, Snapshot, SourceStory
from articles.quotes import QuoteAmbiguous, QuoteEmpty, QuoteMissing, verify
from tests import builders as make
from tests.rows import every_row

pytestmark = pytest.mark.django_db

TEXT = (
    "The Harbour was ordered on Friday. “It’s a long—and costly—wait,” says Renée "
    "Ortiz. It films in Lisbon. It films in Lisbon too."
)


def changes_nothing(error, action, *args, **named):
    """The error of an action that must leave every table as it was."""
    before = every_row()
    with pytest.raises(error) as refusal, transaction.atomic():
        action(*args, **named)
    assert every_row() == before
    return refusal.value


# --- Stories ----------------------------------------------------------------------


def test_a_story_is_kept_under_the_words_of_its_headline():
    archived = archive_story(TEXT, by=None, headline="Harbour: “It’s on!”")

    assert archived.is_new
    assert archived.story.key == "harbour-its-on"
    assert archived.snapshot.number == 1


def test_stories_with_one_headline_have_different_keys():
    first = archive_story("One.", by=None, headline="Harbour").story
    second = archive_story("Two.", by=None, headline="Harbour").story

    assert first.key == "harbour"
    assert second.key.startswith("harbour-")


def test_the_same_text_is_found_again_with_its_story():
    first = archive_story(TEXT, by=None, headline="Harbour")

    again = archive_story(TEXT, by=None, headline="Another")

    assert not again.is_new
    assert (again.story, again.snapshot) == (first.story, first.snapshot)
    assert SourceStory.objects.get().headline == "Harbour"


BAD_TEXTS = {
    "empty": ("", "The text is empty."),
    "space": (" \n ", "is empty but for 3 characters of space."),
    "NUL": ("a\x00b", "is not plain text: holds the control character 0x00 at"),
    "half a surrogate pair": ("a\ud800", "a surrogate pair (U+D800) at character 1"),
    "too large": ("x" * 2_000_001, "is too large: 2,000,001 bytes"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), BAD_TEXTS.values(), ids=BAD_TEXTS.keys())
def test_a_text_that_cannot_be_kept_is_refused(text, message):
    error = changes_nothing(IntakeRefused, archive_story, text, by=None)

    assert message.casefold() in error.message.casefold()


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ({"url": "javascript:alert(1)"}, "url"),
        ({"published": "the 31st of June"}, "published"),
        ({"headline": "x" * 301}, "headline"),
    ],
)
def test_a_wrong_detail_is_refused_by_its_field(known, field):
    error = changes_nothing(ValidationError, archive_story, TEXT, by=None, **known)

    assert list(error.message_dict) == [field]


def test_a_newer_text_stands_beside_the_older_one():
    story = archive_story(TEXT, by=None).story

    newer = add_snapshot(story, f"{TEXT} It waits.", by=None)

    assert newer.number == 2
    assert [s.text == TEXT for s in story.snapshots.order_by("number")] == [True, False]


def test_a_text_that_the_story_holds_is_not_added_again():
    story = archive_story(TEXT, by=None).story

    error = changes_nothing(Refused, add_snapshot, story, TEXT, by=None)

    assert str(error) == "The story already holds exactly this text."


def test_the_database_refuses_it_too():
    snapshot = archive_story(TEXT, by=None).snapshot

    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.create(
            story=snapshot.story,
            number=2,
            text=snapshot.text,
            sha256=snapshot.sha256,
            taken_at=snapshot.taken_at,
        )


# --- Passages ---------------------------------------------------------------------


@pytest.fixture
def snapshot():
    return archive_story(TEXT, by=None).snapshot


@pytest.mark.parametrize(
    "typed",
    [
        "“It’s a long—and costly—wait,” says Renée",
        '"It\'s a long-and costly-wait," says Renée',
        unicodedata.normalize("NFD", "“It’s a long—and costly—wait,” says Renée"),
        " “It’s  a long—and\ncostly—wait,” says\u00a0Renée ",
    ],
    ids=["as it is", "straight", "é in two parts", "spaces"],
)
def test_words_are_found_however_they_are_typed(snapshot, typed):
    passage = quote_passage(snapshot, typed, by=None)

    assert passage.exact == "“It’s a long—and costly—wait,” says Renée"
    assert verify(passage, snapshot.text)


def test_a_passage_keeps_one_sentence_on_either_side(snapshot):
    passage = quote_passage(snapshot, "“It’s a long—and costly—wait,”", by=None)

    assert passage.before.strip() == "The Harbour was ordered on Friday."
    assert passage.after.strip() == "says Renée Ortiz."


def test_words_that_are_not_there_are_refused_with_the_nearest(snapshot):
    error = changes_nothing(
        QuoteMissing, quote_passage, snapshot, "was ordered on Sunday", by=None
    )

    assert error.nearest.text == "was ordered on Friday"
    assert "the text has “Friday" in error.nearest.message


def test_words_that_stand_twice_need_their_surroundings(snapshot):
    error = changes_nothing(
        QuoteAmbiguous, quote_passage, snapshot, "It films in Lisbon", by=None
    )

    assert len(error.hits) == 2
    second = quote_passage(snapshot, "It films in Lisbon", by=None, suffix=" too")
    assert second.start == TEXT.rindex("It films")


def test_no_words_are_no_passage(snapshot):
    changes_nothing(QuoteEmpty, quote_passage, snapshot, " \n", by=None)


def test_the_same_words_are_one_passage_with_all_its_speakers(snapshot):
    ortiz, reyes = make.a_person("Renée Ortiz"), make.a_person("Ada Reyes")

    first = quote_passage(snapshot, "a long—and costly", by=None, speakers=[ortiz])
    again = quote_passage(snapshot, "a long-and costly", by=None, speakers=[reyes])

    assert first == again == Passage.objects.get()
    assert set(again.speakers.all()) == {ortiz.entry, reyes.entry}
    assert snapshot.story.changes.filter(verb="quote").count() == 1


# --- Marked parts -----------------------------------------------------------------


def test_a_part_that_claims_nothing_is_marked(snapshot):
    block = mark_block(snapshot, "It films in Lisbon too.", kind="opinion", by=None)

    assert TEXT[block.start : block.end] == "It films in Lisbon too."


def test_a_part_is_marked_once(snapshot):
    mark_block(snapshot, "on Friday", kind="opinion", by=None)

    error = changes_nothing(
        Refused, mark_block, snapshot, "on Friday", kind="summary", by=None
    )

    assert str(error) == "These words are already marked."


def test_a_part_of_no_known_kind_is_refused(snapshot):
    changes_nothing(Refused, mark_block, snapshot, "on Friday", kind="poetry", by=None)
    assert not Block.objects.exists()
