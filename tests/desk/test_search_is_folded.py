import pytest
from django.urls import reverse

from tests import builders as make

pytestmark = pytest.mark.django_db


def titles(answer):
    return [str(row) for row in answer.context["cl"].result_list]


def box(client, **asked):
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    return [row["text"] for row in found]


@pytest.mark.parametrize("words", ["renee", "RENÉE", "ballard renee", "Ballárd"])
def test_a_person_is_found_without_accents(root, words):
    make.a_person("Renée Ballard")
    make.a_person("Harry Bosch")

    people = root.get(reverse("admin:catalog_person_changelist"), {"q": words})

    assert titles(people) == ["Renée Ballard"]


def test_a_show_is_found_by_its_former_title(root):
    show = make.a_show("Ballard")
    show.titles.create(text="Untitled Renée Ballard Project", kind="working")

    shows = root.get(reverse("admin:catalog_show_changelist"), {"q": "untitled renee"})

    assert titles(shows) == ["Ballard"]


def test_a_season_is_found_by_its_show(root):
    season = make.a_season(make.a_show("Élite"), 2)
    make.a_season(make.a_show("Harbour"), 2)

    seasons = root.get(reverse("admin:catalog_season_changelist"), {"q": "elite"})

    assert [row.pk for row in seasons.context["cl"].result_list] == [season.pk]


def test_a_search_box_tells_entries_of_one_title_apart(root):
    show = make.a_show("Ballard")
    make.a_season(show)
    make.a_character("Renée Ballard")

    asked = {"app_label": "articles", "model_name": "fact", "field_name": "subject"}

    assert box(root, term="ballard", **asked) == [
        "Ballard (show)",
        "Ballard, season 1 (ballard/season-1)",
        "Renée Ballard (character)",
    ]


def test_a_search_box_offers_only_the_kinds_it_asks_for(root):
    make.a_show("Ballard")
    make.a_character("Renée Ballard")
    asked = {"app_label": "articles", "model_name": "fact", "field_name": "target"}

    found = box(root, term="ballard", kind="character", **asked)

    assert found == ["Renée Ballard (character)"]


@pytest.mark.parametrize("words", ["\0", "'", '"', "%", "_", "a" * 5_000, "\\"])
def test_no_search_is_a_fault(root, one_of_each, words):
    for model in ("catalog_person", "articles_fact", "articles_sourcestory"):
        answer = root.get(reverse(f"admin:{model}_changelist"), {"q": words})

        assert answer.status_code == 200
    asked = {"app_label": "articles", "model_name": "fact", "field_name": "target"}
    assert box(root, term=words, **asked) is not None


def test_a_fact_is_found_by_its_value_without_accents(root):
    fact = make.a_fact(make.a_show(), predicate="premise", text="A café.")
    make.a_fact(make.a_show("Other"))

    facts = root.get(reverse("admin:articles_fact_changelist"), {"q": "cafe"})

    assert titles(facts) == [fact.key]
