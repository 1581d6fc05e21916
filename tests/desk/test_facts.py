import pytest
from django.urls import reverse

from articles.actions.facts import accept
from articles.models import Change, Evidence, Fact, Passage
from catalog.models import Show
from tests import builders as make
from tests.desk.fact_pages import page_of, press

pytestmark = pytest.mark.django_db

ADD = "admin:articles_fact_add"
SURE = {
    "kind": "value",
    "certainty": "official",
    "origin": "own-reporting",
    "stance": "supports",
}


def step(subject, predicate, **more):
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse(ADD)}?subject={subject.pk}&predicate={predicate}{query}"


def test_the_first_step_offers_what_fits_the_subject(root):
    person = make.a_person()

    asked = root.get(reverse(ADD), {"subject": person.pk})

    offered = dict(asked.context["form"].fields["predicate"].choices)
    keys = {key for group in offered.values() if group != "Choose" for key, _ in group}
    assert "known-for" in keys
    assert "premiere" not in keys


def test_a_predicate_that_does_not_fit_is_refused_at_the_first_step(root):
    person = make.a_person()

    answer = root.get(reverse(ADD), {"subject": person.pk, "predicate": "premiere"})

    assert "predicate" in answer.context["form"].errors


VALUES = {
    "text": ("premise", {"text": "A port town."}, "A port town."),
    "title": ("working-title", {"text": "Docks"}, "Docks"),
    "number": ("season-count", {"number": "3"}, "3"),
    "choice": ("status", {"text": "filming"}, "filming"),
    "date": ("premiere", {"date": "Winter 2026"}, "Winter 2026"),
}


@pytest.mark.parametrize(
    ("predicate", "given", "words"), VALUES.values(), ids=VALUES.keys()
)
def test_a_plain_value_is_proposed_in_the_second_step(root, predicate, given, words):
    show = make.a_show()
    shown = root.get(step(show, predicate)).context["form"]
    assert list(shown.value_names) == list(given)

    answer = root.post(step(show, predicate), {**SURE, **given})

    fact = Fact.objects.get()
    assert answer.url == page_of(fact)
    assert fact.status == "proposed"
    assert words in root.get(page_of(fact)).context["value"]


def test_an_entry_is_proposed_as_a_value(root):
    show, company = make.a_show(), make.a_company()

    root.post(step(show, "network"), {**SURE, "target": company.pk})

    assert Fact.objects.get().target_id == company.pk


def test_an_entry_of_another_kind_is_refused(root):
    show = make.a_show()

    answer = root.post(step(show, "network"), {**SURE, "target": show.pk})

    assert "target" in answer.context["form"].errors
    assert not Fact.objects.exists()


def test_a_relation_is_proposed_with_what_it_says(root):
    show, work = make.a_show(), make.a_work()

    root.post(
        step(show, "based-on"), {**SURE, "target": work.pk, "text": "the second novel"}
    )

    fact = Fact.objects.get()
    assert (fact.target_id, fact.text) == (work.pk, "the second novel")


def test_a_part_in_the_cast_is_proposed(root):
    show, person, character = make.a_show(), make.a_person(), make.a_character()
    job = make.a_job("actor")

    root.post(
        step(show, "cast"),
        {
            **SURE,
            "target": person.pk,
            "job": job.pk,
            "character": character.pk,
            "credit_kind": "guest",
            "part": "finale",
        },
    )

    fact = Fact.objects.get()
    assert (fact.target_id, fact.job, fact.part) == (person.pk, job, "finale")
    assert fact.character_id == character.pk


def test_an_absence_needs_no_value(root):
    show = make.a_show()
    known = {"known_on": "November 2026"}

    root.post(step(show, "cast"), {**SURE, **known, "kind": "none_announced"})

    assert Fact.objects.get().kind == "none_announced"


def test_a_value_that_is_missing_is_asked_for_and_the_rest_stays(root):
    show = make.a_show()

    answer = root.post(step(show, "premiere"), {**SURE, "wording": "in due course"})

    assert "needs a date" in str(answer.context["form"].errors["date"])
    assert 'value="in due course"' in answer.content.decode()
    assert not Fact.objects.exists()


def test_a_date_that_cannot_be_read_is_refused_in_its_place(root):
    show = make.a_show()

    answer = root.post(step(show, "premiere"), {**SURE, "date": "soonish"})

    assert "cannot be read as a date" in str(answer.context["form"].errors["date"])
    assert 'value="soonish"' in answer.content.decode()


def test_an_inferred_date_asks_for_nothing_but_keeps_its_reason(root):
    show = make.a_show()
    inferred = {
        "known_on": "November 2026",
        "known_on_inferred": "on",
        "known_on_reason": "Its neighbours are dated so.",
    }

    root.post(step(show, "premise"), {**SURE, **inferred, "text": "A port."})

    assert Fact.objects.get().known_on_reason == "Its neighbours are dated so."


def test_a_passage_is_attached_with_the_proposal(root):
    show, passage = make.a_show(), make.a_passage()

    root.post(
        step(show, "premise", passage=passage.pk),
        {**SURE, "text": "A port.", "passage": passage.pk},
    )

    assert Evidence.objects.get().passage == passage


