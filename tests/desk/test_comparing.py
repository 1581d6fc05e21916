"""Two texts of one story beside each other."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.actions.evidence import attach
from articles.actions.sources import add_snapshot, quote_passage
from catalog.differences import differences
from tests import builders as make

pytestmark = pytest.mark.django_db

OLD = "The port series was ordered on Friday. It has ten episodes."
NEW = "The port series was ordered on Monday. More soon. It has ten episodes."


def compare_page(story, query=""):
    return reverse("admin:articles_sourcestory_compare", args=[story.pk]) + query


@pytest.mark.parametrize(
    ("old", "new"),
    [(OLD, NEW), ("", "All new."), ("All gone.", ""), ("Same.", "Same."), ("a", "b")],
)
def test_the_pieces_read_as_either_text(old, new):
    pieces = differences(old, new)

    assert "".join(p.text for p in pieces if p.kind != "new") == old
    assert "".join(p.text for p in pieces if p.kind != "gone") == new


def test_changed_words_alone_are_marked():
    changed = [(p.kind, p.text.strip()) for p in differences(OLD, NEW)]

    assert [row for row in changed if row[0] != "same"] == [
        ("gone", "Friday."),
        ("new", "Monday. More soon."),
    ]


def test_a_word_is_changed_as_a_whole():
    changed = [p.text for p in differences("It is ordered.", "It is ordering.")]

    assert changed == ["It is ", "ordered.", "ordering."]


def test_adding_a_newer_text_shows_what_changed_and_what_it_cost(root):
    snapshot = make.a_snapshot(OLD)
    fact = make.an_accepted_fact(words="Quite another report says so.")
    bare = make.a_fact(make.a_show("Pier"))
    for one in (fact, bare):
        passage = quote_passage(snapshot, "ordered on Friday", by=None)
        attach(one, passage, by=None)
    page = reverse("admin:articles_sourcestory_change", args=[snapshot.story.pk])

    answer = root.post(page, {"_deed": "snapshot", "snapshot-text": NEW}, follow=True)

    assert answer.redirect_chain[-1][0] == compare_page(snapshot.story)
    [lost] = answer.context["lost"]
    assert lost.facts == ((fact, True), (bare, False))
    shown = answer.content.decode()
    assert "<del>Friday." in shown
    assert "<ins>Monday. More soon." in shown
    assert "no checked passage is left" in shown


def test_any_two_texts_are_compared_by_link(root):
    story = make.a_snapshot("One.").story
    for text in ("One. Two.", "One. Two. Three."):
        add_snapshot(story, text, by=None)

    page = root.get(compare_page(story, "?old=3&new=1"))

    assert (page.context["old"].number, page.context["new"].number) == (1, 3)


def test_what_is_typed_in_a_story_is_shown_and_not_run(root):
    story = make.a_snapshot("One.").story
    add_snapshot(story, "One. <script>go()</script>", by=None)

    assert "<script>go()" not in root.get(compare_page(story)).content.decode()


@pytest.mark.parametrize("query", ["?old=7", "?new=abc", "?old="])
def test_a_text_that_is_not_there_is_not_compared(root, query):
    story = make.a_snapshot("One.").story
    add_snapshot(story, "One. Two.", by=None)

    assert root.get(compare_page(story, query)).status_code == 404


def test_a_story_of_one_text_has_nothing_to_compare(root):
    assert root.get(compare_page(make.a_snapshot().story)).status_code == 404


def test_archived_texts_are_for_those_who_may_read_them(client_of):
    story = make.a_snapshot("One.").story
    add_snapshot(story, "One. Two.", by=None)
    visitor = make.a_user()

    assert client_of(visitor).get(compare_page(story)).status_code == 403

    visitor.user_permissions.add(Permission.objects.get(codename="view_sourcestory"))
    assert client_of(visitor).get(compare_page(story)).status_code == 200
