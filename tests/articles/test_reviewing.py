"""From a draft to being ready, and back: what moves an article, and what refuses."""

import datetime

import pytest

from articles.actions.articles import Stale, revise
from articles.actions.comments import comment, resolve
from articles.actions.publishing import publish
from articles.actions.reviewing import (
    approve,
    assign,
    reopen,
    send_back,
    set_embargo,
    submit,
    withdraw,
)
from articles.lifecycle import Refused
from articles.models import Article, Change
from tests import builders as make
from tests.rows import every_row

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2040, 3, 6, 12, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def refusal(deed, *args, **how):
    """Why the deed is refused; nothing has changed."""
    before = every_row()
    with pytest.raises(Refused) as refused:
        deed(*args, **{"by": None} | how)
    assert every_row() == before
    return refused.value.reasons


def in_review(**draft):
    return submit(make.an_article(**draft), by=None)


# --- The way forward --------------------------------------------------------------


def test_an_article_goes_from_draft_through_review_to_ready_and_out():
    article = make.an_article()
    states = [article.status]

    for move in (submit, approve, publish):
        move(Article.objects.get(pk=article.pk), by=None)
        states.append(Article.objects.get(pk=article.pk).status)

    assert states == ["draft", "in-review", "ready", "published"]


def test_a_draft_is_not_published_before_it_is_approved():
    draft, waiting = make.an_article(), in_review()

    assert refusal(publish, draft) == ("It is a draft: send it to review first.",)
    assert refusal(publish, waiting) == (
        "It is in review: somebody has to approve it first.",
    )


def test_an_empty_article_is_not_sent_to_review():
    article = make.an_article(body="")

    assert refusal(submit, article) == ("It has no text.",)


@pytest.mark.parametrize(
    ("move", "how", "reason"),
    [
        (approve, {}, "The article is draft; only one in review is approved."),
        (send_back, {"why": "No."}, "The article is draft; only one in review is"),
        (withdraw, {}, "The article is draft; it is not in review."),
        (reopen, {}, "The article is draft; there is nothing to reopen."),
    ],
    ids=["approve", "send back", "withdraw", "reopen"],
)
def test_a_draft_makes_no_other_move(move, how, reason):
    [told] = refusal(move, make.an_article(), **how)

    assert told.startswith(reason)


def test_what_is_sent_back_says_why():
    article = in_review()

    assert refusal(send_back, article, why=" ") == ("Say why it is sent back.",)

    send_back(article, by=None, why="Who says so?")

    row = Change.objects.get(article=article, verb="send back")
    assert (row.before, row.after, row.why) == ("in-review", "draft", "Who says so?")


def test_an_open_comment_holds_the_approval():
    article = in_review(body="It is ordered. It films in May.")
    remark = comment(article, by=None, text="Where?", sentence="It films in May.")

    assert refusal(approve, article) == ("1 comment is open: resolve it first.",)

    resolve(remark, by=None)
    assert approve(article, by=None).status == "ready"


def test_nobody_approves_their_own_where_four_eyes_are_asked_for(settings):
    settings.FOUR_EYES = True
    editor = make.a_user("editor")
    article = submit(make.an_article(by=editor), by=editor)

    assert refusal(approve, article, by=editor) == (
        "You wrote it yourself: somebody else must approve it.",
    )
    assert approve(article, by=make.a_user("editor")).status == "ready"


def test_nobody_publishes_their_own_changes_where_four_eyes_are_asked_for(settings):
    settings.FOUR_EYES = True
    editor, other = make.a_user("editor"), make.a_user("editor")
    article = make.an_edition(by=make.a_user("reporter")).article
    revise(article, by=editor, columns={"body": "It is cancelled."})

    own = "You wrote it yourself: somebody else must publish it."
    assert refusal(publish, article, by=editor, note="Cancelled.") == (own,)
    assert publish(article, by=other, note="Cancelled.").number == 2


def test_a_change_to_what_is_ready_takes_it_back_to_review():
    article = make.a_ready_article()

    revised = revise(article, by=None, columns={"body": "Other words."})

    assert (revised.status, revised.version) == ("in-review", 2)
    assert Change.objects.get(article=article, verb="revise").why == "body"


def test_saving_what_is_the_same_changes_nothing():
    article = make.a_ready_article()
    before = every_row()

    revise(article, by=None, columns={"body": article.body}, lists={"topics": []})

    assert every_row() == before


def test_a_published_article_is_worked_on_again_while_readers_keep_theirs():
    edition = make.an_edition(body="It is ordered.")

    article = reopen(edition.article, by=None)

    assert article.status == "draft"
    assert edition.article.editions.get().body == "It is ordered."


def test_a_scheduled_article_is_not_reopened():
    article = make.an_edition(live_from=NOON).article

    assert refusal(reopen, article) == (
        "An edition is scheduled: cancel the schedule first.",
    )


# --- Who may ----------------------------------------------------------------------


