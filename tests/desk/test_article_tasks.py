"""What an article has to do about facts that changed under it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.actions.replacing import replace, retract
from articles.actions.tasks import word_correction
from articles.citing import sentences_citing
from articles.models import Edition, Task
from tests import builders as make
from tests.desk.review_pages import page_of
from tests.forms import opened

pytestmark = pytest.mark.django_db

WORDING = "We said ordered; it was filming."


def test_a_sentence_is_found_by_what_it_cites():
    text = "It is set in a port. It was ordered.[@harbour-status] More soon.[@other]"

    assert sentences_citing("harbour-status", "", text) == ["It was ordered."]


def test_a_mark_before_a_comma_leaves_no_hole():
    text = "It was ordered [@harbour-status], they say [@other]."

    assert sentences_citing("harbour-status", text) == ["It was ordered, they say."]


@pytest.fixture
def show():
    return make.a_show("Harbour")


@pytest.fixture
def old(show):
    return make.an_accepted_fact(show, predicate="status", text="ordered")


@pytest.fixture
def article(old):
    return make.an_edition(body=f"First. It was ordered.[@{old.key}] Last.").article


@pytest.fixture
def task(show, old, article):
    new = make.a_fact(show, predicate="status", text="filming")
    replace(old, new, how="correction", by=None, why="Misread.")
    return Task.objects.get()


def word_page(task):
    return reverse("admin:articles_article_word", args=[task.article_id, task.pk])


def test_an_open_task_shows_both_values_and_the_sentence(root, article, task):
    page = root.get(page_of(article))

    [due] = page.context["due"]
    assert (due.old, due.new_words) == ("ordered", "filming")
    assert due.sentences == ("It was ordered.",)
    assert not due.is_mended
    assert f"[@{due.new.key}]" in page.content.decode()


def test_a_mended_copy_is_told_from_what_readers_still_get(root, article, task):
    article.body = "It is filming."
    article.save()

    [due] = root.get(page_of(article)).context["due"]

    assert due.is_mended
    assert due.sentences == ("It was ordered.",)


def test_the_newest_successor_is_the_value_to_tell(root, show, article, task):
    second = task.fact.replaced_by
    third = make.a_fact(show, predicate="status", text="premiered")
    replace(second, third, how="development", by=None)

    [due] = root.get(page_of(article)).context["due"]

    assert due.new == third


def test_a_retracted_fact_has_no_new_value(root, old, article):
    retract(old, by=None, why="Another show was meant.")

    shown = root.get(page_of(article))

    assert shown.context["due"][0].new is None
    assert "nothing: the fact is retracted" in shown.content.decode()


def worded(client, task, wording):
    """What the page that words a correction sends, as it stands now."""
    form = client.get(word_page(task)).context["form"]
    return {
        f"{form.prefix}-wording": wording,
        f"{form.prefix}-seen": form["seen"].value(),
    }


def test_a_wording_that_somebody_else_kept_is_not_overwritten_unseen(root, task):
    sent = worded(root, task, "Mine.")
    word_correction(task, "Theirs.", by=None)

    refused = root.post(word_page(task), sent)

    told = str(refused.context["form"].non_field_errors())
    assert "Somebody worded it since you opened this page: “Theirs.”" in told
    assert "Mine." in refused.content.decode()
    assert Task.objects.get().wording == "Theirs."

    form = refused.context["form"]
    sent[f"{form.prefix}-seen"] = form["seen"].value()
    root.post(word_page(task), sent)
    assert Task.objects.get().wording == "Mine."


def test_a_correction_is_worded_and_shown_before_it_is_published(root, article, task):
    answer = root.post(word_page(task), worded(root, task, WORDING))

    assert answer.url == f"{page_of(article)}#tasks"
    assert WORDING in root.get(page_of(article)).content.decode()
    assert WORDING in root.get(page_of(article, "publish")).content.decode()


def test_a_worded_correction_is_the_note_of_its_edition(root, article, task):
    word_correction(task, WORDING, by=None)
    article.body = "It is filming."
    article.save()

    place = page_of(article, "publish")
    root.post(place, opened(root, place, "seen"))

    edition = Edition.objects.get(number=2)
    assert (edition.kind, edition.note) == ("correction", WORDING)
    assert root.get(page_of(article)).context["due"] == []


def test_a_correction_without_words_is_refused(root, task):
    answer = root.post(word_page(task), {f"task-{task.pk}-wording": "  "})

    assert "wording" in answer.context["form"].errors
    assert "It was ordered." in answer.content.decode()


def test_an_update_has_nothing_to_word(root, show, old, article):
    new = make.a_fact(show, predicate="status", text="filming")
    replace(old, new, how="development", by=None)

    task = Task.objects.get()

    assert root.get(word_page(task)).status_code == 404
    assert word_page(task) not in root.get(page_of(article)).content.decode()


def test_the_task_of_another_article_is_not_worded_here(root, task):
    other = make.an_edition().article
    place = reverse("admin:articles_article_word", args=[other.pk, task.pk])

    assert root.get(place).status_code == 404


def test_a_reporter_reads_the_task_and_does_not_word_it(client_of, article, task):
    client = client_of(make.a_user("reporter"))

    shown = client.get(page_of(article)).content.decode()

    assert "It was ordered." in shown
    assert word_page(task) not in shown
    assert client.post(word_page(task)).status_code == 403


def test_the_page_of_an_article_costs_the_same_for_any_number_of_tasks(root, show):
    def facts(count):
        people = [make.a_person(f"{count} {number}") for number in range(count)]
        claim = {"predicate": "crew", "job": make.a_job("producer")}
        return [make.an_accepted_fact(show, target=p.entry, **claim) for p in people]

    def queries(count):
        cited = facts(count)
        body = " ".join(f"So it is.[@{fact.key}]" for fact in cited)
        article = make.an_edition(body=body).article
        for fact in cited:
            retract(fact, by=None, why="Another show was meant.")
        with CaptureQueriesContext(connection) as captured:
            page = root.get(page_of(article))
        assert len(page.context["due"]) == count
        return len(captured)

    queries(1)
    assert queries(2) == queries(8)


def test_the_wording_of_a_correction_is_proposed_and_not_kept(root, article, task):
    [due] = root.get(page_of(article)).context["due"]

    assert due.form["wording"].value() == (
        "An earlier version of this article gave the status of Harbour as ordered; "
        "it is filming."
    )
    assert "A proposal" in root.get(word_page(task)).content.decode()
    assert Task.objects.get().wording == ""
