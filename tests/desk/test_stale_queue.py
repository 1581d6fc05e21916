"""The queue of stale articles: sentences, and the wording that is accepted."""

import pytest
from django.urls import reverse

from articles.actions.replacing import replace, retract
from articles.actions.rewording import reword
from articles.actions.tasks import word_correction
from articles.models import Article, Edition, Task
from articles.roles import ROLES
from newsroom import stale_queue
from tests import builders as make

pytestmark = pytest.mark.django_db

QUEUE = "/admin/queues/stale/"


@pytest.fixture
def show():
    return make.a_show("Harbour")


@pytest.fixture
def old(show):
    return make.an_accepted_fact(show, predicate="status", text="ordered")


@pytest.fixture
def article(old):
    mark = f"[@{old.key}]"
    body = f"First. It was ordered.{mark} It got the nod.{mark} Last."
    return make.an_edition("Harbour moves", body=body).article


@pytest.fixture
def new(show, old, article):
    fact = make.a_fact(show, predicate="status", text="filming")
    return replace(old, fact, how="development", by=None)


def boxes(answer):
    return [box for piece in answer.context["pieces"] for box in piece.boxes]


def sent(answer, **typed):
    """What a browser sends of the page, before a button is pressed."""
    form = {}
    for piece in answer.context["pieces"]:
        form[f"seen-{piece.stale.article.pk}"] = piece.seen
        for box in piece.boxes:
            form[f"text-{box.sentence.name}"] = box.wording
    return form | typed


def test_the_queue_is_on_the_desk_with_its_articles(root, article, new):
    shown = root.get(reverse("admin:index")).context["queues"]

    [waiting] = [row for row in shown if row.queue.key == "stale"]
    assert waiting.count == 1
    assert reverse("admin:queue_stale") == QUEUE


def test_each_sentence_is_shown_with_both_values_and_a_wording(root, article, new):
    answer = root.get(QUEUE)

    first, second = boxes(answer)
    assert first.wording == f"It was filming.[@{new.key}]"
    assert second.wording == f"It got the nod.[@{new.key}]"
    shown = answer.content.decode()
    assert "<del>ordered</del> → <ins>filming</ins>" in shown
    assert "<blockquote>It was ordered.</blockquote>" in shown


def test_accepting_changes_the_working_copy_and_moves_on(root, article, new):
    page = root.get(QUEUE)
    first, second = boxes(page)

    answer = root.post(QUEUE, sent(page, accept=first.sentence.name))

    assert answer.url == f"{QUEUE}?page=1&at=0"
    assert f"It was filming.[@{new.key}] It got" in Article.objects.get().body
    [left] = boxes(root.get(answer.url))
    assert left.sentence.raw == second.sentence.raw
    assert left.is_next
    assert Edition.objects.get().body == article.body


def test_the_last_of_the_page_leads_to_the_one_before(root, article, new):
    page = root.get(QUEUE)

    answer = root.post(QUEUE, sent(page, accept=boxes(page)[1].sentence.name))

    [left] = boxes(root.get(answer.url))
    assert left.is_next


def test_the_sentence_may_be_put_in_other_words(root, article, new):
    page = root.get(QUEUE)
    name = boxes(page)[1].sentence.name
    typed = f"Cameras roll.[@{new.key}]"

    root.post(QUEUE, sent(page, **{"accept": name, f"text-{name}": typed}))

    assert typed in Article.objects.get().body


def test_of_several_places_one_button_accepts_the_wording(root, old, show):
    body = f"Ordered is ordered.[@{old.key}]"
    make.an_edition("Twice", body=body)
    fact = make.a_fact(show, predicate="status", text="filming")
    replace(old, fact, how="development", by=None)
    page = root.get(QUEUE)
    [box] = boxes(page)
    field = f"choice-{box.sentence.name}"

    root.post(QUEUE, sent(page, **{field: box.choices[1].wording}))

    shown = page.content.decode()
    assert "<del>Ordered</del><ins>Filming</ins> is ordered." in shown
    assert Article.objects.get().body == f"Filming is ordered.[@{fact.key}]"


