"""Calling an edition off before its moment, and taking an article back after it."""

import datetime

import pytest
from django.urls import reverse

from articles.actions.articles import revise
from articles.actions.publishing import publish
from articles.models import Edition
from tests import builders as make
from tests.desk.review_pages import page_of, send
from tests.forms import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_paris")]

LATER = datetime.datetime(2040, 1, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def article():
    return make.a_ready_article("Harbour is ordered")


def cancel_page(edition):
    return reverse("admin:articles_edition_cancel", args=[edition.pk])


@pytest.mark.parametrize("role", ["reporter", "checker", "editor", "producer"])
def test_a_schedule_is_cancelled_by_editors(client_of, article, role):
    edition = publish(article, by=None, live_from=LATER)

    answer = client_of(make.a_user(role)).post(
        cancel_page(edition), {"why": "Too early."}
    )

    is_editor = role in ("editor", "producer")
    # Who may not see the edition is told of none.
    assert answer.status_code in ((302,) if is_editor else (403, 404))
    assert Edition.objects.standing().exists() is not is_editor
    if is_editor:
        assert Edition.objects.get().cancellation.why == "Too early."


def test_a_schedule_is_cancelled_from_the_article_and_from_its_list(root, article):
    edition = publish(article, by=None, live_from=LATER)
    lists = reverse("admin:articles_edition_changelist")

    link = f'href="{cancel_page(edition)}"'

    assert link in root.get(page_of(article)).content.decode()
    listed = root.get(lists, {"live": "scheduled"}).content.decode()
    assert link in listed
    assert "1 January 2040, 13:00:00 in Europe/Paris (UTC+01:00)" in listed
    assert "1 January 2040, 12:00:00 UTC" in listed


def test_what_is_out_is_not_cancelled(root, second):
    edition = Edition.objects.get()

    page = root.get(cancel_page(edition))
    answer = root.post(cancel_page(edition), {"why": "Oh."})

    reason = "publish a correction or a retraction instead"
    assert reason in page.content.decode()
    assert reason in str(answer.context["form"].errors)
    assert "Oh." in answer.content.decode()


def test_a_cancelled_edition_is_told_as_such(root, article):
    edition = publish(article, by=None, live_from=LATER)
    root.post(cancel_page(edition), {"why": "Too early."})

    shown = root.get(page_of(article)).content.decode()
    lists = reverse("admin:articles_edition_changelist")
    cancelled = root.get(lists, {"live": "cancelled"})

    assert "cancelled: Too early." in shown
    assert list(cancelled.context["cl"].result_list) == [edition]
    assert not root.get(lists, {"live": "scheduled"}).context["cl"].result_list


def test_a_retraction_is_a_notice_in_the_place_of_the_text(root, second):
    page = root.get(page_of(second, "retract")).content.decode()
    answer = send(root, second, "retract", why="Nothing of it holds.")

    assert "readers find the headline and your notice" in page
    edition = Edition.objects.get(number=2)
    assert (edition.kind, edition.note, edition.body) == (
        "retraction",
        "Nothing of it holds.",
        "",
    )
    assert edition.get_absolute_url() in str(list(answer.wsgi_request._messages)[0])
    after = root.get(page_of(second)).content.decode()
    assert "Retract…" not in after
    assert '<li class="step is-now" aria-current="step">Retracted</li>' in after


@pytest.mark.parametrize("is_stale", [True, False])
def test_a_retraction_is_refused_without_words_and_when_stale(root, second, is_stale):
    form = opened(root, page_of(second, "retract"), "seen")
    if is_stale:
        revise(second, by=None, columns={"dek": "New."})
        form["why"] = "Nothing holds."

    answer = root.post(page_of(second, "retract"), form)

    reason = "since you opened it" if is_stale else "Say to readers why"
    assert reason in str(answer.context["form"].errors)
    assert Edition.objects.count() == 1
