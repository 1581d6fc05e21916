"""The plans of the front page on the desk, and the page as of a moment."""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse

from articles.actions.replacing import replace
from articles.models import FrontSlot
from tests import builders as make
from tests.forms import opened, save

pytestmark = pytest.mark.django_db

PLAN, PAGE = "/admin/front-page/", "/admin/front-page/page/"
ADD = "/admin/articles/frontslot/add/"
NOON = "2026-05-01T12:00:00Z"


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


def as_of(text, zone="UTC", **more):
    return {"moment": text, "zone": zone, **more}


def filled(answer):
    return [
        [edition.headline for edition in place.all]
        for place in answer.context["places"]
    ]


@pytest.fixture
def slot():
    return FrontSlot.objects.create(order=1, count=2)


def place_of(slot, page="change"):
    return reverse(f"admin:articles_frontslot_{page}", args=[slot.pk])


def a_plan(**given):
    blank = {"heading": "", "article": "", "section": "", "count": "3"}
    moments = ("shown_from", "shown_until")
    times = {f"{name}_{n}": "" for name in moments for n in (0, 1)}
    return {"order": "1", "rule": "latest", **blank, **times, **given}


# --- Plans -------------------------------------------------------------------------


def test_a_plan_begins_and_ends_in_the_zone_of_the_desk(root, slot, settings):
    settings.TIME_ZONE = "Europe/Paris"

    save(
        root,
        place_of(slot),
        shown_from_0=["2026-05-03T14:00:07"],
        shown_until_0=["2026-05-04T14:00"],
    )

    slot.refresh_from_db()
    assert slot.shown_from == utc(2026, 5, 3, 12, 0, 7)
    assert slot.shown_until == utc(2026, 5, 4, 12)
    shown = root.get(place_of(slot)).content.decode()
    assert 'value="2026-05-03T14:00:07"' in shown
    assert '<span class="zone">Europe/Paris</span>' in shown
    assert "3 May 2026, 12:00:07 UTC" in shown


def test_a_moment_that_never_comes_is_told(root, settings):
    settings.TIME_ZONE = "Europe/Paris"

    answer = root.post(ADD, a_plan(shown_from_0="2026-03-29T02:30", heading="Kept"))

    [told] = answer.context["adminform"].errors["shown_from"]
    assert "does not exist in Europe/Paris" in told
    assert "Kept" in answer.content.decode()
    assert not FrontSlot.objects.exists()


def test_a_moment_that_comes_twice_is_asked_about(root, settings):
    settings.TIME_ZONE = "Europe/Paris"
    given = a_plan(shown_from_0="2026-10-25T02:30")

    asked = root.post(ADD, given)
    root.post(ADD, given | {"shown_from_1": "later"})

    assert "comes twice" in asked.context["adminform"].errors["shown_from"][0]
    assert "The later, UTC+01:00" in asked.content.decode()
    slot = FrontSlot.objects.get()
    assert slot.shown_from == utc(2026, 10, 25, 1, 30)
    assert 'value="later" selected' in root.get(place_of(slot)).content.decode()


def test_saving_untouched_keeps_the_second_of_two(root, settings):
    settings.TIME_ZONE = "Europe/Paris"
    at = utc(2026, 10, 25, 1, 30, 5)
    slot = FrontSlot.objects.create(order=1, shown_from=at)

    root.post(place_of(slot), opened(root, place_of(slot)))

    slot.refresh_from_db()
    assert slot.shown_from == at


@pytest.mark.parametrize(
    "typed", ["x", "2026-13-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00", "\0"]
)
def test_what_is_no_moment_is_told(root, typed):
    answer = root.post(ADD, a_plan(shown_until_0=typed))

    assert "shown_until" in answer.context["adminform"].errors
    assert not FrontSlot.objects.exists()


def test_a_new_plan_is_for_a_place_below_the_others(root, slot):
    form = root.get(ADD).context["adminform"].form

    assert form.initial["order"] == 11


