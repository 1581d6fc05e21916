"""Everything that was wrong, in one list."""

import datetime
import re

import pytest
import time_machine
from django.utils import timezone

from articles.actions.articles import revise
from articles.actions.evidence import attach
from articles.actions.facts import propose
from articles.actions.publishing import cancel, publish, retract_article
from articles.actions.replacing import replace, retract, undo
from articles.actions.tasks import word_correction
from catalog.models import Entry
from tests import builders as make

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def page(client, path="/corrections/"):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def corrected(headline="Harbour is ordered", *, note="Ten, not nine.", **how):
    """An article with a correction that concerns no fact."""
    edition = make.an_edition(headline)
    article = revise(edition.article, by=None, columns={"body": "Ten it is."})
    return publish(article, by=None, kind="correction", note=note, **how)


def proposed(show, **claim):
    entry = Entry.objects.get(pk=show.pk)
    fact = propose(subject=entry, by=None, **claim)
    attach(fact, make.a_passage(), by=None)
    return fact


@pytest.fixture
def cited():
    """An accepted fact, and the article that cites it."""
    fact = make.an_accepted_fact(make.a_show(), predicate="rating", text="TV-14")
    edition = make.an_edition("Harbour is rated", body=f"It is.[@{fact.key}]")
    return fact, edition.article


def published_correction(article):
    task = article.tasks.open().get()
    word_correction(task, "It is not what it said.", by=None)
    article = revise(article, by=None, columns={"body": "It is rated."})
    return publish(article, by=None)


def test_without_any_the_page_says_so_in_the_editors_words(client):
    make.a_masthead(no_corrections="Not yet.", corrections_intro="All of them.")
    make.an_edition()

    html = page(client)

    assert "Not yet." in html and "All of them." in html


def test_the_newest_comes_first_and_leads_to_the_article(client):
    first = corrected("First")
    second = corrected("Second", note="Lantern, not Anchor.")
    third = retract_article(make.an_edition("Third").article, by=None, why="A hoax.")

    html = page(client)

    links = re.findall(r'<h3><a href="(/news/[^"]+)">', html)
    assert links == [row.get_absolute_url() for row in (third, second, first)]
    assert "Lantern, not Anchor." in html and "A hoax." in html
    assert html.count("<b>Correction</b>") == 2 and "<b>Retraction</b>" in html


def test_updates_and_minor_changes_are_none(client):
    article = make.an_edition().article
    publish(
        revise(article, by=None, columns={"body": "A."}), by=None, note="Zebranews."
    )
    article = revise(article, by=None, columns={"body": "B."})
    publish(article, by=None, kind="minor", note="Zebracomma.")

    assert "Zebra" not in page(client)


def test_the_value_that_was_wrong_and_the_one_that_is_right_lead_to_their_facts(
    client, cited
):
    wrong, article = cited
    right = proposed(wrong.subject, predicate="rating", text="TV-MA")
    replace(wrong, right, how="correction", by=None, why="Misread.")
    published_correction(article)

    html = page(client)

    assert f'<a href="{wrong.get_absolute_url()}">TV-14</a>' in html
    assert f'<a href="{right.get_absolute_url()}">TV-MA</a>' in html
    assert "It is not what it said." in html


def test_a_fact_that_fell_with_nothing_in_its_place_stands_alone(client, cited):
    wrong, article = cited
    retract(wrong, by=None, why="Another show.")
    published_correction(article)

    html = page(client)

    assert f'<a href="{wrong.get_absolute_url()}">TV-14</a>' in html
    assert "<ins>" not in html


def test_a_fact_that_holds_after_all_is_not_said_to_be_wrong(client, cited):
    wrong, article = cited
    right = proposed(wrong.subject, predicate="rating", text="Zebra-MA")
    replace(wrong, right, how="correction", by=None, why="Misread.")
    published_correction(article)
    undo(wrong, by=None, why="It was right.")

    html = page(client)

    assert "It is not what it said." in html
    assert wrong.key not in html and "Zebra-MA" not in html


