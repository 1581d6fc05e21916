"""The buttons and pages by which an accepted fact changes."""

import pytest
from django.urls import reverse

from articles.actions.replacing import replace
from articles.models import Change, Evidence, Fact, Passage, Task
from catalog.models import Show
from tests import builders as make
from tests import forms
from tests.desk.fact_pages import page_of, press

pytestmark = pytest.mark.django_db

SURE = {
    "kind": "value",
    "certainty": "reported",
    "origin": "own-reporting",
    "stance": "supports",
}


@pytest.fixture
def show():
    return make.a_show("Harbour")


@pytest.fixture
def old(show):
    return make.an_accepted_fact(show, predicate="status", text="ordered")


def send(client, place, given):
    return forms.press(client, place, **given)


def a_proposal(show, word="filming"):
    return make.a_fact(show, predicate="status", text=word)


def test_a_proposed_fact_is_chosen_as_the_successor(root, show, old):
    new = a_proposal(show)

    answer = send(
        root,
        page_of(old, "replace"),
        {**SURE, "successor": new.pk, "how": "development", "ended_on": "June 2026"},
    )

    old.refresh_from_db()
    assert answer.url == page_of(new)
    assert (old.status, old.replaced_by) == ("replaced", new)
    assert str(old.ended_on) == "June 2026"
    assert Show.objects.get().status == "filming"


def test_a_new_value_is_stated_quoted_and_put_in_place_at_once(root, show, old):
    story = make.a_snapshot("Cameras roll. It is being filmed.").story

    send(
        root,
        page_of(old, "replace"),
        {
            **SURE,
            "text": "filming",
            "story": story.pk,
            "words": "It is being filmed.",
            "how": "refinement",
        },
    )

    new = Fact.objects.exclude(pk=old.pk).get()
    assert (new.text, new.status) == ("filming", "accepted")
    assert new.evidence.get().passage.exact == "It is being filmed."


def test_each_answer_says_what_follows_from_it(root, old):
    make.an_edition(body=f"It stands so.[@{old.key}]")
    make.an_edition(body="It cites nothing.")

    shown = root.get(page_of(old, "replace")).content.decode()

    assert "1 published article gets an update task." in shown
    assert "1 published article gets a correction to word." in shown
    assert "Nothing else happens." in shown


def test_the_page_shows_the_old_value_and_the_proposals_beside_it(root, show, old):
    new = a_proposal(show)
    make.a_fact(make.a_show("Pier"), predicate="status", text="filming")

    form = root.get(f"{page_of(old, 'replace')}?successor={new.pk}").context["form"]

    assert form["text"].value() == "ordered"
    assert list(form.fields["successor"].queryset) == [new]
    assert form["successor"].value() == str(new.pk)


def test_a_correction_asks_what_was_wrong_and_loses_nothing_typed(root, show, old):
    given = {**SURE, "text": "filming", "words": "It is being filmed."}

    answer = send(
        root,
        page_of(old, "replace"),
        {**given, "how": "correction", "ended_on": "2026"},
    )

    shown = answer.content.decode()
    assert "Say what was wrong" in str(answer.context["form"].errors["why"])
    assert "story" in answer.context["form"].errors
    assert "It is being filmed.</textarea>" in shown
    assert 'value="2026"' in shown
    assert '<option value="filming" selected>' in shown


def test_the_one_question_has_to_be_answered(root, show, old):
    answer = send(root, page_of(old, "replace"), {**SURE, "successor": ""})

    assert "how" in answer.context["form"].errors


def test_the_value_it_has_already_is_no_new_value(root, old):
    passage = make.a_passage()

    answer = send(
        root,
        page_of(old, "replace"),
        {**SURE, "text": "ordered", "passage": passage.pk, "how": "refinement"},
    )

    assert "This is the value it has" in str(answer.context["form"].errors["text"])


def test_a_refused_replacement_leaves_nothing_behind(root, show, old):
    story = make.a_snapshot("Nothing of the kind.").story
    changes = Change.objects.count()

    answer = send(
        root,
        page_of(old, "replace"),
        {
            **SURE,
            "text": "filming",
            "story": story.pk,
            "words": "It is being filmed.",
            "how": "development",
        },
    )

    assert "not in the text" in str(answer.context["form"].errors["words"])
    assert Fact.objects.get() == old
    assert Passage.objects.count() == 1
    assert Change.objects.count() == changes