def test_a_plan_that_ends_before_it_begins_is_told(root):
    answer = root.post(
        ADD,
        a_plan(shown_from_0="2026-05-03T14:00", shown_until_0="2026-05-03T13:00"),
    )

    assert "ends before it begins" in answer.content.decode()
    assert not FrontSlot.objects.exists()


def test_two_plans_from_one_moment_on_are_told(root, slot):
    answer = root.post(ADD, a_plan())

    assert "has a plan for always already" in answer.content.decode()
    assert FrontSlot.objects.count() == 1


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("when", "headings"),
    [("shown", {"now"}), ("later", {"later"}), ("over", {"over"})],
)
def test_plans_are_listed_by_when_they_are_shown(root, when, headings):
    rows = {
        "over": (utc(2026, 4, 1), utc(2026, 4, 2)),
        "now": (utc(2026, 4, 30), None),
        "later": (utc(2026, 5, 2), None),
    }
    for name, (start, end) in rows.items():
        FrontSlot.objects.create(
            order=1, heading=name, shown_from=start, shown_until=end
        )

    page = root.get("/admin/articles/frontslot/", {"when": when})

    assert {row.heading for row in page.context["cl"].result_list} == headings


# --- As of -------------------------------------------------------------------------


@time_machine.travel(NOON, tick=False)
def test_each_place_is_shown_with_what_fills_it_then(root, slot):
    make.an_edition("Out")
    coming = make.an_edition("Coming", live_from=utc(2026, 5, 3, 12))
    plan = FrontSlot.objects.create(
        order=1,
        rule="article",
        article=coming.article,
        shown_from=utc(2026, 5, 3, 12),
        shown_until=utc(2026, 5, 4),
    )

    now = root.get(PLAN)
    then = root.get(PLAN, as_of("2026-05-03T14:00", "Europe/Paris"))
    after = root.get(PLAN, as_of("2026-05-04T00:00"))

    assert filled(now) == [["Out"]]
    assert filled(then) == [["Coming"]]
    assert then.context["places"][0].slot == plan
    assert filled(after) == [["Coming", "Out"]]
    assert "3 May 2026, 14:00:00 in Europe/Paris" in then.content.decode()


@time_machine.travel(NOON, tick=False)
def test_what_changes_next_is_listed_and_leads_there(root, slot):
    make.an_edition("Coming", live_from=utc(2026, 5, 3, 12))
    FrontSlot.objects.create(
        order=2, shown_from=utc(2026, 5, 2), shown_until=utc(2026, 5, 9)
    )

    turns = root.get(PLAN).context["turns"]

    assert [turn.what for turn in turns] == [
        "a plan for place 2 begins",
        "“Coming” goes live",
        "a plan for place 2 ends",
    ]
    assert filled(root.get(f"{PLAN}?{turns[1].query}"))[0] == ["Coming"]


@time_machine.travel(NOON, tick=False)
def test_the_page_itself_is_that_of_readers_then(root, client, slot):
    make.an_edition("Out")
    make.an_edition("Coming", live_from=utc(2026, 5, 3, 12))

    then = root.get(PAGE, as_of("2026-05-03T12:00"))
    before = root.get(PAGE, as_of("2026-05-03T11:59:59"))

    assert "Coming" in then.content.decode()
    assert then["X-Robots-Tag"] == "noindex"
    assert "no-store" in then["Cache-Control"]
    assert "Coming" not in before.content.decode()
    for place in ("/", "/?moment=2026-05-03T12:00&zone=UTC", "/?at=2026-05-03"):
        assert "Coming" not in client.get(place).content.decode()


@pytest.fixture
def known(slot):
    """A show that was ordered in March and renamed in April."""
    show = make.a_show("Pier")
    claims = (
        ("status", "ordered", "2026-03-02"),
        ("title", "Harbour", "2026-03-02"),
        ("rating", "TV-14", "2026-03-03"),
    )
    old = {
        key: make.an_accepted_fact(show, predicate=key, text=text, known_on=day)
        for key, text, day in claims
    }
    for key, text in (("status", "filming"), ("title", "Pier")):
        new = make.a_fact(show, predicate=key, text=text, known_on="2026-04-04")
        replace(old[key], new, how="development", by=None)
    later = make.a_show("Later")
    make.an_accepted_fact(later, predicate="rating", text="TV-G", known_on="2026-05-01")


