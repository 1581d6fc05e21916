"""Updates, minor changes, corrections, retractions; schedules, and their end."""

import datetime

import pytest
import time_machine

from articles.actions.articles import Stale, revise
from articles.actions.facts import accept
from articles.actions.publishing import cancel, publish, retract_article
from articles.actions.replacing import replace
from articles.actions.tasks import word_correction
from articles.lifecycle import Refused
from articles.models import Article, Change, Edition, Task
from tests import builders as make
from tests.rows import every_row

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2040, 3, 6, 12, 0, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


def refusal(deed, *args, **how):
    """Why the deed is refused; nothing has changed."""
    before = every_row()
    with pytest.raises(Refused) as refused:
        deed(*args, **{"by": None} | how)
    assert every_row() == before
    return refused.value.reasons


@pytest.fixture
def corrected():
    """An article that cites a fact which was found wrong."""
    show = make.a_show()
    old = make.an_accepted_fact(show, predicate="rating", text="TV-14")
    article = make.an_edition(body=f"It is rated.[@{old.key}]").article
    new = make.a_fact(show, predicate="rating", text="TV-MA")
    replace(old, new, how="correction", by=None, why="Misread.")
    revise(article, by=None, columns={"body": f"It is rated.[@{new.key}]"})
    return article


# --- Kinds ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["update", "minor", "correction"])
def test_a_later_edition_is_of_the_kind_that_was_chosen(kind):
    article = make.an_edition().article

    edition = publish(article, by=None, kind=kind, note="A date was added.")

    assert (edition.number, edition.kind) == (2, kind)


def test_a_minor_change_needs_no_note():
    article = make.an_edition().article

    assert publish(article, by=None, kind="minor").note == ""


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("update", "Say in a note to readers what changed."),
        (
            "correction",
            "Word the correction: say what was wrong, and what is right.",
        ),
        ("first", "The first edition is out: choose what kind this one is."),
        ("retraction", "A retraction has a button of its own."),
        ("nonsense", "Choose what kind of edition it is."),
    ],
)
def test_a_kind_without_what_it_needs_is_refused(kind, reason):
    article = make.an_edition().article

    assert reason in refusal(publish, article, kind=kind)


def test_the_first_edition_is_called_so():
    article = make.a_ready_article()

    assert refusal(publish, article, kind="update", note="More.") == (
        "No edition is out yet: this one is the first.",
    )


def test_a_correction_is_published_as_nothing_less(corrected):
    word_correction(corrected.tasks.get(), "It is rated TV-MA.", by=None)

    for kind in ("minor", "update"):
        [reason] = refusal(publish, corrected, kind=kind, note="Mended.")
        assert reason.startswith("A fact it cites was wrong")
    assert publish(corrected, by=None).kind == "correction"


# --- Retraction -------------------------------------------------------------------


def test_a_retraction_leaves_its_reason_and_none_of_the_text():
    fact = make.an_accepted_fact()
    first = make.an_edition(
        "Harbour ends", dek="For good.", body=f"It ends.[@{fact.key}]"
    )

    notice = retract_article(first.article, by=None, why="It was another show.")

    assert (notice.number, notice.kind) == (2, "retraction")
    assert (notice.headline, notice.note) == ("Harbour ends", "It was another show.")
    assert (notice.dek, notice.key_points, notice.body) == ("", "", "")
    assert notice.get_absolute_url() == first.get_absolute_url()
    assert not notice.citations.exists()


def test_a_retracted_article_is_in_no_list():
    edition = make.an_edition()
    notice = retract_article(edition.article, by=None, why="It was another show.")

    assert list(Edition.objects.live(at=NOON)) == [notice]
    assert not Edition.objects.listed(at=NOON).exists()


def test_what_nobody_has_read_is_not_retracted():
    told = ("No reader has seen it: there is nothing to retract.",)
    later = make.an_edition(live_from=NOON).article

    assert refusal(retract_article, make.an_article(), why="False.") == told
    assert refusal(retract_article, later, why="False.") == told


def test_a_retraction_says_why_and_is_not_repeated():
    article = make.an_edition().article

    assert refusal(retract_article, article, why=" ") == (
        "Say to readers why it is taken back.",
    )
    retract_article(article, by=None, why="False.")
    assert refusal(retract_article, article, why="False.") == (
        "It is retracted already.",
    )


# --- Schedules --------------------------------------------------------------------


def test_the_desk_schedules_nothing_for_the_past():
    editor, article = make.a_user("editor"), make.a_ready_article()

    with time_machine.travel(NOON, tick=False):
        assert refusal(publish, article, by=editor, live_from=NOON - SECOND) == (
            "2040-03-06 11:59:59 UTC is past: leave the moment blank to publish at "
            "once.",
        )


