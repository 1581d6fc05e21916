"""Sections and topics on the desk."""

import pytest
from django.urls import reverse

from articles.actions.topics import merge_topics
from articles.models import Article, FormerAddress, Section, Topic
from tests import builders as make
from tests.forms import opened, save, type_in

pytestmark = pytest.mark.django_db


def a_topic(name="Casting", **columns):
    return Topic.objects.create(slug=name.lower(), name=name, **columns)


def place(row, page="change"):
    name = f"admin:articles_{row._meta.model_name}_{page}"
    return reverse(name, args=[row.pk])


def listed(client, query=""):
    page = client.get(reverse("admin:articles_topic_changelist") + query)
    return [row.name for row in page.context["cl"].result_list]


def search(client, model, field):
    """What the box for that field offers."""
    query = {"app_label": "articles", "model_name": model, "field_name": field}
    answer = client.get(reverse("admin:autocomplete"), {**query, "term": ""})
    return [row["text"] for row in answer.json()["results"]]


@pytest.mark.parametrize("make_one", [make.a_section, a_topic])
def test_another_address_is_kept_beside_the_old_one(root, make_one):
    row = make_one("Orders")

    answer = save(root, place(row), slug=["pick-ups"], order=["7"])

    row.refresh_from_db()
    assert answer.status_code == 302
    assert (row.slug, row.order) == ("pick-ups", 7)
    assert FormerAddress.objects.get().path.endswith("/orders/")


def test_the_former_address_of_another_is_refused_in_its_place(root):
    first = a_topic("Orders")
    save(root, place(first), slug=["pick-ups"])
    second = a_topic("Others")

    changed = save(root, place(second), slug=["orders"], description=["Kept words"])

    assert "choose another address" in changed.context["adminform"].errors["slug"][0]
    assert "Kept words" in changed.content.decode()


def test_a_new_topic_takes_no_former_address(root):
    save(root, place(a_topic("Orders")), slug=["pick-ups"])
    new = {"name": "New", "slug": "orders", "order": "0", "description": ""}

    answer = root.post(reverse("admin:articles_topic_add"), new)

    assert "choose another address" in answer.context["adminform"].errors["slug"][0]
    assert Topic.objects.count() == 1


def test_topics_stand_in_their_own_order(root):
    a_topic("Awards", order=2)
    a_topic("Casting", order=1)

    assert listed(root) == ["Casting", "Awards"]


def test_merging_says_what_will_happen_before_it_does(root):
    old, new = a_topic("Old"), a_topic("New")
    make.an_edition(topics=[old])
    make.an_edition(topics=[old, new])
    save(root, place(old), slug=["older"])

    asked = root.get(place(old, "merge"))
    page = root.get(f"{place(old, 'merge')}?into={new.pk}")

    assert "What will happen" not in asked.content.decode()
    shown = " ".join(page.content.decode().split())
    assert "2 working copies under “Old”" in shown
    assert "1 of them is already" in shown
    assert "Readers meet 2 live articles" in shown
    assert "<code>/topics/older/</code>, <code>/topics/old/</code> lead" in shown
    assert not Topic.objects.exclude(merged_into=None).exists()


def test_merging_is_done_by_the_button(root):
    old, new = a_topic("Old"), a_topic("New")
    article = make.an_edition(topics=[old]).article
    page = f"{place(old, 'merge')}?into={new.pk}"

    answer = root.post(page, type_in(opened(root, page, "into")), follow=True)

    assert answer.redirect_chain == [(place(new), 302)]
    assert list(article.topics.all()) == [new]
    assert "stands for “New” from now on" in answer.content.decode()


@pytest.mark.parametrize("given", ["", "0", "x", "999", "²", "\0"])
def test_what_is_no_topic_is_told(root, given):
    old = a_topic("Old")

    for answer in (
        root.get(place(old, "merge"), {"into": given}),
        root.post(place(old, "merge"), {"into": given}),
    ):
        assert answer.status_code == 200
        assert "into" in answer.context["form"].errors