def test_words_are_quoted_and_attached_with_the_proposal(root):
    show = make.a_show()
    story = make.a_snapshot("It is set in a port. Nothing else is known.").story
    quoted = {"story": story.pk, "words": "It is set in a port."}

    root.post(step(show, "premise"), {**SURE, **quoted, "text": "A port."})

    assert Evidence.objects.get().passage.exact == "It is set in a port."


def test_words_that_are_not_there_leave_no_fact_behind(root):
    show = make.a_show()
    story = make.a_snapshot("It is set in a port. Nothing else is known.").story
    quoted = {"story": story.pk, "words": "It is set in a city."}

    answer = root.post(step(show, "premise"), {**SURE, **quoted, "text": "A port."})

    assert "not in the text" in str(answer.context["form"].errors["words"])
    assert not Fact.objects.exists()
    assert not Passage.objects.exists()


def test_accepting_gives_the_catalogue_its_value(root):
    show = make.a_show()
    fact = make.a_fact(show, predicate="premiere", date="July 2026")

    answer = press(root, fact, "accept", note="Read it twice.")

    fact.refresh_from_db()
    assert answer.url == page_of(fact)
    assert fact.status == "accepted"
    assert str(Show.objects.get().premiere) == "July 2026"
    assert Change.objects.get(fact=fact, verb="accept").why == "Read it twice."


def test_a_fact_without_a_passage_cannot_be_accepted(root):
    fact = make.a_fact()
    Evidence.objects.all().delete()

    page = root.get(page_of(fact))
    answer = press(root, fact, "accept")

    reason = "No passage supports it: attach one first."
    assert page.context["against"]["accept"] == reason
    assert 'disabled title="No passage supports it' in page.content.decode()
    assert reason in str(answer.context["forms"]["accept"].errors)
    fact.refresh_from_db()
    assert fact.status == "proposed"


def test_a_second_value_is_refused_and_the_first_shown(root):
    show = make.a_show()
    first = make.an_accepted_fact(show, predicate="premiere", date="July 2026")
    second = make.a_fact(show, predicate="premiere", date="August 2026")

    answer = press(root, second, "accept")

    assert answer.context["rival"] == first
    assert "Another value is already accepted here" in answer.content.decode()
    second.refresh_from_db()
    assert second.status == "proposed"


def test_rejecting_needs_a_reason_and_keeps_it(root):
    fact = make.a_fact()

    refused = press(root, fact, "reject", why="  ")
    fact.refresh_from_db()
    assert "Say why it is rejected." in refused.content.decode()
    assert fact.status == "proposed"

    press(root, fact, "reject", why="It is about another show.")

    fact.refresh_from_db()
    assert fact.status == "rejected"
    assert Change.objects.get(verb="reject").why == "It is about another show."


def test_evidence_is_attached_and_checked_by_buttons(root):
    fact = make.an_accepted_fact()
    passage = make.a_passage()
    given = {"origin": "social-post", "stance": "disputes", "attribution": "A. Reyes"}

    press(root, fact, "attach", passage=passage.pk, **given)
    row = Evidence.objects.get(passage=passage)
    assert (row.stance, row.origin, row.checked_at) == ("disputes", "social-post", None)

    press(root, fact, "check", evidence=row.pk)

    row.refresh_from_db()
    assert row.checked_at is not None


def test_evidence_asks_for_a_passage_or_words(root):
    fact = make.a_fact()
    rest = {"origin": "own-reporting", "stance": "supports"}

    nothing = press(root, fact, "attach", **rest)
    words = press(root, fact, "attach", words="Some words", **rest)

    assert "passage" in nothing.context["forms"]["attach"].errors
    assert "story" in words.context["forms"]["attach"].errors
    assert fact.evidence.count() == 1


def test_a_reporter_proposes_and_does_not_accept(client_of):
    client = client_of(make.a_user("reporter"))
    fact = make.a_fact()

    page = client.get(page_of(fact))
    answer = press(client, fact, "accept")

    assert "Your role does not allow you to accept facts." in page.content.decode()
    assert "Your role does not allow you" in answer.content.decode()
    fact.refresh_from_db()
    assert fact.status == "proposed"


def test_four_eyes_are_asked_for(client_of, settings):
    settings.FOUR_EYES = True
    checker = make.a_user("checker")
    fact = make.a_fact(by=checker)

    press(client_of(checker), fact, "accept")

    fact.refresh_from_db()
    assert fact.status == "proposed"


def test_what_a_fact_claims_is_not_edited(root):
    fact = make.a_fact(text="As proposed", predicate="premise")

    root.post(page_of(fact), {"text": "Slipped in", "status": "accepted"})

    fact.refresh_from_db()
    assert (fact.text, fact.status) == ("As proposed", "proposed")


def test_a_fact_cannot_be_moved_by_a_link(root):
    fact = make.a_fact()

    root.get(page_of(fact), {"_deed": "accept"})

    fact.refresh_from_db()
    assert fact.status == "proposed"


def test_the_record_of_a_fact_is_its_history(root):
    fact = accept(make.a_fact(), by=None, note="By the book.")

    shown = root.get(reverse("admin:articles_fact_history", args=[fact.pk]))

    assert "By the book." in shown.content.decode()


@pytest.mark.parametrize("number", ["abc", "9" * 30, "-4", "\0"])
def test_evidence_that_is_not_there_is_refused(root, number):
    fact = make.a_fact()

    answer = press(root, fact, "check", evidence=number)

    assert answer.status_code == 200
    assert answer.context["forms"]["check"].errors