def test_who_may_not_accept_may_not_replace(client_of, old):
    client = client_of(make.a_user("reporter"))

    assert client.get(page_of(old, "replace")).status_code == 403
    assert send(client, page_of(old, "replace"), SURE).status_code == 403
    shown = client.get(page_of(old)).content.decode()
    assert page_of(old, "replace") not in shown
    assert "Your role does not allow you to retract facts." in shown


def test_a_proposed_fact_cannot_be_replaced(root, show):
    new = a_proposal(show)

    page = root.get(page_of(new, "replace"))

    assert "The fact is proposed; it cannot become replaced." in page.content.decode()
    assert page_of(new, "replace") not in root.get(page_of(new)).content.decode()


def test_a_proposal_beside_an_accepted_fact_leads_to_replacing_it(root, show, old):
    new = a_proposal(show)

    shown = root.get(page_of(new)).content.decode()

    assert f'href="{page_of(old, "replace")}?successor={new.pk}"' in shown


def test_retracting_needs_a_reason_and_opens_corrections(root, show, old):
    make.an_edition(body=f"It stands so.[@{old.key}]")

    refused = press(root, old, "retract", why=" ")
    old.refresh_from_db()
    assert "Say why it is retracted." in refused.content.decode()
    assert old.status == "accepted"

    press(root, old, "retract", why="Another show was meant.")

    old.refresh_from_db()
    assert old.status == "retracted"
    assert Task.objects.get().kind == "correction"


def test_a_replacement_is_undone_by_a_button(root, show, old):
    new = replace(old, a_proposal(show), how="development", by=None)
    shown = root.get(page_of(old)).content.decode()
    assert f'<a href="{page_of(new)}">filming</a>' in shown

    press(root, old, "undo", why="They were wrong.")

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.status, new.status) == ("accepted", "proposed")


def test_the_middle_of_a_chain_says_why_it_cannot_be_undone(root, show, old):
    second = replace(old, a_proposal(show), how="development", by=None)
    replace(second, a_proposal(show, "premiered"), how="development", by=None)

    page = root.get(page_of(old))

    assert page.context["against"]["undo"] == (
        "Its successor is replaced by now: undo that first."
    )
    assert "disabled" in page.content.decode()


def test_a_successor_shows_what_it_replaced(root, show, old):
    new = replace(old, a_proposal(show), how="development", by=None)

    page = root.get(page_of(new))

    assert [row for row, _ in page.context["predecessors"]] == [old]
    assert f'<a href="{page_of(old)}">' in page.content.decode()


def test_amending_says_that_evidence_becomes_unchecked_and_does_it(root, old):
    warned = root.get(page_of(old, "amend")).content.decode()
    assert "All its evidence becomes unchecked" in warned

    send(
        root,
        page_of(old, "amend"),
        {"certainty": "planned", "known_on": "2026-02", "why": "Read again."},
    )

    old.refresh_from_db()
    assert (old.certainty, str(old.known_on)) == ("planned", "February 2026")
    assert not Evidence.objects.checked().exists()
    page = root.get(page_of(old))
    assert "It rests on no checked passage" in page.content.decode()


def test_amending_nothing_is_refused_and_leaves_evidence_checked(root, old):
    answer = send(root, page_of(old, "amend"), {"certainty": "reported"})

    assert "Nothing differs" in answer.content.decode()
    assert Evidence.objects.checked().exists()


def test_an_inferred_date_asks_for_its_reason_where_it_belongs(root, old):
    answer = send(
        root,
        page_of(old, "amend"),
        {"certainty": "reported", "known_on": "2026", "known_on_inferred": "on"},
    )

    assert "An inferred date needs its reason." in answer.content.decode()
    assert 'value="2026"' in answer.content.decode()
    old.refresh_from_db()
    assert old.known_on is None


@pytest.mark.parametrize("page", ["replace", "amend"])
def test_a_fact_that_is_not_there_has_no_such_page(root, page):
    place = reverse(f"admin:articles_fact_{page}", args=[987_654])

    assert root.get(place).status_code == 404


def test_a_rejected_fact_is_not_amended(root, show):
    fact = a_proposal(show)
    press(root, fact, "reject", why="Wrong.")

    shown = root.get(page_of(fact, "amend")).content.decode()

    assert "The fact is rejected; it stays as it was." in shown


def test_a_successor_somebody_else_accepted_is_no_longer_offered(root, show, old):
    new = a_proposal(show)
    replace(old, new, how="refinement", by=None)

    answer = send(
        root,
        page_of(old, "replace"),
        {**SURE, "successor": new.pk, "how": "development"},
    )

    assert "successor" in answer.context["form"].errors