def test_a_reporter_moves_their_own_article_and_no_other():
    reporter = make.a_user("reporter")
    own, other = make.an_article(by=reporter), make.an_article()

    assert submit(own, by=reporter).status == "in-review"
    assert refusal(submit, other, by=reporter) == ("It is somebody else's article.",)
    assert withdraw(own, by=reporter).status == "draft"


def test_what_is_in_review_is_changed_by_editors_alone():
    reporter = make.a_user("reporter")
    article = submit(make.an_article(by=reporter), by=reporter)

    reasons = refusal(revise, article, by=reporter, columns={"body": "Mine."})

    assert reasons == ("It is in review: only editors change it now.",)
    revise(article, by=make.a_user("editor"), columns={"body": "Ours."})
    assert Article.objects.get().body == "Ours."


def test_an_assigned_reporter_writes_somebody_elses_draft():
    reporter, article = make.a_user("reporter"), make.an_article()
    assign(article, to=reporter, by=make.a_user("editor"))

    revise(article, by=reporter, columns={"body": "Mine now."})

    assert Article.objects.get().body == "Mine now."


def test_a_reporter_assigns_nobody_else():
    reporter, other = make.a_user("reporter"), make.a_user("reporter")
    article = make.an_article(by=reporter)

    assert refusal(assign, article, to=other, by=reporter) == (
        "Only editors assign articles to others.",
    )
    assert assign(article, to=reporter, by=reporter).assignee == reporter


def test_nobody_without_a_seat_at_the_desk_is_assigned():
    gone = make.a_user("reporter", name="gone", is_active=False)

    assert refusal(assign, make.an_article(), to=gone) == (
        "gone has no seat at the desk.",
    )


# --- Lost updates -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("move", "how"),
    [
        (submit, {}),
        (revise, {"columns": {"body": "Mine."}}),
    ],
    ids=["submit", "revise"],
)
def test_a_deed_on_another_version_than_was_seen_is_refused(move, how):
    article = make.an_article()
    revise(article, by=None, columns={"body": "Theirs."})

    with pytest.raises(Stale, match="changed the article since you opened it"):
        move(article, by=None, seen=1, **how)

    assert Article.objects.get().body == "Theirs."


# --- Embargoes --------------------------------------------------------------------


def test_no_edition_goes_live_before_the_embargo():
    editor = make.a_user("editor")
    article = set_embargo(make.a_ready_article(), until=NOON, by=editor)

    told = ("It is under embargo until 2040-03-06 12:00:00 UTC.",)
    assert refusal(publish, article, by=editor) == told
    assert refusal(publish, article, by=editor, live_from=NOON - HOUR) == told
    assert publish(article, by=editor, live_from=NOON).live_from == NOON


def test_an_embargo_does_not_come_after_the_fact():
    out = make.an_edition().article
    later = make.an_edition(live_from=NOON - HOUR).article

    assert refusal(set_embargo, out, until=NOON) == ("Edition 1 is out already.",)
    assert refusal(set_embargo, later, until=NOON) == (
        "Edition 1 is scheduled before that: cancel it first.",
    )


def test_a_lifted_embargo_holds_nothing():
    article = set_embargo(make.a_ready_article(), until=NOON, by=None)

    set_embargo(article, until=None, by=None, why="They published it themselves.")

    assert publish(article, by=None).number == 1


def test_an_embargo_needs_its_zone():
    with pytest.raises(ValueError, match="must know its time zone"):
        set_embargo(make.an_article(), until=NOON.replace(tzinfo=None), by=None)


# --- Comments ---------------------------------------------------------------------


def test_a_comment_stands_on_a_sentence_of_the_article():
    article = in_review(body="It is ordered.\nIt films  in May.")

    made = comment(article, by=None, text=" Where? ", sentence="It films in May.")

    assert (made.number, made.text, made.sentence) == (1, "Where?", "It films in May.")
    assert comment(article, by=None, text="And when?").number == 2


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"text": " "}, "A comment needs some words."),
        ({"text": "x" * 5_001}, "The comment has 5,001 characters; 5,000 are allowed."),
        (
            {"text": "Who?", "sentence": "It is cancelled."},
            "The sentence is not in the article: choose it again.",
        ),
    ],
    ids=["empty", "too long", "on another sentence"],
)
def test_a_comment_that_says_nothing_of_the_text_is_refused(how, reason):
    assert refusal(comment, in_review(), **how) == (reason,)


def test_strangers_to_an_article_do_not_comment_on_it():
    reporter, checker = make.a_user("reporter"), make.a_user("checker")
    article = in_review()

    assert refusal(comment, article, by=reporter, text="Who?") == (
        "Your role does not allow you to comment on this article.",
    )
    assert comment(article, by=checker, text="Who?").by == checker


def test_a_comment_is_resolved_once_and_by_whom_it_concerns():
    checker = make.a_user("checker")
    remark = comment(in_review(), by=make.a_user("editor"), text="Who?")

    assert refusal(resolve, remark, by=checker) == (
        "Only its author, an editor or whoever made it resolves it.",
    )
    resolve(remark, by=None)
    assert "The comment is resolved already" in refusal(resolve, remark)[0]
