"""What the demo says, and what no source says and the demo must not say either."""

import pytest
from django.contrib.auth import authenticate
from django.test import override_settings

from articles import body
from articles.coverage import coverage_of, entries_with_page
from articles.models import Article, Edition, Fact, Passage, SourceStory
from articles.quotes import verify
from catalog.models import Credit, Job, Person, Season, Show

pytestmark = pytest.mark.usefixtures("the_demo")


def show(slug):
    return Show.objects.get(slug=slug)


def season(slug):
    return Season.objects.get(slug=slug)


def test_every_value_of_the_shows_and_their_seasons_rests_on_a_checked_passage():
    rows = coverage_of(entries_with_page("show", "season"), verified=True)

    assert {row.slug: row.missing for row in rows if row.missing} == {}
    assert {row.slug for row in rows if row.values} >= {
        "bosch",
        "bosch-legacy",
        "ballard",
        "untitled-j-edgar-project",
        "ballard/season-1",
        "ballard/season-2",
        "bosch-legacy/season-2",
        "bosch-legacy/season-3",
    }


def test_every_passage_stands_in_its_story():
    passages = list(Passage.objects.select_related("snapshot"))

    assert len(passages) > 150
    assert [p.exact for p in passages if not verify(p, p.snapshot.text)] == []


def test_every_story_is_labelled_as_a_paraphrase():
    labels = set(SourceStory.objects.values_list("label", flat=True))

    assert SourceStory.objects.count() == 5
    assert labels == {"Demo paraphrase, written by the newsroom"}


def test_every_citation_of_every_article_leads_to_an_accepted_fact():
    assert Article.objects.count() == 8
    assert Article.objects.filter(editions=None).get().status == "in-review"
    assert sorted(Edition.objects.values_list("kind", flat=True)) == [
        *["first"] * 7,
        "update",
    ]
    for edition in Edition.objects.all():
        cited = body.citations(edition.key_points, edition.body)
        rows = edition.citations.order_by("number")
        assert list(rows.values_list("fact__key", flat=True)) == cited
        assert set(rows.values_list("fact__status", flat=True)) == {"accepted"}


def test_titles_that_are_only_mentioned_have_no_page():
    mentioned = Show.objects.filter(covered=False).values_list("title", flat=True)

    assert set(mentioned) == {
        "The Closer",
        "The Man Who Fell To Earth",
        "Major Crimes",
        "Your Honor",
        "Neon",
        "Abbott Elementary",
    }


# --- What changed over time -------------------------------------------------------


def test_a_dated_absence_stands_beside_the_value_that_ends_it():
    for key in ("ballard-title-unknown", "ballard-premiere-none-announced"):
        fact = Fact.objects.get(key=key)
        assert (fact.status, str(fact.known_on)) == ("accepted", "January 2024")
    assert Fact.objects.get(key="ballard-title").status == "accepted"


def test_of_two_counts_of_seasons_one_waits():
    legacy = Fact.objects.filter(
        subject__slug="bosch-legacy", predicate="season-count"
    ).order_by("number")

    assert list(legacy.values_list("number", "status")) == [
        (2, "proposed"),
        (3, "accepted"),
    ]


# --- What nobody has said -------------------------------------------------------------


def test_the_second_season_of_ballard_has_neither_date_nor_length():
    second = season("ballard/season-2")

    assert second.premiere is None
    assert second.episodes_ordered is None
    assert not Fact.objects.filter(
        subject=second.entry, predicate__in=("premiere", "episodes-ordered")
    ).exists()


def test_titus_welliver_is_not_in_the_second_season_of_ballard():
    second = season("ballard/season-2")

    assert not second.credits.filter(person__slug="titus-welliver").exists()
    assert not Fact.objects.filter(
        subject=second.entry, target__slug="titus-welliver"
    ).exists()


@pytest.mark.parametrize(
    "slug", ["melissa-aouate", "jamie-boscardin-martin", "trey-batchelor"]
)
def test_nobody_is_said_to_have_left(slug):
    facts = Fact.objects.filter(target__slug=slug)

    assert set(facts.values_list("kind", "predicate")) == {("value", "crew")}
    assert not Fact.objects.filter(subject__slug=slug).exists()
    assert Credit.objects.filter(person__slug=slug).count() == 1


def test_the_j_edgar_project_is_not_ordered():
    project = show("untitled-j-edgar-project")

    assert project.status == "in-development"
    assert project.ordered is None
    assert not Fact.objects.filter(
        subject=project.entry, predicate="series-order"
    ).exists()


def test_what_is_reported_of_the_j_edgar_project_stays_hedged():
    facts = Fact.objects.filter(subject__slug="untitled-j-edgar-project")

    assert set(facts.values_list("certainty", flat=True)) == {"reported"}


def test_ballard_premiered_in_july_of_no_year():
    assert str(show("ballard").premiere) == "July"
    assert str(season("ballard/season-1").premiere) == "July"
    for edition in Edition.objects.all():
        assert "July 20" not in edition.key_points + edition.dek + edition.body


def test_only_the_story_that_names_its_outlet_has_one():
    outlets = SourceStory.objects.exclude(outlet=None).values_list("outlet__name")

    assert list(outlets) == [("Variety",)]
    assert SourceStory.objects.filter(outlet=None).count() == 4


def test_no_address_of_a_story_is_made_up():
    assert set(SourceStory.objects.values_list("url", flat=True)) == {""}


def test_maggie_q_is_not_in_legacy():
    works = Credit.objects.filter(person__slug="maggie-q").values_list("work__slug")

    assert list(works) == [("ballard",)]


def test_michael_connelly_is_credited_as_a_producer_and_not_as_creator():
    jobs = Credit.objects.filter(person__slug="michael-connelly")

    assert set(jobs.values_list("job__slug", flat=True)) == {"executive-producer"}
    assert not Job.objects.filter(name__icontains="creat").exists()


def test_summaries_that_no_fact_supports_are_left_out():
    assert set(Person.objects.values_list("summary", flat=True)) == {""}


# --- The staff -------------------------------------------------------------------


def test_there_is_one_member_of_staff_a_role(django_user_model):
    staff = django_user_model.objects.order_by("pk").values_list(
        "username", "email", "is_staff", "is_superuser", "groups__name"
    )

    assert list(staff) == [
        (f"demo-{role}", f"demo-{role}@demo.invalid", True, False, role)
        for role in ("reporter", "checker", "editor", "producer")
    ]


@pytest.mark.parametrize("is_demo", [True, False], ids=["in the demo", "elsewhere"])
def test_the_staff_sign_in_to_the_demo_alone(is_demo, django_user_model):
    editor = django_user_model.objects.get(username="demo-editor")
    assert not editor.has_usable_password()
    editor.set_password("a secret of this evening")
    editor.save()

    with override_settings(DEMO=is_demo):
        user = authenticate(username="demo-editor", password="a secret of this evening")

    assert (user is not None) is is_demo
