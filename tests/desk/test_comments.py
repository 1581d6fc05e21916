"""Comments on the page of an article: on a sentence or on the whole, and resolved."""

import pytest
from django.urls import reverse

from articles.actions.articles import revise
from articles.actions.comments import comment, resolve
from articles.actions.reviewing import submit
from articles.models import Comment
from tests import builders as make
from tests.desk.review_pages import page_of, press, refusals

pytestmark = pytest.mark.django_db

BODY = "## The order\n\nIt was *ordered*.[@no-key] It is [set](https://x.test) there."


@pytest.fixture
def author():
    return make.a_user("reporter", first_name="Cy", last_name="Moss")


@pytest.fixture
def article(author):
    return submit(make.an_article("Harbour", by=author, body=BODY), by=None)


@pytest.fixture
def checker(client_of):
    return client_of(make.a_user("checker", first_name="Bo", last_name="Lind"))


def words(answer):
    """Return the words of the comments on the page, open ones first."""
    return [row.comment.text for row in answer.context["review"].remarks]


def test_the_choice_has_every_sentence_in_words(checker, article):
    form = checker.get(page_of(article)).context["review"].comment

    assert form.fields["sentence"].widget.choices == [
        ("", "the whole article"),
        ("Harbour", "Harbour"),
        ("## The order", "The order"),
        ("It was *ordered*.[@no-key]", "It was ordered."),
        ("It is [set](https://x.test) there.", "It is set there."),
    ]


@pytest.mark.parametrize("sentence", ["", "It was *ordered*.[@no-key]"])
def test_who_may_not_write_comments_on_the_page_to_read(checker, article, sentence):
    answer = press(checker, article, "comment", text="Who says so?", sentence=sentence)

    made = Comment.objects.get()
    assert (made.text, made.sentence) == ("Who says so?", sentence)
    assert answer.url == f"{page_of(article)}#comments"
    shown = checker.get(page_of(article)).content.decode()
    assert ("<mark>It was ordered.</mark>" in shown) is bool(sentence)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"text": " "}, "A comment needs some words."),
        (
            {"text": "So?", "sentence": "It is cancelled."},
            "The sentence is not in the article: choose it again.",
        ),
    ],
)
def test_a_comment_that_is_refused_stays_in_its_box(checker, article, typed, told):
    answer = press(checker, article, "comment", **typed)

    assert refusals(answer) == [told]
    page = answer.content.decode()
    assert typed["text"] in page
    assert typed.get("sentence", "") in page
    assert '<details class="new-comment" data-comment open>' in page
    assert not Comment.objects.exists()


@pytest.mark.parametrize("text", ["x" * 5_001, "It\0is."])
def test_a_comment_too_long_or_of_no_characters_is_told(checker, article, text):
    answer = press(checker, article, "comment", text=text)

    assert answer.status_code == 200
    assert answer.context["review"].comment.errors["text"]
    assert not Comment.objects.exists()


def test_open_comments_stand_before_those_resolved(checker, article):
    first, second = (comment(article, by=None, text=text) for text in ("One", "Two"))
    resolve(first, by=None)

    shown = checker.get(page_of(article))

    assert words(shown) == ["Two", "One"]
    assert [row.comment for row in shown.context["review"].open_remarks] == [second]


def test_a_sentence_that_changed_is_told_beside_its_comment(checker, article):
    comment(article, by=None, text="So?", sentence="It was *ordered*.[@no-key]")

    before = checker.get(page_of(article)).content.decode()
    revise(article, by=None, columns={"body": "The port waits for rain."})
    after = checker.get(page_of(article)).content.decode()

    assert "no longer in the text" not in before
    assert "<mark>It was ordered.</mark>" in after
    assert "The sentence is no longer in the text." in after


def test_a_sentence_in_other_words_is_shown_as_it_reads_now(checker, article):
    comment(article, by=None, text="So?", sentence="It was *ordered*.[@no-key]")
    revise(article, by=None, columns={"body": "New. It was *reordered* in May."})

    [row] = checker.get(page_of(article)).context["review"].remarks

    assert row.written == "It was *reordered* in May."
    assert [(piece.kind, piece.text) for piece in row.pieces] == [
        ("same", "It was "),
        ("gone", "ordered."),
        ("new", "reordered in May."),
    ]


