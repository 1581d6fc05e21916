"""No button of the desk acts on something that nobody has seen."""

import pytest
from django.urls import reverse

from articles.actions.amending import amend
from articles.actions.evidence import attach, check
from articles.actions.facts import accept, reject
from articles.models import Change, Fact, FormerAddress, Topic
from catalog.actions.episodes import add_episodes, bind, renumber
from catalog.actions.renaming import rename
from catalog.models import Credit, Episode, Show
from tests import builders as make
from tests.forms import VERSION, opened, press, read, type_in

pytestmark = pytest.mark.django_db

CHANGED = "It changed since you opened this page: "


def page_of(row, page="change"):
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[row.pk])


def version_of(client, place):
    return {VERSION: str(client.get(place).context["version"])}


def send(client, fact, deed, seen, **given):
    form = {f"{deed}-{name}": value for name, value in given.items()}
    return client.post(page_of(fact), {"_deed": deed, **seen, **form})


@pytest.fixture
def fact(db):
    return make.a_fact(make.a_show("Harbour"), predicate="rating", text="TV-14")


def test_a_fact_whose_value_was_amended_is_not_accepted_unseen(root, fact):
    seen = version_of(root, page_of(fact))
    amend(fact, by=None, text="TV-MA")

    answer = send(root, fact, "accept", seen, note="As I read it")

    page = answer.content.decode()
    assert f"{CHANGED}text." in page
    assert "TV-MA" in page
    assert 'value="As I read it"' in page
    fact.refresh_from_db()
    assert fact.status == "proposed"
    assert not Change.objects.filter(verb="accept").exists()

    send(root, fact, "accept", version_of(root, page_of(fact)))

    fact.refresh_from_db()
    assert fact.status == "accepted"


def test_a_fact_is_not_accepted_with_a_passage_nobody_has_read(root, fact):
    seen = version_of(root, page_of(fact))
    attach(fact, make.a_passage("Another passage entirely."), by=None)

    answer = send(root, fact, "accept", seen)

    assert f"{CHANGED}its evidence." in answer.content.decode()
    assert Fact.objects.get().status == "proposed"


def test_a_fact_is_rejected_whatever_is_attached_to_it(root, fact):
    seen = version_of(root, page_of(fact))
    attach(fact, make.a_passage("Another passage entirely."), by=None)

    send(root, fact, "reject", seen, why="Another show.")

    assert Fact.objects.get().status == "rejected"


def test_a_passage_is_not_checked_against_another_value(root, fact):
    seen = version_of(root, page_of(fact))
    row = fact.evidence.get()
    amend(fact, by=None, text="TV-MA")

    answer = send(root, fact, "check", seen, evidence=row.pk)

    assert CHANGED in answer.content.decode()
    row.refresh_from_db()
    assert row.checked_at is None


def test_two_people_check_two_passages_of_one_page(root, fact):
    first, second = fact.evidence.get(), attach(fact, make.a_passage(), by=None)
    seen = version_of(root, page_of(fact))

    check(first, by=None)
    answer = send(root, fact, "check", seen, evidence=second.pk)

    assert answer.status_code == 302
    assert fact.evidence.checked().count() == 2


def test_a_deed_that_is_done_already_is_told_and_not_done_twice(root, fact):
    seen = version_of(root, page_of(fact))
    accept(fact, by=None)

    answer = send(root, fact, "reject", seen, why="Misread.")

    page = answer.content.decode()
    assert "status" in page and CHANGED in page
    assert "Misread." in page
    assert Fact.objects.get().status == "accepted"


@pytest.mark.parametrize("version", [{}, {VERSION: ""}, {VERSION: "[1"}])
def test_a_deed_from_a_page_without_a_version_is_refused(root, fact, version):
    answer = send(root, fact, "accept", version)

    assert "does not say what it showed you" in answer.content.decode()
    assert Fact.objects.get().status == "proposed"


