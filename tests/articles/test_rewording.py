"""One sentence of a working copy in other words."""

import pytest

from articles.actions.articles import Stale
from articles.actions.rewording import reword
from articles.citing import cited_sentences, recited, reworded
from articles.lifecycle import Refused
from articles.models import Article
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact():
    return make.an_accepted_fact()


def refusals(article, **deed):
    with pytest.raises(Refused) as refusal:
        reword(article, by=None, **deed)
    return refusal.value.reasons


def test_one_sentence_changes_and_nothing_else(fact):
    body = f"First.  \n\nIt was ordered.[@{fact.key}] Last.\n\n> Said so."
    article = make.an_article(body=body)
    old = f"It was ordered.[@{fact.key}]"

    reword(article, field="body", old=old, new="It is filming.", by=None)

    kept = Article.objects.get()
    assert kept.body == body.replace(old, "It is filming.")
    assert kept.version == 2


def test_the_deed_is_on_record_with_both_sentences():
    article = make.an_article(body="One. Two.")

    reword(article, field="body", old="Two.", new="Three.", by=None)

    change = article.changes.get(verb="reword")
    assert (change.before, change.after, change.why) == ("Two.", "Three.", "body")


def test_what_was_ready_is_in_review_again():
    article = make.a_ready_article(body="One. Two.")

    article = reword(article, field="body", old="Two.", new="Three.", by=None)

    assert article.status == "in-review"
    assert article.changes.get(verb="reword").why == "body; in-review again"


def test_what_is_published_stays_so_and_readers_get_the_old_sentence():
    edition = make.an_edition(body="One. Two.")

    article = reword(edition.article, field="body", old="Two.", new="Three.", by=None)

    assert article.status == "published"
    edition.refresh_from_db()
    assert edition.body == "One. Two."


def test_a_sentence_that_no_longer_stands_there_is_not_reworded():
    article = make.an_article(body="One. Two.")

    assert refusals(article, field="body", old="Gone.", new="Three.") == (
        "The sentence no longer stands there: look at the article again.",
    )
    assert refusals(article, field="key_points", old="Two.", new="Three.")
    assert refusals(article, field="body", old="", new="Three.")
    assert Article.objects.get().body == "One. Two."


def test_a_sentence_that_stands_twice_is_reworded_where_it_is_told():
    article = make.an_article(body="So it is. But. So it is.")
    deed = {"field": "body", "old": "So it is.", "new": "It was."}

    assert refusals(article, **deed) == (
        "The sentence stands there 2 times: say which one is meant.",
    )
    assert refusals(article, **deed, which=3)
    reword(article, **deed, which=2, by=None)

    assert Article.objects.get().body == "So it is. But. It was."


def test_a_sentence_of_an_older_version_is_refused():
    article = make.an_article(body="One. Two.")
    reword(article, field="body", old="One.", new="Zero.", by=None)

    with pytest.raises(Stale):
        reword(article, field="body", old="Two.", new="Three.", by=None, seen=1)

    assert Article.objects.get().body == "Zero. Two."


def test_the_same_words_write_nothing():
    article = make.an_article(body="One. Two.")

    reword(article, field="body", old="Two.", new=" Two. ", by=None)

    assert Article.objects.get().version == 1
    assert not article.changes.filter(verb="reword").exists()


def test_what_cannot_be_shown_is_refused_with_every_reason():
    article = make.an_article(body="One.\n\nTwo.")

    told = refusals(article, field="body", old="Two.", new="> " * 20 + "x [@no-fact]")

    assert "[@no-fact] is cited, but there is no such fact." in told
    assert any("nested" in reason for reason in told)
    assert Article.objects.get().body == "One.\n\nTwo."


def test_no_other_column_is_reworded():
    assert refusals(make.an_article("One."), field="headline", old="One.", new="x")


def test_a_reporter_rewords_no_article_of_others():
    article = make.an_article(body="One. Two.")
    reporter = make.a_user("reporter")

    with pytest.raises(Refused, match="somebody else's"):
        reword(article, field="body", old="Two.", new="Three.", by=reporter)


TAKEN_OUT = {
    "between others": ("A. B. C.", "B.", "A. C."),
    "at the end": ("A. B.", "B.", "A."),
    "at the start": ("A. B.", "A.", "B."),
    "a paragraph": ("A.\n\nB.\n\nC.", "B.", "A.\n\nC."),
    "a paragraph of a browser": ("A.\r\n\r\nB.\r\n\r\nC.", "B.", "A.\r\n\r\nC."),
    "the last paragraph": ("A.\n\nB.", "B.", "A.\n\n"),
    "all there is": ("A.", "A.", ""),
    "a point": ("- A.\n- B.\n- C.", "B.", "- A.\n- C."),
    "the first of a point": ("- A. B.\n- C.", "A.", "- B.\n- C."),
    "a line of a quotation": ("> A.\n> B.", "A.", "> B."),
}


@pytest.mark.parametrize(("text", "raw", "left"), TAKEN_OUT.values(), ids=TAKEN_OUT)
def test_a_sentence_is_taken_out_with_the_space_it_leaves(text, raw, left):
    assert reworded(text, raw, "", at=text.index(raw)) == left


def test_a_sentence_is_found_without_the_signs_of_its_line():
    text = "- A.[@x]\n1. B.[@x]\n> > C.[@x]\n## D [@x]\n2025 was late.[@x] So.[@y]"

    found = [sentence.raw for sentence in cited_sentences(text, ["x"])]

    assert found == ["A.[@x]", "B.[@x]", "C.[@x]", "D [@x]", "2025 was late.[@x]"]


def test_sentences_that_read_the_same_are_told_apart():
    text = "He says so.[@x] So.[@x]\n\nSo.[@x]"

    which = [(s.raw, s.which) for s in cited_sentences(text, ["x"])]

    # "So.[@x]" stands at two places.
    assert which == [("He says so.[@x]", 1), ("So.[@x]", 1), ("So.[@x]", 2)]


@pytest.mark.parametrize(
    ("raw", "heir", "said"),
    [
        ("It is.[@old]", "new", "It is.[@new]"),
        ("It is.[@old][@new]", "new", "It is.[@new]"),
        ("It is [@old], and was.[@old]", "new", "It is [@new], and was.[@new]"),
        ("It is [@old].", "", "It is."),
        ("It is.[@older]", "new", "It is.[@older]"),
    ],
)
def test_the_mark_of_one_fact_gives_way_to_that_of_another(raw, heir, said):
    assert recited(raw, "old", heir) == said