def test_a_sentence_that_was_moved_or_cites_anew_is_still_the_one_meant(
    checker, article
):
    comment(article, by=None, text="So?", sentence="It was *ordered*.[@no-key]")
    moved = "A start.\n\nIt was *ordered*.[@no-key]"
    revise(article, by=None, columns={"body": moved})
    [still] = checker.get(page_of(article)).context["review"].remarks
    revise(article, by=None, columns={"body": moved.replace("no-key", "a-key")})
    [cited] = checker.get(page_of(article)).context["review"].remarks

    assert (still.written, still.is_recited) == ("It was *ordered*.[@no-key]", False)
    assert (cited.written, cited.is_recited) == ("It was *ordered*.[@a-key]", True)
    assert not (still.pieces or cited.pieces)


def test_an_answer_is_given_under_the_comment(client_of, checker, article, author):
    made = comment(article, by=None, text="Who says so?")

    answer = press(client_of(author), article, "answer", comment=made.pk, text="Ada.")

    assert answer.url == f"{page_of(article)}#comments"
    shown = checker.get(page_of(article)).content.decode()
    assert shown.index("Who says so?") < shown.index("Ada.") < shown.rindex("Cy Moss")


def test_an_answer_that_is_refused_stays_in_its_box(checker, article):
    first, other = (comment(article, by=None, text=text) for text in ("One", "Two"))
    [state] = [
        row.state
        for row in checker.get(page_of(article)).context["review"].remarks
        if row.comment == first
    ]
    resolve(first, by=None)

    answer = press(
        checker, article, "answer", comment=first.pk, text="Wait.", state=state
    )

    assert "A command resolved the comment meanwhile" in refusals(answer)[0]
    page = answer.content.decode()
    assert page.count("Wait.") == 1
    assert page.count('<details class="answer" open>') == 1
    assert f'name="answer-state" value="{first.number} resolved"' in page
    assert not first.answers.exists()
    assert not other.answers.exists()


def test_resolving_over_an_unseen_answer_shows_the_answer_first(
    client_of, checker, article, author
):
    press(checker, article, "comment", text="So?")
    made = Comment.objects.get()
    [row] = checker.get(page_of(article)).context["review"].remarks
    press(client_of(author), article, "answer", comment=made.pk, text="Not yet.")

    told = press(checker, article, "resolve", comment=made.pk, state=row.state)

    assert refusals(told) == ["Cy Moss answered meanwhile: read it first."]
    assert "Not yet." in told.content.decode()
    made.refresh_from_db()
    assert made.resolved_at is None


def test_whoever_made_a_comment_or_writes_the_article_resolves_it(
    client_of, checker, article
):
    press(checker, article, "comment", text="So?")
    made = Comment.objects.get()
    stranger = client_of(make.a_user("checker"))

    refused = press(stranger, article, "resolve", comment=made.pk)
    shown = checker.get(page_of(article)).content.decode()
    [row] = checker.get(page_of(article)).context["review"].remarks
    press(checker, article, "resolve", comment=made.pk, state=row.state)

    assert "Only its author, an editor or whoever made it" in refusals(refused)[0]
    assert "Resolve</button>" in shown
    made.refresh_from_db()
    assert made.resolved_by.first_name == "Bo"


@pytest.mark.parametrize("number", ["", "x", "987654", "1" * 40])
def test_resolving_what_is_not_there_is_no_fault(checker, article, number):
    assert press(checker, article, "resolve", comment=number).status_code == 200


def test_a_comment_of_another_article_is_not_resolved_here(root, article):
    other = comment(make.an_article("Other"), by=None, text="So?")

    answer = press(root, article, "resolve", comment=other.pk)

    assert refusals(answer) == ["The comment is no longer there."]
    other.refresh_from_db()
    assert other.resolved_at is None


def test_comments_are_not_for_everybody_who_reads_what_is_out(client_of):
    article = make.an_edition("Out").article
    comment(article, by=None, text="Between us.")

    shown = client_of(make.a_user("reporter")).get(page_of(article))

    assert "Between us." not in shown.content.decode()
    assert not shown.context["review"].may_comment


def test_a_comment_that_waits_brings_the_article_into_its_authors_queue(
    client_of, author, article
):
    comment(article, by=None, text="So?")

    shown = client_of(author).get(
        reverse("admin:articles_article_changelist"), {"mine": "yes"}
    )

    assert list(shown.context["cl"].result_list) == [article]


def test_the_comments_of_a_very_long_text_are_no_fault(client_of):
    body = "It is [so *long*](https://x.test/a). " * 25_000
    article = make.an_article(body=body[:900_000])

    shown = client_of(make.a_user("editor")).get(page_of(article))

    assert shown.status_code == 200