@pytest.mark.parametrize("page", ["replace", "amend"])
def test_the_pages_that_change_a_fact_refuse_and_keep_what_is_typed(root, page):
    fact = make.an_accepted_fact(make.a_show(), predicate="rating", text="TV-14")
    form = opened(root, page_of(fact, page))
    amend(fact, by=None, certainty="planned")
    typed = {"why": "Typed with care.", "how": "correction", "wording": "TV-Y7"}
    passage = make.a_passage()
    typed |= {"passage": passage.pk, "text": "TV-Y7"} if page == "replace" else {}

    answer = root.post(page_of(fact, page), type_in(form, **typed))

    assert f"{CHANGED}certainty." in answer.content.decode()
    shown = read(answer)
    assert (shown["why"], shown["wording"]) == (["Typed with care."], ["TV-Y7"])
    assert Fact.objects.get().wording == ""
    assert root.post(page_of(fact, page), shown).status_code == 302


def test_an_address_that_moved_meanwhile_is_not_moved_again_unseen(root):
    show = make.a_show("Harbour")
    form = opened(root, page_of(show, "rename"))
    rename(show.entry, slug="docks")

    answer = root.post(page_of(show, "rename"), type_in(form, slug="pier"))

    assert f"{CHANGED}slug." in answer.content.decode()
    assert "/shows/docks/" in answer.content.decode()
    assert Show.objects.get().slug == "docks"
    assert root.post(page_of(show, "rename"), read(answer)).status_code == 302
    assert Show.objects.get().slug == "pier"


def test_a_number_that_moved_meanwhile_is_not_moved_again_unseen(root):
    season = make.a_season(make.a_show("Harbour"))
    [episode] = add_episodes(season, [1])
    form = opened(root, page_of(episode, "renumber"))
    renumber(episode, 5)

    answer = root.post(page_of(episode, "renumber"), type_in(form, number=7))

    assert CHANGED in answer.content.decode()
    assert Episode.objects.get().number == 5


def test_renumbering_keeps_what_was_typed_on_the_other_page(root):
    season = make.a_season(make.a_show("Harbour"))
    [episode] = add_episodes(season, [1])
    form = opened(root, page_of(episode, "renumber"))
    Episode.objects.filter(pk=episode.pk).update(synopsis="A storm.")

    root.post(page_of(episode, "renumber"), type_in(form, number=7))

    episode = Episode.objects.get()
    assert (episode.number, episode.synopsis) == (7, "A storm.")


def test_a_credit_that_was_bound_meanwhile_is_not_bound_over_it(root):
    season = make.a_season(make.a_show("Harbour"))
    first, second = add_episodes(season, [1, 2])
    credit = season.credits.create(
        person=make.a_person(), job=make.a_job(), part="finale"
    )
    form = opened(root, page_of(credit, "bind"))
    bind(credit, [second])

    answer = root.post(page_of(credit, "bind"), type_in(form, episodes=[first.pk]))

    assert f"{CHANGED}its episodes." in answer.content.decode()
    assert list(Credit.objects.get().episodes.all()) == [second]


def test_a_deed_on_the_page_as_it_is_goes_through(root, fact):
    reject(make.a_fact(), by=None, why="Another one.")

    press(root, page_of(fact), _deed="accept")

    fact.refresh_from_db()
    assert fact.status == "accepted"


@pytest.fixture
def topic(db):
    return Topic.objects.create(slug="casting", name="Casting")


def test_a_row_is_deleted_by_a_button_that_lists_what_goes_with_it(root, topic):
    place = page_of(topic, "delete")

    assert root.post(place, opened(root, place)).status_code == 302

    assert not Topic.objects.exists()


@pytest.mark.parametrize("what", ["the row", "what hangs on it", "no version"])
def test_what_changed_since_the_question_is_not_deleted_unseen(root, topic, what):
    place = page_of(topic, "delete")
    form = opened(root, place)
    if what == "the row":
        Topic.objects.update(description="Who plays whom.")
    elif what == "what hangs on it":
        FormerAddress.objects.create(path="/topics/roles/", topic=topic)
    else:
        form = type_in(form, **{VERSION: None})

    answer = root.post(place, form)

    assert answer.status_code == 200
    assert "othing is done" in answer.content.decode()
    assert Topic.objects.exists()
    assert root.post(place, read(answer)).status_code == 302
    assert not Topic.objects.exists()
