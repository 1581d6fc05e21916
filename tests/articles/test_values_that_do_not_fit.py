"""What a fact may say: each part of a value against its predicate."""

import pytest
from django.core.exceptions import ValidationError

from articles.actions.facts import propose
from articles.models import Fact
from tests import builders as make

pytestmark = pytest.mark.django_db

TOO_LONG = "x" * 2_001

# The subject, the claim, and what is said of which part.
UNFIT = {
    "no such predicate": (
        "show",
        {"predicate": "colour", "text": "red"},
        ("predicate", "There is no predicate “colour”."),
    ),
    "another kind of subject": (
        "person",
        {"predicate": "premiere", "date": "2025"},
        ("predicate", "“Premiere” is said of a show, a season or an episode, not of "
         "a person."),
    ),
    "no text": (
        "show",
        {"predicate": "logline", "text": " "},
        ("text", "Write the logline."),
    ),
    "a character that is none": (
        "show",
        {"predicate": "logline", "text": "It waits.\x00"},
        ("text", "This holds a character that cannot be kept: type it anew."),
    ),
    "half a character": (
        "show",
        {"predicate": "logline", "text": "It waits.\ud800"},
        ("text", "This holds a character that cannot be kept: type it anew."),
    ),
    "too much text": (
        "show",
        {"predicate": "logline", "text": TOO_LONG},
        ("text", "This has 2,001 characters; a value has 2,000 at most."),
    ),
    "a title too long": (
        "show",
        {"predicate": "title", "text": "x" * 201},
        ("text", "A title has 200 characters at most."),
    ),
    "not a choice": (
        "show",
        {"predicate": "status", "text": "sleeping"},
        ("text", "“sleeping” is not a status: in-development, ordered, filming, "
         "premiered, airing, renewed, ended, cancelled."),
    ),
    "no number": (
        "season",
        {"predicate": "episodes-ordered", "text": "ten"},
        ("number", "“Episodes ordered” needs a whole number."),
    ),
    "a number too large": (
        "season",
        {"predicate": "episodes-ordered", "number": 40_000},
        ("number", "The number must lie between 0 and 32,767."),
    ),
    "a number below nothing": (
        "season",
        {"predicate": "episodes-ordered", "number": -1},
        ("number", "Ensure this value is greater than or equal to 0."),
    ),
    "words beside a number": (
        "season",
        {"predicate": "episodes-ordered", "number": 10, "text": "ten"},
        ("text", "“Episodes ordered” takes a number and no words."),
    ),
    "a number where words are asked for": (
        "show",
        {"predicate": "rating", "text": "TV-MA", "number": 18},
        ("number", "“Rating” takes no number."),
    ),
    "no date": (
        "show",
        {"predicate": "premiere"},
        ("date", "“Premiere” needs a date, as exact as it is known."),
    ),
    "words for a date": (
        "show",
        {"predicate": "premiere", "date": "2025", "text": "soon"},
        ("text", "“Premiere” takes a date and no words."),
    ),
    "a date that is none": (
        "show",
        {"predicate": "premiere", "date": "the 31st of June"},
        ("date", "“the 31st of June” cannot be read as a date"),
    ),
    "a date where words are asked for": (
        "show",
        {"predicate": "rating", "text": "TV-MA", "date": "2025"},
        ("date", "“Rating” takes no date."),
    ),
    "no entry": (
        "show",
        {"predicate": "network"},
        ("target", "“Network” needs an organisation."),
    ),
    "an entry of another kind": (
        "show",
        {"predicate": "network", "target": "person"},
        ("target", "“Network” names an organisation, not a person."),
    ),
    "an entry where words are asked for": (
        "show",
        {"predicate": "rating", "text": "TV-MA", "target": "person"},
        ("target", "“Rating” names no entry."),
    ),
    "a credit without a person": (
        "show",
        {"predicate": "cast", "job": "actor"},
        ("target", "“Cast” needs a person."),
    ),
    "a credit without a job": (
        "show",
        {"predicate": "crew", "target": "person"},
        ("job", "A credit needs a job."),
    ),
    "an actor in the crew": (
        "show",
        {"predicate": "crew", "target": "person", "job": "actor"},
        ("job", "The job “Actor” belongs under “Cast”."),
    ),
    "a producer in the cast": (
        "show",
        {"predicate": "cast", "target": "person", "job": "producer"},
        ("job", "The job “Producer” belongs under “Crew”."),
    ),
    "a person as a character": (
        "show",
        {"predicate": "cast", "target": "person", "job": "actor",
         "character": "person"},
        ("character", "A person is not a character."),
    ),
    "a person as a company": (
        "show",
        {"predicate": "crew", "target": "person", "job": "producer", "via": "person"},
        ("via", "A person is not a company."),
    ),
    "a job outside a credit": (
        "show",
        {"predicate": "rating", "text": "TV-MA", "job": "actor"},
        ("job", "“Rating” is not a credit: leave this empty."),
    ),
    "an absence with a value": (
        "show",
        {"predicate": "rating", "kind": "none_announced", "text": "TV-MA"},
        ("kind", "An absence has no value: leave the value empty."),
    ),
    "no such kind of value": (
        "show",
        {"predicate": "rating", "kind": "perhaps", "text": "TV-MA"},
        ("kind", "Value 'perhaps' is not a valid choice."),
    ),
    "no such certainty": (
        "show",
        {"predicate": "rating", "text": "TV-MA", "certainty": "sure"},
        ("certainty", "Value 'sure' is not a valid choice."),
    ),
    "an inferred date without a reason": (
        "show",
        {"predicate": "rating", "text": "TV-MA", "known_on": "2024",
         "known_on_inferred": True},
        ("__all__", "An inferred date needs its reason."),
    ),
    "no subject": (
        None,
        {"predicate": "rating", "text": "TV-MA"},
        ("subject", "This field cannot be null."),
    ),
}  # fmt: skip