def test_a_value_in_a_quotation_is_left_and_told(root, old, show):
    make.an_edition("Said", body=f"“It was ordered,” she said.[@{old.key}]")
    fact = make.a_fact(show, predicate="status", text="filming")
    replace(old, fact, how="development", by=None)

    page = root.get(QUEUE)

    [box] = boxes(page)
    assert box.choices == []
    assert box.wording == f"“It was ordered,” she said.[@{fact.key}]"
    assert "Nobody rewrites what was said" in page.content.decode()


def test_the_sentence_may_be_taken_out(root, article, new):
    page = root.get(QUEUE)
    name = boxes(page)[1].sentence.name

    root.post(QUEUE, sent(page, **{"take-out": name}))

    assert "nod" not in Article.objects.get().body


def test_what_is_typed_elsewhere_is_not_lost(root, article, new):
    page = root.get(QUEUE)
    first, second = (box.sentence.name for box in boxes(page))

    answer = root.post(
        QUEUE, sent(page, **{"accept": first, f"text-{second}": "Half a sent"})
    )

    assert answer.status_code == 200
    assert "It was filming." in Article.objects.get().body
    [left] = boxes(answer)
    assert left.wording == "Half a sent"


def test_the_next_is_accepted_from_the_page_that_kept_what_was_typed(
    root, article, new
):
    page = root.get(QUEUE)
    first, second = (box.sentence.name for box in boxes(page))
    typed = {f"text-{second}": "Cameras roll."}
    page = root.post(QUEUE, sent(page, accept=first, **typed))

    root.post(QUEUE, sent(page, accept=second))

    assert "Cameras roll." in Article.objects.get().body


def test_an_older_version_is_refused_and_nothing_typed_is_lost(root, article, new):
    page = root.get(QUEUE)
    name = boxes(page)[1].sentence.name
    reword(article, field="body", old="Last.", new="At last.", by=None)
    before = Article.objects.get().body

    answer = root.post(
        QUEUE, sent(page, **{"accept": name, f"text-{name}": "Cameras roll."})
    )

    assert answer.status_code == 409
    box = boxes(answer)[1]
    assert box.wording == "Cameras roll."
    assert "Somebody changed the article" in box.refused[0]
    assert Article.objects.get().body == before


def test_a_sentence_that_is_gone_is_told_with_what_was_typed(root, article, new):
    page = root.get(QUEUE)
    box = boxes(page)[0]
    reword(article, field="body", old=box.sentence.raw, new="It is.", by=None)

    name = box.sentence.name
    answer = root.post(
        QUEUE, sent(page, **{"accept": name, f"text-{name}": "My own words."})
    )

    assert answer.status_code == 409
    assert "My own words." in answer.content.decode()
    assert "no longer stands there" in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "  ", "\0"])
def test_an_empty_box_is_no_wording(root, article, new, typed):
    page = root.get(QUEUE)
    name = boxes(page)[0].sentence.name

    answer = root.post(QUEUE, sent(page, **{"accept": name, f"text-{name}": typed}))

    assert "Write the sentence" in boxes(answer)[0].refused[0]
    assert Article.objects.get().version == 1


def test_a_wording_that_cannot_be_shown_is_refused_in_its_place(root, article, new):
    page = root.get(QUEUE)
    name = boxes(page)[0].sentence.name

    answer = root.post(
        QUEUE, sent(page, **{"accept": name, f"text-{name}": "So.[@no-fact]"})
    )

    assert "there is no such fact" in boxes(answer)[0].refused[0]
    assert boxes(answer)[0].wording == "So.[@no-fact]"


@pytest.mark.parametrize(
    "form", [{}, {"accept": "x"}, {"accept": "1-body-0123456789abcdef-9"}, {"at": "x"}]
)
def test_what_is_no_sentence_is_no_fault(root, article, new, form):
    assert root.post(QUEUE, form).status_code == 409
    assert Article.objects.get().version == 1