def test_an_archive_is_brought_in_with_its_own_dates():
    article = make.a_ready_article()
    long_ago = datetime.datetime(2019, 1, 1, tzinfo=datetime.UTC)

    assert publish(article, by=None, live_from=long_ago).live_from == long_ago


def test_a_cancelled_first_edition_never_goes_live_and_the_article_is_ready_again():
    edition = make.an_edition(live_from=NOON)

    row = cancel(edition, by=None, why="The network asked.")

    assert not Edition.objects.live(at=NOON + SECOND).exists()
    assert not Edition.objects.scheduled(at=NOON - SECOND).exists()
    assert Edition.objects.get() == edition
    assert Article.objects.get().status == "ready"
    assert Change.objects.get(verb="cancel").why == row.why == "The network asked."


def test_after_a_cancelled_first_edition_the_next_is_the_first():
    edition = make.an_edition(live_from=NOON)
    cancel(edition, by=None)

    second = publish(edition.article, by=None)

    assert (second.number, second.kind) == (2, "first")
    assert second.first_live == second.live_from


def test_a_cancelled_update_leaves_what_readers_have():
    first = make.an_edition()
    cancel(publish(first.article, by=None, note="More.", live_from=NOON), by=None)

    assert list(Edition.objects.live(at=NOON)) == [first]
    assert Article.objects.get().status == "published"


def test_an_edition_that_is_out_is_not_cancelled():
    edition = make.an_edition(live_from=NOON)

    with time_machine.travel(NOON, tick=False):
        assert refusal(cancel, edition) == (
            "The edition is out: publish a correction or a retraction instead.",
        )


def test_a_schedule_is_cancelled_once_and_the_last_one_first():
    first = make.an_edition(live_from=NOON)
    second = publish(first.article, by=None, note="More.", live_from=NOON + SECOND)

    assert refusal(cancel, first) == (
        "Edition 2 comes after it: cancel that one first.",
    )
    cancel(second, by=None)
    assert refusal(cancel, second) == ("The schedule is cancelled already.",)


def test_cancelling_opens_the_tasks_that_publishing_had_closed(corrected):
    word_correction(corrected.tasks.get(), "It is rated TV-MA.", by=None)
    edition = publish(corrected, by=None, live_from=NOON)
    assert not Task.objects.open().exists()

    cancel(edition, by=None)

    task = Task.objects.open().get()
    assert (task.wording, task.closed_by) == ("It is rated TV-MA.", None)


def test_a_task_that_was_asked_again_is_not_opened_twice(corrected):
    word_correction(corrected.tasks.get(), "It is rated TV-MA.", by=None)
    edition = publish(corrected, by=None, live_from=NOON)
    old = Task.objects.get().fact
    Task.objects.create(
        article=corrected, fact=old, kind="correction", number=2, opened_at=NOON
    )

    cancel(edition, by=None)

    assert Task.objects.open().get().number == 2


def test_two_editions_do_not_share_their_moment():
    first = make.an_edition(live_from=NOON)

    [reason] = refusal(publish, first.article, note="More.", live_from=NOON)

    assert reason == (
        "Edition 1 goes live at 2040-03-06 12:00:00 UTC; the next one has to come "
        "after it."
    )


# --- Versions and addresses -------------------------------------------------------


def test_what_changed_since_it_was_read_is_not_published():
    article = make.an_edition().article
    revise(article, by=None, columns={"body": "Theirs."})

    with pytest.raises(Stale):
        publish(article, by=None, note="More.", seen=1)

    assert Edition.objects.count() == 1


def test_an_article_may_move_and_no_other_takes_its_old_address():
    first = make.an_edition("Harbour is ordered")
    revise(first.article, by=None, columns={"slug": "harbour-at-last"})
    moved = publish(first.article, by=None, note="A better address.")

    assert moved.get_absolute_url().endswith("/harbour-at-last/")
    assert refusal(publish, make.a_ready_article("Harbour is ordered")) == (
        "Another article is published at “harbour-is-ordered”: choose another address.",
    )


def test_related_and_about_go_on_in_later_editions():
    show, other = make.a_show(), make.an_edition().article
    article = make.an_article(about=[show])
    article.related.add(other)
    first = publish(make.approved(article), by=None)

    second = publish(article, by=None, note="More.")

    for edition in (first, second):
        assert edition.about.get() == show.entry
        assert edition.related.get() == other


# --- Digests ----------------------------------------------------------------------


def test_every_edition_and_every_deed_has_a_digest_of_its_own():
    fact = accept(make.a_fact(), by=None)
    edition = make.an_edition(body=f"It is.[@{fact.key}]")
    publish(edition.article, by=None, note="More.")

    digests = [*Edition.objects.values_list("digest", flat=True)]
    digests += Change.objects.values_list("digest", flat=True)

    assert all(len(digest) == 64 for digest in digests)
    assert len(set(digests)) == len(digests)
