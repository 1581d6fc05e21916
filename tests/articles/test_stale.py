"""The sentences that rest on what fell, and how they could read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.articles import revise
from articles.actions.publishing import publish
from articles.actions.replacing import replace, retract
from articles.actions.rewording import reword
from articles.actions.tasks import word_correction
from articles.models import Task
from articles.revaluing import Wording
from articles.stale import proposal, stale_articles, stale_in
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return make.a_show("Harbour")


@pytest.fixture
def old(show):
    return make.an_accepted_fact(show, predicate="status", text="ordered")


@pytest.fixture
def new(show):
    return make.a_fact(show, predicate="status", text="filming")


def stale(article):
    [found] = stale_in([article])
    return found


def test_each_sentence_that_cites_what_fell_is_listed_with_what_holds(old, new):
    mark = f"[@{old.key}]"
    article = make.an_edition(
        key_points=f"- It was ordered.{mark}\n- Nothing else.",
        body=f"First. The show was ordered {mark}, they say. Last.",
    ).article
    replace(old, new, how="development", by=None)

    point, sentence = stale(article).sentences

    assert (point.field, point.words) == ("key_points", "It was ordered.")
    assert point.proposed == f"It was filming.[@{new.key}]"
    assert sentence.raw == f"The show was ordered {mark}, they say."
    assert sentence.words == "The show was ordered, they say."
    assert sentence.proposed == f"The show was filming [@{new.key}], they say."
    assert sentence.is_sure
    [fallen] = sentence.fallen
    assert (fallen.old, fallen.new, fallen.heir) == ("ordered", "filming", new)


def test_a_value_that_stands_twice_or_never_is_left_to_the_editor(old, new):
    mark = f"[@{old.key}]"
    article = make.an_edition(
        body=f"Ordered is ordered, and ordered it was.{mark} It got the nod.{mark}"
    ).article
    replace(old, new, how="development", by=None)

    twice, never = stale(article).sentences

    assert not twice.is_sure
    assert twice.proposed == f"Ordered is ordered, and ordered it was.[@{new.key}]"
    assert not never.is_sure
    assert never.proposed == f"It got the nod.[@{new.key}]"


def test_a_quotation_over_two_sentences_is_one(old, new):
    mark = f"[@{old.key}]"
    body = f"“We hoped. It was ordered,”{mark} she said.\n\n> It was ordered.{mark}"
    article = make.an_edition(body=body).article
    replace(old, new, how="development", by=None)

    found = stale(article).sentences

    assert [one.wording.is_quoted for one in found] == [True, True]
    assert not any(one.is_sure or one.wording.choices for one in found)


def test_what_is_retracted_loses_its_mark_and_waits_for_words(old):
    article = make.an_edition(body=f"It was ordered.[@{old.key}]").article
    retract(old, by=None, why="Another show was meant.")

    [sentence] = stale(article).sentences

    assert sentence.proposed == "It was ordered."
    assert not sentence.is_sure
    assert sentence.fallen[0].heir is None


def test_the_person_of_a_credit_changes_within_the_sentence(show):
    first, second = make.a_person("Ada Reyes"), make.a_person("Ben Ito")
    claim = {"predicate": "cast", "job": make.a_job()}
    old = make.an_accepted_fact(show, target=first.entry, **claim)
    article = make.an_edition(body=f"Ada Reyes will star.[@{old.key}]").article
    new = make.a_fact(show, target=second.entry, **claim)
    replace(old, new, how="correction", by=None, why="Misread.")

    [sentence] = stale(article).sentences

    assert sentence.proposed == f"Ben Ito will star.[@{new.key}]"
    assert sentence.is_sure


@pytest.mark.parametrize(
    ("said", "was", "told"),
    [
        ("Out on 17 November 2023.", "November 2023", "Out on 17 November 2023."),
        ("Out in November 2023.", "November 2023", "Out on 17 November 2023."),
        ("Out: November 2023.", "November 2023", "Out: 17 November 2023."),
        ("Out 17 November 2023.", "2023", "Out 17 November 2023."),
    ],
)
def test_a_value_within_another_is_not_taken_for_it(show, said, was, told):
    old = make.an_accepted_fact(show, predicate="premiere", date=was)
    article = make.an_edition(body=f"{said}[@{old.key}]").article
    new = make.a_fact(show, predicate="premiere", date="2023-11-17")
    replace(old, new, how="development", by=None)

    [sentence] = stale(article).sentences

    assert sentence.proposed == f"{told}[@{new.key}]"
    assert sentence.is_sure


def test_no_value_is_put_into_words_that_are_none(show, old):
    article = make.an_edition(body=f"It was ordered.[@{old.key}]").article
    new = make.a_fact(show, predicate="status", kind="unknown")
    replace(old, new, how="correction", by=None, why="Misread.")

    [sentence] = stale(article).sentences

    assert sentence.proposed == f"It was ordered.[@{new.key}]"
    assert not sentence.is_sure


def test_a_sentence_on_two_facts_is_mended_at_once(show, old, new):
    other = make.an_accepted_fact(show, predicate="season-count", number=2)
    body = f"It was ordered for 2 seasons.[@{old.key}][@{other.key}]"
    article = make.an_edition(body=body).article
    count = make.a_fact(show, predicate="season-count", number=3)
    replace(old, new, how="development", by=None)
    replace(other, count, how="correction", by=None, why="Misread.")

    found = stale(article)

    [sentence] = found.sentences
    assert len(sentence.fallen) == 2
    assert sentence.proposed == (
        f"It was filming for 3 seasons.[@{new.key}][@{count.key}]"
    )
    assert found.is_correction


def test_a_mended_copy_shows_what_readers_still_get(old, new):
    article = make.an_edition(body=f"It was ordered.[@{old.key}] Last.").article
    replace(old, new, how="development", by=None)
    [sentence] = stale(article).sentences

    article = reword(
        article, field="body", old=sentence.raw, new=sentence.proposed, by=None
    )

    found = stale(article)
    assert found.is_mended
    assert [one.words for one in found.still_out] == ["It was ordered."]


def test_headline_and_sentences_without_a_mark_are_told_of(show):
    old = make.an_accepted_fact(show, predicate="season-count", number=10)
    body = f"It has ten.[@{old.key}] The ten are long. Season 10 is far."
    article = make.an_edition("Ten seasons", dek="Of 10 or 10.", body=body).article
    new = make.a_fact(show, predicate="season-count", number=12)
    replace(old, new, how="correction", by=None, why="Misread.")

    found = [(one.field, one.text, one.proposed) for one in stale(article).elsewhere]

    assert found == [
        ("headline", "Ten seasons", "Twelve seasons"),
        ("dek", "Of 10 or 10.", ""),
        ("body", "The ten are long.", "The twelve are long."),
    ]


def test_words_said_of_many_things_are_told_of_in_the_headline_alone(old, new):
    body = f"It is so.[@{old.key}] Lunch was ordered."
    article = make.an_edition("Harbour is ordered", body=body).article
    replace(old, new, how="development", by=None)

    [one] = stale(article).elsewhere

    assert one.proposed == "Harbour is filming"


def test_publishing_ends_it(old, new):
    article = make.an_edition(body=f"It was ordered.[@{old.key}]").article
    replace(old, new, how="development", by=None)
    article = revise(article, by=None, columns={"body": "It is not."})

    publish(article, by=None, note="It is filming.")

    assert list(stale_articles(make.a_superuser())) == []
    assert stale(article).tasks == ()


def test_a_correction_waits_for_its_wording(old):
    article = make.an_edition(body=f"It was ordered.[@{old.key}]").article
    retract(old, by=None, why="Another show was meant.")

    task = stale(article).to_word
    word_correction(task, "It was not.", by=None)

    assert task == Task.objects.get()
    assert stale(article).to_word is None


def test_a_heir_that_fell_too_takes_no_place(show, old, new):
    article = make.an_edition(body=f"It was ordered.[@{old.key}]").article
    replace(old, new, how="development", by=None)
    retract(new, by=None, why="Another show was meant.")

    [sentence] = stale(article).sentences

    assert sentence.fallen[0].heir is None


def test_nobody_is_shown_what_they_may_not_read(old, new):
    edition = make.an_edition(body=f"It was ordered.[@{old.key}]")
    replace(old, new, how="development", by=None)

    seen = stale_articles(make.a_user("reporter"))

    # It is out, and so everybody on the desk may read it.
    assert list(seen) == [edition.article]


def test_many_articles_cost_as_many_queries_as_one(old, new):
    articles = [
        make.an_edition(body=f"It was ordered.[@{old.key}]").article for _ in range(5)
    ]
    replace(old, new, how="development", by=None)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = stale_in(articles)

    assert len(found) == 5
    assert len(queries) == 3


def test_without_anything_fallen_a_sentence_stays_as_it_is():
    assert proposal("It is.[@a]", []) == Wording("It is.[@a]", is_sure=True)
