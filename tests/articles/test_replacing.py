"""One fact takes the place of another, with every consequence or none."""

import pytest

from articles.actions.facts import accept
from articles.actions.publishing import publish, reasons_against_publishing
from articles.actions.replacing import replace, retract, undo
from articles.actions.tasks import word_correction
from articles.lifecycle import Refused
from articles.models import Change, Fact, Task
from catalog.models import Credit, Show
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return make.a_show("Harbour")


def status(show, word, **claim):
    return make.a_fact(show, predicate="status", text=word, **claim)


def an_article_citing(fact):
    return make.an_edition(body=f"It stands so.[@{fact.key}]").article


@pytest.mark.parametrize(
    ("how", "kinds"),
    [("development", ["update"]), ("correction", ["correction"]), ("refinement", [])],
)
def test_each_answer_opens_its_own_task_on_each_citing_article(show, how, kinds):
    old = accept(status(show, "ordered"), by=None)
    articles = [an_article_citing(old), an_article_citing(old)]
    make.an_edition(body="It cites nothing.")

    replace(old, status(show, "filming"), how=how, by=None, why="The post says so.")

    opened = [(task.article, task.kind) for task in Task.objects.open()]
    assert opened == [(article, kind) for article in articles for kind in kinds]
    old.refresh_from_db()
    assert (old.status, old.replaced_by.status) == ("replaced", "accepted")
    assert Show.objects.get(pk=show.pk).status == "filming"


def test_a_development_ends_when_its_successor_became_known(show):
    old = accept(status(show, "ordered", known_on="2023-11-17"), by=None)

    replace(
        old, status(show, "filming", known_on="2024-06"), how="development", by=None
    )

    old.refresh_from_db()
    assert str(old.ended_on) == "June 2024"


def test_a_correction_needs_a_reason_and_changes_nothing_without(show):
    old = accept(status(show, "ordered"), by=None)
    new = status(show, "filming")
    changes = Change.objects.count()

    with pytest.raises(Refused, match="Say what was wrong"):
        replace(old, new, how="correction", by=None)

    assert Change.objects.count() == changes
    assert Fact.objects.get(pk=old.pk).status == "accepted"


@pytest.mark.parametrize(
    ("how", "message"),
    [("perhaps", "is no answer"), ("", "is no answer")],
)
def test_the_question_takes_three_answers(show, how, message):
    old = accept(status(show, "ordered"), by=None)

    with pytest.raises(Refused, match=message):
        replace(old, status(show, "filming"), how=how, by=None)


def test_only_facts_of_one_entry_and_one_kind_replace_each_other(show):
    old = accept(status(show, "ordered"), by=None)

    with pytest.raises(Refused, match="different entries"):
        replace(old, status(make.a_show("Pier"), "filming"), how="development", by=None)
    with pytest.raises(Refused, match="different kinds"):
        premise = make.a_fact(show)
        replace(old, premise, how="development", by=None)


def test_a_successor_without_a_passage_leaves_everything_as_it_was(show):
    from articles.actions.facts import propose

    old = accept(status(show, "ordered"), by=None)
    bare = propose(subject=show.entry, predicate="status", text="filming", by=None)

    with pytest.raises(Refused, match="No passage"):
        replace(old, bare, how="development", by=None)

    assert Fact.objects.get(pk=old.pk).status == "accepted"
    assert Show.objects.get(pk=show.pk).status == "ordered"


def test_a_replaced_credit_leaves_the_catalogue_to_its_successor(show):
    person = make.a_person("Ada Reyes")
    claim = {"predicate": "crew", "target": person.entry}
    old = make.an_accepted_fact(show, **claim, job=make.a_job("co-executive-producer"))
    new = make.a_fact(show, **claim, job=make.a_job("executive-producer"))

    replace(old, new, how="development", by=None)

    assert [credit.job.slug for credit in Credit.objects.all()] == [
        "executive-producer"
    ]


def test_an_article_that_cites_what_was_corrected_waits_for_its_wording(show):
    old = accept(status(show, "ordered"), by=None)
    article = an_article_citing(old)
    new = replace(
        old, status(show, "filming"), how="correction", by=None, why="Misread."
    )
    article.body = f"It films.[@{new.key}]"
    article.save()

    assert reasons_against_publishing(article, by=None) == [
        f"It needs the wording of its correction about {old.key}."
    ]
    with pytest.raises(Refused, match="wording of its correction"):
        publish(article, by=None, note="Mended.")

    word_correction(article.tasks.get(), "We said ordered; it was filming.", by=None)
    edition = publish(article, by=None)

    assert edition.kind == "correction"
    assert edition.note == "We said ordered; it was filming."
    assert not Task.objects.open().exists()


def test_a_text_that_still_cites_a_replaced_fact_is_told_what_to_cite(show):
    old = accept(status(show, "ordered"), by=None)
    article = an_article_citing(old)
    new = replace(old, status(show, "filming"), how="development", by=None)

    assert reasons_against_publishing(article, by=None) == [
        f"[@{old.key}] is replaced: take the citation out "
        f"and cite [@{new.key}] instead."
    ]


def test_a_retracted_fact_leaves_no_value_and_a_correction_to_word(show):
    fact = make.an_accepted_fact(show, predicate="rating", text="TV-MA")
    article = an_article_citing(fact)

    retract(fact, by=None, why="The page was about another show.")

    assert Show.objects.get(pk=show.pk).rating == ""
    assert [task.kind for task in article.tasks.open()] == ["correction"]


def test_a_wrong_replacement_is_undone_whole(show):
    old = accept(status(show, "ordered"), by=None)
    article = an_article_citing(old)
    new = replace(
        old, status(show, "filming"), how="correction", by=None, why="Misread."
    )

    undo(old, by=None, why="It was right after all.")

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.status, old.replaced_by, new.status) == ("accepted", None, "proposed")
    assert Show.objects.get(pk=show.pk).status == "ordered"
    assert not article.tasks.open().exists()
    assert [change.verb for change in old.changes.order_by("pk")][-2:] == [
        "replace",
        "undo",
    ]


def test_the_middle_of_a_chain_is_not_undone_before_its_end(show):
    first = accept(status(show, "ordered"), by=None)
    second = replace(first, status(show, "filming"), how="development", by=None)
    replace(second, status(show, "premiered"), how="development", by=None)

    with pytest.raises(Refused, match="undo that first"):
        undo(first, by=None, why="No.")


def test_a_reporter_replaces_nothing(show):
    old = accept(status(show, "ordered"), by=None)

    with pytest.raises(Refused, match="Your role"):
        replace(
            old,
            status(show, "filming"),
            how="development",
            by=make.a_user("reporter"),
        )
