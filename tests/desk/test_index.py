import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import queues
from articles.actions.comments import comment
from articles.actions.reviewing import assign, send_back, submit
from tests import builders as make

pytestmark = pytest.mark.django_db


def counts(client):
    shown = client.get(reverse("admin:index")).context["queues"]
    return {waiting.queue.key: waiting.count for waiting in shown}


def test_the_desk_counts_what_waits(root):
    show = make.a_show("Harbour", rating="TV-MA")
    make.a_fact(show)
    make.an_accepted_fact(show)
    make.an_article()
    later = timezone.now() + datetime.timedelta(hours=1)
    make.an_edition(live_from=later)

    found = {key: count for key, count in counts(root).items() if count}

    # The title and the rating of the show.
    assert found == {"to-check": 1, "drafts": 1, "scheduled": 1, "unsourced": 2}


def test_each_count_is_that_of_the_list_it_links_to(root):
    make.a_fact(make.a_show(rating="TV-MA"))
    make.an_article()
    later = timezone.now() + datetime.timedelta(hours=1)
    make.an_edition(live_from=later)

    for waiting in root.get(reverse("admin:index")).context["queues"]:
        queue = waiting.queue
        page = root.get(f"{reverse(queue.place)}?{queue.query}")
        listed = page.context.get("cl")
        found = listed.result_count if listed else len(page.context["rows"])
        assert found == waiting.count, queue.key


def test_a_reporter_counts_their_own_drafts(client_of):
    reporter = make.a_user("reporter")
    make.an_article(by=reporter)
    make.an_article()

    assert counts(client_of(reporter))["drafts"] == 1


def test_who_has_no_role_sees_no_queue(client_of):
    assert counts(client_of(make.a_user())) == {}


def test_a_value_without_a_source_leads_to_its_proposal(root):
    show = make.a_show("Harbour", rating="TV-MA")

    page = root.get(reverse("admin:queue_unsourced"))

    assert [row.label for row in page.context["rows"]] == ["Title", "Rating"]
    add = reverse("admin:articles_fact_add")
    assert f"{add}?subject={show.pk}&amp;predicate=rating" in page.content.decode()


def test_every_unsourced_value_of_a_full_entry_can_be_proposed(root):
    show, company = make.a_show("Harbour"), make.a_company()
    show.credits.create(person=make.a_person(), job=make.a_job("actor"))
    show.credits.create(person=make.a_person("B"), job=make.a_job("director"))
    show.company_credits.create(company=company, role="studio")
    show.availability.create(platform=company)
    show.relations.create(target=make.a_work().entry, kind="based-on")
    show.titles.create(text="Docks", kind="working")
    show.genres.create(slug="drama", name="Drama")

    rows = queues.unsourced_values().rows

    assert {row.predicate for row in rows if row.entry_id == show.pk} == {
        "title",
        "cast",
        "crew",
        "studio",
        "available-on",
        "based-on",
        "working-title",
        "genre",
    }


def test_a_capability_adds_its_queue(root, monkeypatch):
    monkeypatch.setattr(queues, "_QUEUES", dict(queues._QUEUES))
    queues.add(
        queues.Queue(
            key="overdue",
            title="Overdue",
            what="Articles that are late.",
            place="admin:articles_article_changelist",
            permission="articles.view_article",
            count=lambda user: 7,
        )
    )

    assert counts(root)["overdue"] == 7


def test_a_queue_is_added_once():
    [first, *_] = queues.all_queues()

    with pytest.raises(ValueError, match="already"):
        queues.add(first)


def test_models_stand_in_an_editors_order(root):
    groups = root.get(reverse("admin:index")).context["app_list"]

    assert [group["name"] for group in groups] == [
        "Sources",
        "Facts",
        "Articles",
        "Catalogue",
        "Masthead",
        "Staff",
    ]


def test_the_desk_names_what_waits_for_oneself_and_why(client_of):
    editor = make.a_user("editor", first_name="Bo")
    author = make.a_user("reporter")
    ours, theirs = make.an_article("Ours", by=author), make.an_article("Theirs")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assign(theirs, to=author, by=None, due_on=yesterday)
    send_back(submit(ours, by=None), by=editor, why="Who says so?")
    comment(make.an_article("Asked", by=author), by=editor, text="Really?")

    shown = client_of(author).get(reverse("admin:index"))

    assert {
        row.article.headline: (row.why, row.is_overdue) for row in shown.context["mine"]
    } == {
        "Theirs": ("assigned to you", True),
        "Ours": ("sent back to you", False),
        "Asked": ("a comment waits for your answer", False),
    }
    assert shown.context["mine"][0].article == theirs
    assert "Waiting for you" in shown.content.decode()
    assert "Waiting for you" not in client_of(editor).get("/admin/").content.decode()