def test_a_fact_about_a_hidden_entry_is_not_named(client, cited):
    wrong, article = cited
    retract(wrong, by=None, why="Another show.")
    published_correction(article)
    Entry.objects.filter(pk=wrong.subject_id).update(visibility="hidden")

    html = page(client)

    assert "It is not what it said." in html
    assert "TV-14" not in html and wrong.key not in html


def test_a_scheduled_correction_is_listed_at_its_moment(client):
    soon = timezone.now() + DAY
    edition = corrected(note="Zebranote.", live_from=soon)

    before = page(client)
    with time_machine.travel(soon, tick=False):
        after = page(client)

    assert "Zebranote." not in before and "Zebranote." in after
    assert edition.get_absolute_url() in after


def test_a_cancelled_correction_is_never_listed(client):
    soon = timezone.now() + DAY
    cancel(corrected(note="Zebranote.", live_from=soon), by=None)

    with time_machine.travel(soon + DAY, tick=False):
        assert "Zebranote." not in page(client)


def test_a_correction_stands_under_the_headline_of_today(client):
    edition = corrected("Harbour is orderd")
    columns = {"headline": "Harbour is ordered", "slug": "harbour-now"}
    article = revise(edition.article, by=None, columns=columns)
    now = publish(article, by=None, note="A letter.")
    later = {"headline": "Zebraheadline", "slug": "zebraslug"}
    article = revise(article, by=None, columns=later)
    publish(article, by=None, note="Zebra.", live_from=timezone.now() + DAY)

    html = page(client)

    assert f'<a href="{now.get_absolute_url()}">Harbour is ordered</a>' in html
    assert "ebra" not in html


def test_each_stands_under_its_month_with_an_anchor_for_ever(client):
    with time_machine.travel("2031-05-31T23:30:00Z", tick=False):
        edition = corrected("Late in May")
    with time_machine.travel("2031-06-01T00:30:00Z", tick=False):
        corrected("Early in June")
        html = page(client)
        of_may = page(client, "/corrections/?month=2031-05")

    assert html.index("June 2031") < html.index("Early in June")
    assert html.index("Early in June") < html.index("May 2031")
    name = f"article-{edition.article_id}-edition-{edition.number}"
    assert f'href="/corrections/?month=2031-05#{name}"' in html
    assert f'id="{name}"' in html and f'id="{name}"' in of_may
    assert "Late in May" in of_may and "Early in June" not in of_may


@pytest.mark.parametrize("month", ["", "2031", "2031-13", "0000-01", "٢٠٣١-٠٥"])
def test_what_is_no_month_is_missing(client, month):
    assert client.get("/corrections/", {"month": month}).status_code == 404


def test_the_text_is_shown_as_it_was_and_as_it_is(client):
    mark = make.an_accepted_fact()
    body = f"- It stays.\n- It has **nine** episodes.[@{mark.key}]\n\nLast."
    article = make.an_edition("Harbour grows", body=body).article
    columns = {"body": body.replace("nine", "ten")}
    article = revise(article, by=None, columns=columns)
    edition = publish(article, by=None, kind="correction", note="Ten.")

    html = page(client)

    assert "<dd>It has nine episodes.</dd>" in html
    assert "<dd>It has ten episodes.</dd>" in html
    assert "It stays." not in html
    path = f"{edition.get_absolute_url()}history/?from=1&amp;to=2#changes"
    assert f'href="{path}"' in html


def test_no_text_of_an_article_that_was_taken_back_is_shown(client):
    edition = corrected("Harbour is ordered")
    retract_article(edition.article, by=None, why="A hoax.")

    html = page(client)

    assert "Ten it is." not in html and "history/?from" not in html
    assert "Ten, not nine." in html


def test_a_long_list_comes_a_page_at_a_time(client):
    for number in range(22):
        corrected(f"Story {number}")

    first, second = page(client), page(client, "/corrections/?page=2")

    assert first.count('<article class="correction"') == 20
    assert second.count('<article class="correction"') == 2
    assert 'href="/corrections/?page=2"' in first
    assert client.get("/corrections/?page=3").status_code == 404