def told(client, moment):
    """The cards of the shows and what changed on the page of that moment."""
    page = client.get(PAGE, as_of(moment)).content.decode()
    cards = re.findall(r'<article class="show-card">.*?</article>', page, re.DOTALL)
    rail = re.findall(r"<ins>(.*?)</ins>", page)
    return [re.sub(r"<[^>]*>|\s+", " ", card) for card in cards], rail, page


@time_machine.travel(NOON, tick=False)
def test_of_a_past_day_the_page_tells_what_was_known_that_day(root, known):
    cards, rail, page = told(root, "2026-03-10T12:00")

    [card] = cards
    assert "Harbour" in card and "Ordered" in card
    assert set(rail) == {"ordered", "Harbour", "TV-14"}
    assert "Pier" not in page and "ilming" not in page and "Later" not in page
    assert "known on that day" in page


@time_machine.travel(NOON, tick=False)
def test_before_anything_was_known_the_page_tells_nothing(root, known):
    cards, rail, page = told(root, "2026-01-01T12:00")

    assert (cards, rail) == ([], [])


@time_machine.travel(NOON, tick=False)
def test_of_a_day_to_come_the_page_says_which_parts_are_those_of_today(root, known):
    cards, rail, page = told(root, "2026-06-01T12:00")

    assert any("Pier" in card and "Filming" in card for card in cards)
    assert "Shows, what changed, and the words around them are those of today" in page


def test_readers_are_told_of_no_moment(client, known):
    assert "The front page as of" not in client.get("/").content.decode()


@time_machine.travel(NOON, tick=False)
def test_what_somebody_may_not_see_before_its_time_is_not_shown(client_of, slot):
    make.an_edition("Coming", live_from=utc(2026, 5, 3, 12))
    reporter = client_of(make.a_user("reporter"))
    own = make.a_user("reporter")
    make.an_edition("Own", live_from=utc(2026, 5, 3, 12), by=own)
    then = as_of("2026-05-03T12:00")

    for client, seen in ((reporter, set()), (client_of(own), {"Own"})):
        plan, page = client.get(PLAN, then), client.get(PAGE, then)
        shown = plan.content.decode() + page.content.decode()
        assert {name for name in ("Coming", "Own") if name in shown} == seen


def test_readers_and_staff_without_rights_get_none_of_it(client, client_of, slot):
    for place in (PLAN, PAGE):
        assert client.get(place).status_code == 302
        assert client_of(make.a_user()).get(place).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        {"moment": ""},
        as_of("x"),
        as_of("2026-05-03T12:00", "Mars/Base"),
        as_of("2026-03-29T02:30", "Europe/Paris"),
        as_of("9999-12-31T23:59"),
        as_of("\0", "\0"),
    ],
)
def test_what_is_no_moment_is_told_on_the_page(root, slot, query):
    page = root.get(PAGE, query, follow=True)

    assert page.redirect_chain[0][0].startswith(PLAN)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert "places" in page.context and not page.context["places"]


def test_without_plans_the_newest_leads(root):
    make.an_edition("One")
    make.an_edition("Two")

    answer = root.get(PLAN)

    assert filled(answer) == [["Two", "One"]]
    assert "Without a plan" in answer.content.decode()


def test_a_place_that_nothing_fills_is_told(root):
    FrontSlot.objects.create(order=1)
    FrontSlot.objects.create(order=2, rule="article", article=make.an_article())

    answer = root.get(PLAN)

    assert "Nothing fills it then." in answer.content.decode()


def test_the_plan_of_a_slot_leads_to_the_page_as_it_begins(root, slot):
    later = FrontSlot.objects.create(order=2, shown_from=utc(2026, 5, 3, 12))

    page = root.get(place_of(later)).content.decode()

    assert f"{PLAN}?moment=2026-05-03T12:00:00&amp;zone=UTC" in page