def test_a_topic_that_was_merged_meanwhile_is_told(root):
    old, new, third = a_topic("Old"), a_topic("New"), a_topic("Third")
    merge_topics(new, into=third, by=None)

    answer = root.post(place(old, "merge"), {"into": new.pk})
    again = root.post(place(new, "merge"), {"into": old.pk})

    assert "it is merged by now" in answer.context["form"].errors["into"][0]
    assert again.status_code == 403


def test_a_merged_topic_leaves_the_lists_and_the_boxes(root):
    old, new = a_topic("Old"), a_topic("New")
    merge_topics(old, into=new, by=None)

    assert listed(root) == ["New"]
    assert listed(root, "?merged=yes") == ["Old"]
    assert search(root, "article", "topics") == ["New"]
    assert search(root, "topic", "merged_into") == ["New"]
    page = root.get(place(old)).content.decode()
    assert "It stands for New" in page
    assert 'name="_save"' not in page
    assert root.get(place(old, "delete")).status_code == 403


@pytest.mark.parametrize("how", ["get", "post"])
def test_a_topic_in_use_is_not_deleted(root, how):
    topic = a_topic()
    edition = make.an_edition(topics=[topic])

    answer = getattr(root, how)(place(topic, "delete"), {"post": "yes"})

    assert "1 article and 1 edition stand under it" in answer.content.decode()
    assert list(edition.topics.all()) == [topic]


def test_a_section_in_use_is_not_deleted(root):
    section = make.an_edition().section

    root.post(place(section, "delete"), {"post": "yes"})
    answer = root.get(place(section, "delete"))

    assert "1 article and 1 edition stand in it" in answer.content.decode()
    assert Section.objects.get() == section


def test_what_nothing_uses_is_deleted(root):
    for row in (a_topic(), make.a_section("Empty")):
        page = place(row, "delete")
        root.post(page, opened(root, page))

    assert not Topic.objects.exists()
    assert not Section.objects.exists()


def test_a_form_with_a_section_that_is_gone_is_told_in_its_place(root):
    article = make.an_article()
    page = reverse("admin:articles_article_change", args=[article.pk])
    form = opened(root, page)
    gone = make.a_section("Gone")
    number = gone.pk
    gone.delete()

    answer = root.post(
        page, type_in(form, section=[str(number)], dek=["What was typed"])
    )

    assert answer.status_code == 200
    assert answer.context["adminform"].errors["section"] == [
        "The section is gone: choose another one."
    ]
    assert "What was typed" in answer.content.decode()


def test_a_form_with_a_topic_that_was_merged_or_deleted_is_told_in_its_place(root):
    article = make.an_article()
    page = reverse("admin:articles_article_change", args=[article.pk])
    form = opened(root, page)
    old, new, gone = a_topic("Old"), a_topic("New"), a_topic("Gone")
    number = gone.pk
    gone.delete()
    merge_topics(old, into=new, by=None)

    merged = root.post(page, type_in(form, topics=[str(old.pk)], dek=["Typed"]))
    deleted = root.post(page, type_in(form, topics=[str(number)], dek=["Typed"]))

    assert merged.context["adminform"].errors["topics"] == [
        "“Old” was merged into “New”: choose that one."
    ]
    assert "is gone: take it out" in deleted.context["adminform"].errors["topics"][0]
    for answer in (merged, deleted):
        assert "Typed" in answer.content.decode()
    assert Article.objects.get().version == 1


def test_who_may_not_change_topics_merges_none(client_of):
    old, new = a_topic("Old"), a_topic("New")
    reporter = client_of(make.a_user("reporter"))

    assert reporter.get(place(old, "merge")).status_code == 403
    assert reporter.post(place(old, "merge"), {"into": new.pk}).status_code == 403
    assert client_of(make.a_user("editor")).get(place(old, "merge")).status_code == 200
