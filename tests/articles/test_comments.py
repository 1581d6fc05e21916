"""Comments are answered and resolved by several people, and nobody is passed over."""

import datetime

import pytest
import time_machine

from articles import queues
from articles.actions.articles import revise
from articles.actions.comments import answer, comment, resolve, state_of
from articles.actions.reviewing import approve, assign, send_back, submit
from articles.lifecycle import Refused
from articles.models import Change, Comment
from tests import builders as make

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2040, 3, 6, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def author():
    return make.a_user("reporter", first_name="Cy", last_name="Moss")


@pytest.fixture
def editor():
    return make.a_user("editor", first_name="Bo", last_name="Lind")


@pytest.fixture
def article(author):
    return submit(make.an_article(by=author), by=None)


@pytest.fixture
def remark(article, editor):
    return comment(article, by=editor, text="Who says so?")


def seen(remark):
    remark.refresh_from_db()
    return state_of(remark, list(remark.answers.all()))


def refusal(deed, *args, **how):
    with pytest.raises(Refused) as refused:
        deed(*args, **how)
    return refused.value.reasons


def verbs(article):
    return list(article.changes.order_by("pk").values_list("verb", flat=True))


# --- Answering ------------------------------------------------------------------------


def test_an_answer_stands_under_its_comment_and_is_on_record(article, remark, author):
    made = answer(remark, by=author, text=" The trade does. ")

    assert list(remark.answers.all()) == [made]
    assert (made.number, made.text, made.by) == (2, "The trade does.", author)
    assert verbs(article)[-1] == "answer comment"
    assert article.comments.open().get() == remark


def test_an_answer_to_an_answer_stands_under_the_comment(remark, author, editor):
    first = answer(remark, by=author, text="The trade does.")

    second = answer(first, by=editor, text="Then cite it.")

    assert second.answers_to == remark


def test_an_answer_opens_a_comment_again(article, remark, author):
    resolve(remark, by=None)

    answer(remark, by=author, text="It came back.")

    remark.refresh_from_db()
    assert (remark.resolved_at, remark.resolved_by) == (None, None)
    assert verbs(article)[-2:] == ["reopen comment", "answer comment"]
    assert refusal(approve, article, by=None)[-1] == (
        "1 comment is open: resolve it first."
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" ", "A comment needs some words."),
        ("x" * 5_001, "The comment has 5,001 characters; 5,000 are allowed."),
    ],
    ids=["empty", "too long"],
)
def test_an_answer_that_says_nothing_is_refused(remark, text, reason):
    assert refusal(answer, remark, by=None, text=text) == (reason,)
    assert not remark.answers.exists()


def test_strangers_to_an_article_do_not_answer(remark):
    assert (
        "does not allow you"
        in refusal(answer, remark, by=make.a_user("reporter"), text="So?")[0]
    )


# --- Two at once ----------------------------------------------------------------------


def test_nobody_resolves_a_comment_over_an_answer_they_have_not_seen(
    remark, author, editor
):
    shown = seen(remark)
    answer(remark, by=author, text="Wait.")

    told = refusal(resolve, remark, by=editor, seen=shown)

    assert told == ("Cy Moss answered meanwhile: read it first.",)
    assert resolve(remark, by=editor, seen=seen(remark)).resolved_by == editor


def test_nobody_answers_a_comment_that_was_resolved_unseen(remark, author, editor):
    shown = seen(remark)
    resolve(remark, by=editor)

    told = refusal(answer, remark, by=author, text="Wait.", seen=shown)

    assert told == (
        "Bo Lind resolved the comment meanwhile: answer once more to open it again.",
    )
    assert answer(remark, by=author, text="Wait.", seen=seen(remark)).text == "Wait."


def test_who_resolves_a_comment_too_late_is_told_who_did(remark, editor):
    shown = seen(remark)
    with time_machine.travel(NOON, tick=False):
        resolve(remark, by=editor)

    told = refusal(resolve, remark, by=None, seen=shown)

    assert told == (
        "The comment is resolved already: Bo Lind did it on 6 March at 12:00.",
    )


def test_two_answers_at_once_are_both_kept(remark, author, editor):
    shown = seen(remark)

    answer(remark, by=author, text="One.", seen=shown)
    answer(remark, by=editor, text="Two.", seen=shown)

    assert [row.text for row in remark.answers.order_by("number")] == ["One.", "Two."]


# --- Whose turn it is -----------------------------------------------------------------


def test_a_comment_waits_for_whoever_has_not_had_the_last_word(
    article, remark, author, editor
):
    assert list(queues.mine(author)) == [article]
    assert list(queues.mine(editor)) == []

    answer(remark, by=author, text="The trade does.")
    assert list(queues.mine(author)) == []
    assert list(queues.mine(editor)) == [article]

    answer(remark, by=None, text="Says a command.")
    assert list(queues.mine(author)) == list(queues.mine(editor)) == [article]

    resolve(remark, by=None)
    assert list(queues.mine(author)) == list(queues.mine(editor)) == []


def test_what_is_sent_back_waits_for_its_author_whoever_has_it(article, author, editor):
    assign(article, to=editor, by=editor)
    assert list(queues.mine(author)) == []

    send_back(article, by=editor, why="Who says so?")

    assert list(queues.mine(author)) == [article]
    submit(article, by=author)
    assert list(queues.mine(author)) == []


def test_what_is_said_in_answers_is_not_for_everybody(article, remark, author):
    answer(remark, by=author, text="Between us.")
    resolve(remark, by=None)
    answer(remark, by=author, text="Between us.")
    revise(article, by=None, columns={"dek": "New."})
    reporter = make.a_user("reporter")
    assign(article, to=None, by=None)

    shown = queues.changes_for(reporter).filter(article=article)

    assert not shown.filter(verb__contains="comment").exists()
    assert Change.objects.filter(article=article, after="Between us.").count() == 2
    assert Comment.objects.count() == 3