@pytest.fixture
def entries():
    show = make.a_show()
    return {
        "show": show,
        "season": make.a_season(show),
        "person": make.a_person(),
        "actor": make.a_job("actor"),
        "producer": make.a_job("producer"),
        None: None,
    }


@pytest.mark.parametrize(("subject", "claim", "said"), UNFIT.values(), ids=UNFIT.keys())
def test_a_value_that_does_not_fit_is_refused_by_its_part(
    entries, subject, claim, said
):
    named = {"target", "character", "via", "job"}
    claim = {k: entries[v] if k in named else v for k, v in claim.items()}
    field, message = said

    with pytest.raises(ValidationError) as refusal:
        propose(by=None, subject=entries[subject], **claim)

    messages = refusal.value.message_dict[field]
    assert any(line.startswith(message) for line in messages), messages
    assert not Fact.objects.exists()


def test_a_fact_keeps_the_words_of_its_source_beside_the_value():
    fact = propose(
        by=None,
        subject=make.a_season(make.a_show()),
        predicate="episodes-ordered",
        number=10,
        wording="ten",
    )

    assert (fact.number, fact.wording) == (10, "ten")


def test_keys_say_what_a_fact_is_about_and_never_repeat():
    show, person, job = make.a_show("Harbour"), make.a_person("Ada Reyes"), "actor"
    cast = {"predicate": "cast", "target": person, "job": make.a_job(job)}

    keys = [propose(by=None, subject=show, **cast).key for _ in range(3)]

    assert keys == [
        "harbour-cast-ada-reyes",
        "harbour-cast-ada-reyes-2",
        "harbour-cast-ada-reyes-3",
    ]


def test_a_key_of_a_season_has_no_slash():
    season = make.a_season(make.a_show("Harbour"))

    fact = propose(by=None, subject=season, predicate="premiere", date="2025")

    assert fact.key == "harbour-season-1-premiere"


@pytest.mark.parametrize("key", ["Ballard", "a b", "-a", "a--b", "a\n", "é"])
def test_a_key_of_another_shape_is_refused(key):
    with pytest.raises(ValidationError) as refusal:
        propose(
            by=None, key=key, subject=make.a_show(), predicate="rating", text="TV-MA"
        )

    assert refusal.value.message_dict["key"] == [
        "A key is small letters, digits and hyphens."
    ]
