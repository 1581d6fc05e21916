"""What is typed and not saved: kept, offered, restored, and shown to nobody else."""

import json
from html import unescape

import pytest

from articles.actions.articles import revise
from articles.actions.working_copies import touch
from articles.models import Article, Change, WorkingCopy
from tests import builders as make
from tests.forms import opened, read

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"
PLACE = "/admin/articles/article/{}/"


def page_of(article):
    return PLACE.format(f"{article.pk}/change")


def keep(client, article="", *, fields=None, **sent):
    typed = json.dumps(fields) if fields is not None else ""
    data = {"article": article, "fields": typed, **sent}
    return client.post(PLACE.format("keep"), data)


def keep_opened(client, article, **typed):
    """Keep what the form of the article holds, as its page does, and what is typed."""
    form = opened(client, page_of(article))
    fields = {name: sent[0].replace("\r\n", "\n") for name, sent in form.items()}
    fields |= {name: form.get(name, []) for name in ("topics", "about", "related")}
    origin = {name: fields[name] for name in ("_version", "_base")}
    return keep(client, article.pk, fields={**fields, **typed}, **origin)


def text_of(answer):
    return unescape(answer.content.decode())


def test_what_is_typed_is_kept_without_a_trace_in_the_article_or_its_history(client_of):
    reporter = make.a_user("reporter")
    article = make.an_article("As saved", by=reporter)
    changes = Change.objects.count()

    answer = keep(
        client_of(reporter),
        article.pk,
        fields={"headline": "As typed", "topics": ["3"], "status": "published"},
    )

    assert answer.json()["recovery"] is True
    kept = WorkingCopy.objects.get(article=article, user=reporter)
    assert kept.fields["headline"] == "As typed"
    assert "status" not in kept.fields
    article.refresh_from_db()
    assert (article.headline, article.version) == ("As saved", 1)
    assert Change.objects.count() == changes


def test_unsaved_work_is_offered_with_what_differs(client_of):
    reporter = make.a_user("reporter")
    article = make.an_article("Harbour", by=reporter, body="It is ordered.")
    client = client_of(reporter)
    keep(client, article.pk, fields={"headline": "Harbour", "body": "It is filmed."})

    page = client.get(page_of(article))

    recovery = page.context["recovery"]
    told = {row.label: row.pieces for row in recovery.changed}
    assert ("new", "filmed.") in [(p.kind, p.text.strip()) for p in told["Body"]]
    assert "Headline" not in told
    assert "It is ordered." in page.content.decode()


def test_restored_work_is_in_the_form_and_saving_it_ends_the_offer(root):
    topic = make.an_article().topics.create(slug="casting", name="Casting")
    article = make.an_article("Harbour")
    keep_opened(
        root, article, headline="Harbour opens", body="It opens.", topics=[topic.pk]
    )

    restored = root.get(page_of(article), {"restore": "yes"})
    root.post(f"{page_of(article)}?restore=yes", read(restored))

    assert "It opens." in restored.content.decode()
    article.refresh_from_db()
    assert article.headline == "Harbour opens"
    assert list(article.topics.all()) == [topic]
    assert root.get(page_of(article)).context.get("recovery") is None
    assert not WorkingCopy.objects.exclude(fields={}).exists()


def test_restored_work_meets_what_another_saved_meanwhile(root):
    article = make.an_article("Harbour", body="It is ordered.", byline="The desk")
    keep_opened(root, article, headline="Harbour opens")
    revise(article, by=None, columns={"headline": "Harbour is shut"}, lists={})

    restored = root.get(page_of(article), {"restore": "yes"})
    answer = root.post(f"{page_of(article)}?restore=yes", read(restored))

    assert answer.status_code == 409
    page = text_of(answer)
    assert "Harbour opens" in page
    assert "Harbour is shut" in page
    article.refresh_from_db()
    assert article.headline == "Harbour is shut"


def test_what_is_saved_already_is_not_kept_beside_it(root):
    article = make.an_article("Harbour", body="One.\r\nTwo.")
    keep(root, article.pk, fields={"body": "One."})

    answer = keep_opened(root, article)

    assert answer.json()["recovery"] is False
    assert root.get(page_of(article)).context.get("recovery") is None


def test_a_new_article_is_kept_before_it_is_begun(client_of):
    client = client_of(make.a_user("reporter"))
    keep(client, fields={"headline": "Not yet begun", "body": "It is."})

    offered = client.get(ADD)
    restored = client.get(ADD, {"restore": "yes"})

    assert "You have unsaved work" in offered.content.decode()
    assert restored.context["adminform"].form["headline"].value() == "Not yet begun"
    assert not Article.objects.exists()


def test_unsaved_work_is_forgotten_when_it_is_not_wanted(root):
    article = make.an_article("Harbour")
    keep(root, article.pk, fields={"headline": "Docks"})

    answer = root.post(PLACE.format("forget"), {"article": article.pk})

    assert answer.url == page_of(article)
    assert root.get(page_of(article)).context.get("recovery") is None


def test_others_who_have_it_open_are_named(client_of):
    ada = make.a_user("editor", first_name="Ada", last_name="Reyes")
    article = make.an_article("Harbour")
    touch(article, by=ada)

    told = keep(client_of(make.a_user("editor")), article.pk).json()

    assert told["others"] == ["Ada Reyes"]
    assert told["recovery"] is False


@pytest.mark.parametrize("fields", ["x", "[]", "null", "1", "[" * 5_000])
def test_what_is_no_form_is_refused_with_a_reason(root, fields):
    article = make.an_article()

    answer = root.post(PLACE.format("keep"), {"article": article.pk, "fields": fields})

    assert answer.status_code == 409
    assert "no form" in answer.json()["refused"]


def test_characters_that_no_database_keeps_are_left_out(root):
    article = make.an_article()

    keep(root, article.pk, fields={"headline": "A\0B\ud800"})

    assert WorkingCopy.objects.get().fields["headline"] == "AB?"


def test_the_work_of_one_person_is_not_offered_to_another(client_of):
    article = make.an_article("Harbour")
    one, other = make.a_user("editor"), make.a_user("editor")
    keep(client_of(one), article.pk, fields={"headline": "A secret"})

    page = client_of(other).get(page_of(article))

    assert page.context.get("recovery") is None
    assert "A secret" not in page.content.decode()


def test_what_was_refused_counts_as_unsaved(root):
    article = make.an_article("Harbour")
    form = opened(root, page_of(article))

    refused = root.post(page_of(article), {**form, "headline": ""})
    fresh = root.get(page_of(article))

    assert refused.context["writing"].is_unsaved
    assert not fresh.context["writing"].is_unsaved