def test_a_mended_update_leads_to_publishing(root, article, new):
    for _ in range(2):
        page = root.get(QUEUE)
        root.post(QUEUE, sent(page, accept=boxes(page)[0].sentence.name))

    shown = root.get(QUEUE).content.decode()

    publish = reverse("admin:articles_article_publish", args=[article.pk])
    assert f'href="{publish}">Publish the update' in shown
    assert "<del>It was ordered.</del>" in shown


def test_the_headline_that_says_the_old_value_is_told_of(root, old, show):
    edition = make.an_edition("Harbour is ordered", body=f"It is so.[@{old.key}]")
    fact = make.a_fact(show, predicate="status", text="filming")
    replace(old, fact, how="correction", by=None, why="Misread.")
    change = reverse("admin:articles_article_change", args=[edition.article.pk])
    publish = reverse("admin:articles_article_publish", args=[edition.article.pk])

    for place in (QUEUE, publish):
        shown = root.get(place).content.decode()
        assert "Harbour is <del>ordered</del><ins>filming</ins>" in shown
        assert f'href="{change}#id_headline"' in shown


def test_what_stands_against_publishing_leads_to_the_queue(root, old, article):
    retract(old, by=None, why="Another show was meant.")
    page = reverse("admin:articles_article_publish", args=[article.pk])

    shown = root.get(page).content.decode()

    assert f'href="{QUEUE}#article-{article.pk}"' in shown
    # Its wording is in the form, and goes with the deed.
    assert "It needs the wording" not in shown


def test_a_mended_correction_is_worded_and_published(root, old, article):
    retract(old, by=None, why="Another show was meant.")
    for _ in range(2):
        page = root.get(QUEUE)
        root.post(QUEUE, sent(page, **{"take-out": boxes(page)[0].sentence.name}))
    task = Task.objects.get()
    place = reverse("admin:articles_article_word", args=[article.pk, task.pk])
    before = root.get(QUEUE).content.decode()

    word_correction(task, "It was not ordered.", by=None)

    after = root.get(QUEUE).content.decode()
    assert place in before
    assert place not in after
    for shown in (before, after):
        assert "Publish the correction" in shown


def test_who_may_not_reword_reads_and_is_told_why(client_of, article, new):
    reporter = client_of(make.a_user("reporter"))

    page = reporter.get(QUEUE)

    shown = page.content.decode()
    assert "It was ordered." in shown
    assert "<textarea" not in shown
    assert "somebody else" in shown
    reporter.post(QUEUE, sent(page, accept=boxes(page)[0].sentence.name))
    assert Article.objects.get().version == 1


def test_the_queue_opens_for_its_roles_and_for_nobody_else(client_of, article, new):
    answers = {r: client_of(make.a_user(r)).get(QUEUE) for r in ("", *ROLES)}

    assert answers.pop("").status_code == 403
    assert {answer.status_code for answer in answers.values()} == {200}


def test_a_long_article_comes_up_part_by_part(root, article, new, monkeypatch):
    monkeypatch.setattr(stale_queue, "SENTENCES_AT_ONCE", 1)

    answer = root.get(QUEUE)

    assert len(boxes(answer)) == 1
    assert "1 more come up" in answer.content.decode()


def test_a_long_queue_is_read_in_pages(root, old, article, monkeypatch, show):
    make.an_edition("Second", body=f"It was ordered.[@{old.key}]")
    fact = make.a_fact(show, predicate="status", text="filming")
    replace(old, fact, how="development", by=None)
    monkeypatch.setattr(stale_queue, "ARTICLES_AT_ONCE", 1)

    page = root.get(f"{QUEUE}?page=2")
    answer = root.post(
        f"{QUEUE}?page=2", sent(page, accept=boxes(page)[0].sentence.name)
    )

    assert [piece.stale.article.headline for piece in page.context["pieces"]] == [
        "Second"
    ]
    assert answer.url == f"{QUEUE}?page=2&at=0"
    assert root.get(f"{QUEUE}?page=x&at=-1").status_code == 200
