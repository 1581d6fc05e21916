"""Texts that are too much, and a section that is gone: told, and nothing is lost."""

import html
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from articles.actions.articles import revise
from articles.actions.publishing import publish
from articles.lifecycle import Refused
from articles.models import Article, Section
from tests import builders as make
from tests.forms import opened, type_in
from tests.rows import every_row

pytestmark = pytest.mark.django_db

TOO_MUCH = {
    "a megabyte": ("word " * 220_000, "characters; an article holds 1,000,000"),
    "10,000 citations": ("It is.[@a-fact] " * 10_000, "10,000 citations"),
    "quotations 5,000 deep": (">" * 5_000 + " It is.", "nested 5,000 deep"),
    "lists 60 deep": (
        "\n".join("  " * depth + "- It is." for depth in range(60)),
        "deep; a page shows 8 levels",
    ),
}


@pytest.fixture(params=TOO_MUCH.values(), ids=TOO_MUCH)
def too_much(request):
    return request.param


def page_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def test_the_form_says_what_is_too_much_and_keeps_it(root, too_much):
    text, message = too_much
    article = make.an_article()
    form = opened(root, page_of(article))
    before = every_row()

    answer = root.post(page_of(article), type_in(form, body=text))

    assert every_row() == before
    assert answer.status_code == 200
    (error,) = answer.context["adminform"].form.errors["body"]
    assert message in error
    page = html.unescape(answer.content.decode())
    assert page.count(text.strip()[:4_000]) >= 1
    assert len(page) > len(text)


def test_publishing_refuses_it_all_the_same(too_much):
    text, message = too_much
    article = make.an_article()
    Article.objects.filter(pk=article.pk).update(body=text)
    article = make.approved(article)
    before = every_row()

    with pytest.raises(Refused) as refusal:
        publish(article, by=None)

    assert any(message in reason for reason in refusal.value.reasons)
    assert every_row() == before


def test_a_preview_of_it_gives_the_reason(root, too_much):
    text, message = too_much

    answer = root.post(reverse("admin:article_preview"), {"body": text})

    assert answer.status_code == 422
    assert message in html.unescape(answer.content.decode())


# --- A section that is gone -----------------------------------------------------------


def test_a_section_deleted_while_the_form_is_open_is_told(root):
    going = Section.objects.create(slug="going", title="Going")
    article = make.an_article()
    form = type_in(opened(root, page_of(article)), section=going.pk, body="Typed.")
    going.delete()
    before = every_row()

    answer = root.post(page_of(article), form)

    assert every_row() == before
    assert answer.status_code == 200
    assert "section" in answer.context["adminform"].form.errors
    assert "Typed." in answer.content.decode()


def test_a_section_with_editions_is_not_deleted(root):
    edition = make.an_edition()
    place = reverse("admin:articles_section_delete", args=[edition.section_id])
    before = every_row()

    answer = root.post(place, {"post": "yes"})

    assert answer.status_code == 200
    assert "1 edition" in answer.content.decode()
    assert every_row() == before


def test_a_revision_into_a_section_that_is_gone_is_refused():
    going = Section.objects.create(slug="going", title="Going")
    article = make.an_article()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_section WHERE id = %s", [going.pk])
    before = every_row()

    with pytest.raises(ValidationError, match="section"):
        revise(article, by=None, columns={"section": going})

    assert every_row() == before


# --- More than a form takes -----------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "most", "message"),
    [
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", 2**20, "A form holds 1 MB of text at most"),
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", 5, "A form has 5 fields at most"),
    ],
)
@pytest.mark.parametrize("kind", ["multipart/form-data", "urlencoded"])
def test_a_form_of_more_than_the_desk_takes_is_told_so(
    root, settings, setting, most, message, kind
):
    article = make.an_article()
    form = type_in(opened(root, page_of(article)), body="word " * 220_000)
    setattr(settings, setting, most)
    before = every_row()
    sent = {"data": form}
    if kind == "urlencoded":
        body = urlencode(form, doseq=True)
        sent = {"data": body, "content_type": "application/x-www-form-urlencoded"}

    answer = root.post(page_of(article), **sent)

    assert answer.status_code == 413
    assert message in answer.content.decode()
    assert "Go back in your browser" in answer.content.decode()
    assert every_row() == before


def test_another_bad_request_is_answered_as_ever(root):
    answer = root.get("/admin/", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert b"evil.example" not in answer.content
