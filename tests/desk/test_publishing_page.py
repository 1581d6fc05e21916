"""The pages that bring an article to readers, call an edition off, and take it back."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from articles.actions.articles import revise
from articles.actions.replacing import replace
from articles.actions.reviewing import set_embargo, submit
from articles.models import Article, Change, Edition, Task
from tests import builders as make
from tests.desk.review_pages import page_of, send
from tests.forms import opened
from tests.rows import every_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_paris")]

LATER = datetime.datetime(2040, 1, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def article():
    return make.a_ready_article("Harbour is ordered")


def errors(answer):
    return {name: list(told) for name, told in answer.context["form"].errors.items()}


def told(answer):
    """Return what the next page tells of the deed."""
    return [str(message) for message in answer.wsgi_request._messages]


SAID = {"kind": "update", "note": "More is known."}


@pytest.mark.parametrize("role", ["reporter", "checker", "editor", "producer"])
@pytest.mark.parametrize("page", ["publish", "retract", "embargo"])
def test_the_pages_are_those_of_editors(client_of, second, role, page):
    answer = client_of(make.a_user(role)).get(page_of(second, page))

    is_editor = role in ("editor", "producer")
    assert answer.status_code == (200 if is_editor else 403)


def test_the_first_edition_has_no_kind_to_choose(root, article):
    page = root.get(page_of(article, "publish"))
    send(root, article, "publish")

    assert "kind" not in page.context["form"].fields
    assert Edition.objects.get().kind == "first"


@pytest.mark.parametrize(
    ("kind", "note", "made"),
    [
        ("update", "More is known.", True),
        ("update", "", False),
        ("correction", "It said less than it should.", True),
        ("correction", " ", False),
        ("minor", "", True),
        ("retraction", "Nothing holds.", False),
        ("", "More is known.", False),
    ],
)
def test_a_later_edition_is_of_a_kind_with_its_words(root, second, kind, note, made):
    answer = send(root, second, "publish", kind=kind, note=note)

    assert Edition.objects.filter(number=2, kind=kind).exists() is made
    assert (answer.status_code == 302) is made
    if not made:
        assert note in answer.content.decode()
        assert errors(answer)


def test_the_page_shows_what_readers_will_get(root, second):
    shown = root.get(page_of(second, "publish")).content.decode()

    assert "What readers will get that edition 1 has not" in shown
    assert "nothing." in shown.partition("[gone: ")[2].partition("</del>")[0]
    assert "more." in shown.partition("[new: ")[2].partition("</ins>")[0]


def test_of_a_long_text_the_page_shows_what_is_around_the_change(root):
    text = "It goes on and on.\n\n" * 200
    article = make.an_edition(body=f"{text}Old.\n\n{text}").article
    revise(article, by=None, columns={"body": f"{text}New.\n\n{text}"})

    [part] = root.get(page_of(article, "publish")).context["changed"]

    open_text = "".join(row.text for row in part.stretches if not row.is_folded)
    assert "Old." in open_text and "New." in open_text
    assert open_text.count("It goes on and on.") < 10


def test_a_text_that_changed_since_the_page_was_drawn_is_not_published(root, second):
    form = opened(root, page_of(second, "publish"), "seen")
    revise(second, by=None, columns={"body": "Quite another text."})
    rows = every_row()

    answer = root.post(page_of(second, "publish"), {**form, **SAID})

    assert answer.status_code == 409
    assert "since you opened it" in answer.context["reasons"][0][0]
    page = answer.content.decode()
    assert SAID["note"] in page
    assert "Quite another" in page
    assert f'name="seen" value="{second.version + 1}"' in page
    assert every_row() == rows


def test_four_eyes_publish(client_of, settings):
    settings.FOUR_EYES = True
    author, other = make.a_user("editor"), make.a_user("editor")
    article = make.a_ready_article(by=author)

    refused = send(client_of(author), article, "publish")
    send(client_of(other), article, "publish")

    reason = "You wrote it yourself: somebody else must publish it."
    assert [one for one, _ in refused.context["reasons"]] == [reason]
    assert Edition.objects.get().published_by == other


@pytest.mark.parametrize("state", ["draft", "in-review"])
def test_what_nobody_approved_is_not_published(root, state):
    article = make.an_article()
    if state == "in-review":
        submit(article, by=None)

    answer = send(root, article, "publish")

    (reason, place), *_ = answer.context["reasons"]
    assert "send it to review" in reason or "has to approve it" in reason
    assert place == f"{page_of(article)}#review"
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("columns", "reason", "part"),
    [
        ({"body": "![A pier](image:987)"}, "There is no picture 987", "#id_body"),
        ({"body": " "}, "It has no text.", "#id_body"),
        ({"body": "word " * 250_000}, "1,000,000 at most", "#id_body"),
    ],
    ids=["a picture that is gone", "no text", "too long a text"],
)
def test_a_reason_leads_to_the_field_that_mends_it(
    root, article, columns, reason, part
):
    revise(article, by=None, columns=columns)

    answer = send(root, article, "publish")

    found = [place for told, place in answer.context["reasons"] if reason in told]
    assert found == [page_of(article) + part]
    assert not Edition.objects.exists()


# --- Corrections ------------------------------------------------------------------


@pytest.fixture
def corrected():
    """A published article with a fact that was wrong, and is mended."""
    show = make.a_show("Harbour")
    old = make.an_accepted_fact(show, predicate="status", text="ordered")
    article = make.an_edition(body=f"It was ordered.[@{old.key}]").article
    new = make.a_fact(show, predicate="status", text="filming")
    replace(old, new, how="correction", by=None, why="Misread.")
    revise(article, by=None, columns={"body": f"It is filming.[@{new.key}]"})
    return Article.objects.get()


def test_a_correction_begins_with_words_made_from_the_fact(root, corrected):
    form = root.get(page_of(corrected, "publish")).context["form"]

    assert form["kind"].value() == "correction"
    assert "An earlier version" in form["note"].value()
    assert "filming" in form["note"].value()


def test_the_words_of_a_correction_are_kept_with_its_task(root, corrected):
    send(root, corrected, "publish", note="It was not ordered: it is filming.")

    edition, task = Edition.objects.get(number=2), Task.objects.get()
    assert (edition.kind, edition.note) == (
        "correction",
        "It was not ordered: it is filming.",
    )
    assert task.wording == edition.note
    assert task.closed_at == edition.published_at


def test_a_correction_that_is_refused_words_nothing(root, corrected):
    proposed = make.a_fact()
    revise(corrected, by=None, columns={"body": f"It is.[@{proposed.key}]"})

    answer = send(root, corrected, "publish", note="It is filming.")

    assert "is only proposed" in answer.context["reasons"][0][0]
    assert Task.objects.get().wording == ""


@pytest.mark.parametrize("kind", ["update", "minor"])
def test_what_was_wrong_is_told_as_a_correction(root, corrected, kind):
    answer = send(root, corrected, "publish", kind=kind, note="More is known.")

    assert any("was wrong" in reason for reason, _ in answer.context["reasons"])
    assert Edition.objects.count() == 1


# --- Moments ----------------------------------------------------------------------


@time_machine.travel("2026-03-01T10:00:00Z", tick=False)
def test_a_schedule_is_told_in_its_zone_and_in_utc(root, article):
    answer = send(
        root,
        article,
        "publish",
        live_from="2026-07-01T09:30:15",
        zone="America/New_York",
    )

    assert Edition.objects.get().live_from == datetime.datetime(
        2026, 7, 1, 13, 30, 15, tzinfo=datetime.UTC
    )
    assert told(answer) == [
        "Edition 1 goes live on 1 July 2026, 09:30:15 in America/New_York "
        "(UTC-04:00), which is 1 July 2026, 13:30:15 UTC."
    ]
    assert root.session["zone"] == "America/New_York"
    again = root.get(page_of(article, "publish")).context["form"]
    assert again["zone"].value() == "America/New_York"


REFUSED = {
    "in a gap": (
        {"live_from": "2026-03-29T02:30"},
        "live_from",
        "02:30 does not exist in Europe/Paris on 29 March 2026: clocks go from 02:00 "
        "to 03:00.",
    ),
    "of no zone": (
        {"live_from": "2026-03-29T12:00", "zone": "paris"},
        "zone",
        "There is no zone “paris”. Did you mean Europe/Paris?",
    ),
    "in a fold": (
        {"live_from": "2026-10-25T02:30"},
        "which",
        "02:30 comes twice in Europe/Paris on 25 October 2026: clocks go back. Say "
        "which of the two is meant.",
    ),
    "after all years": (
        {"live_from": "9999-12-31T23:59:59"},
        "live_from",
        "31 December 9999 lies beyond the years that can be kept.",
    ),
}


@pytest.mark.parametrize(("typed", "field", "reason"), REFUSED.values(), ids=REFUSED)
@time_machine.travel("2026-03-01T10:00:00Z", tick=False)
def test_a_schedule_at_no_moment_is_refused_in_its_place(
    root, article, typed, field, reason
):
    answer = send(root, article, "publish", note="Kept.", **typed)

    assert errors(answer)[field] == [reason]
    page = answer.content.decode()
    assert "Kept." in page
    assert typed["live_from"] in page
    assert not Edition.objects.exists()


@time_machine.travel("2026-03-01T10:00:00Z", tick=False)
def test_a_time_that_comes_twice_is_a_question_with_two_answers(root, article):
    typed = {"live_from": "2026-10-25T02:30"}

    asked = send(root, article, "publish", **typed).content.decode()
    send(root, article, "publish", which="later", **typed)

    assert "The earlier, UTC+02:00 (00:30 UTC)" in asked
    assert "The later, UTC+01:00 (01:30 UTC)" in asked
    assert Edition.objects.get().live_from == datetime.datetime(
        2026, 10, 25, 1, 30, tzinfo=datetime.UTC
    )


@time_machine.travel("2026-03-01T10:00:00Z", tick=False)
def test_a_moment_that_is_past_is_refused(root, article):
    answer = send(root, article, "publish", live_from="2026-03-01T10:59:59")

    [(reason, _)] = answer.context["reasons"]
    assert reason == (
        "2026-03-01 09:59:59 UTC is past: leave the moment blank to publish at once."
    )


@time_machine.travel("2026-03-01T10:00:00Z", tick=False)
def test_the_moment_is_told_while_it_is_typed(root, article):
    place = reverse("admin:articles_article_moment")
    asked = {"name": "live_from", "zone": "Asia/Kathmandu"}

    told = root.get(place, {**asked, "live_from": "2026-06-01T12:00:01"})
    gap = root.get(
        place, {"name": "x", "x": "2026-03-29T02:30", "zone": "Europe/Paris"}
    )
    nothing = root.get(place, {"name": "1'", "zone": "x" * 5_000})

    assert "1 June 2026, 06:15:01 UTC" in told.content.decode()
    assert "does not exist in Europe/Paris" in gap.content.decode()
    assert nothing.status_code == 200


def test_the_moment_is_told_to_the_desk_alone(client):
    assert client.get(reverse("admin:articles_article_moment")).status_code == 302


# --- Embargo ----------------------------------------------------------------------


def test_an_embargo_stands_beside_the_moment_and_holds(root, article):
    set_embargo(article, until=LATER, by=None)

    page = root.get(page_of(article, "publish")).content.decode()
    answer = send(root, article, "publish")

    assert "It is under embargo until" in page
    assert "1 January 2040, 13:00:00 Europe/Paris" in page
    reason, place = answer.context["reasons"][0]
    assert reason == "It is under embargo until 2040-01-01 12:00:00 UTC."
    assert place == page_of(article, "embargo")


def test_an_embargo_is_set_and_lifted(root, article):
    answer = send(
        root, article, "embargo", "was", until="2040-01-01T13:00", why="Agreed."
    )
    article.refresh_from_db()
    until = article.embargo_until
    send(root, article, "embargo", "was", until="")
    article.refresh_from_db()

    assert until == LATER
    assert "1 January 2040, 12:00:00 UTC" in told(answer)[0]
    assert Change.objects.get(article=article, verb="embargo").why == "Agreed."
    assert article.embargo_until is None


def test_nobody_lifts_an_embargo_they_have_not_seen(root, article):
    form = opened(root, page_of(article, "embargo"), "was")
    set_embargo(article, until=LATER, by=None)

    answer = root.post(page_of(article, "embargo"), form)

    assert "Somebody changed the embargo" in str(answer.context["form"].errors)
    article.refresh_from_db()
    assert article.embargo_until == LATER


def test_the_page_of_an_embargo_begins_with_it(root, article):
    set_embargo(article, until=LATER, by=None)

    form = opened(root, page_of(article, "embargo"), "was")

    assert form["until"] == ["2040-01-01T13:00:00"]


@pytest.mark.parametrize("page", ["publish", "retract", "embargo", "previews"])
@pytest.mark.parametrize("number", ["987654", "abc", "1'"])
def test_an_article_that_is_not_there_is_no_fault(root, page, number):
    place = reverse(f"admin:articles_article_{page}", args=[number])

    assert root.get(place).status_code == 404
