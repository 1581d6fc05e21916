"""Every rule of the tables has words for a person, and the database holds it."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, models, transaction

from articles.models import Block, Evidence, Fact, FrontSlot, MenuItem, StaticPage
from catalog.models import (
    Availability,
    CompanyCredit,
    Credit,
    Entry,
    ExternalId,
    FormerSlug,
    Image,
    Relation,
    Show,
    Title,
)
from tests import builders as make

pytestmark = pytest.mark.django_db

CONSTRAINTS = [
    pytest.param(model, constraint, id=constraint.name)
    for app in ("catalog", "articles")
    for model in apps.get_app_config(app).get_models()
    for constraint in model._meta.constraints
]

# The vocabulary of predicates is data that grows: it is checked by `clean`.
FREE_CHOICES = {("Fact", "predicate")}


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS)
def test_every_constraint_says_in_words_what_is_wrong(model, constraint):
    message = constraint.get_violation_error_message()

    default = constraint.default_violation_error_message % {"name": constraint.name}
    assert message != default
    assert message[0].isupper()
    assert message.endswith(".")
    assert constraint.name not in message


def test_there_are_constraints_to_look_at():
    assert len(CONSTRAINTS) > 40


def test_every_column_of_choices_is_held_by_the_database():
    loose = []
    for app in ("catalog", "articles"):
        for model in apps.get_app_config(app).get_models():
            checked = " ".join(
                str(constraint.condition)
                for constraint in model._meta.constraints
                if isinstance(constraint, models.CheckConstraint)
            )
            for field in model._meta.local_fields:
                named = (model.__name__, field.name)
                is_history = model.__name__.startswith("Historical")
                if field.choices and not is_history and named not in FREE_CHOICES:
                    loose += [named] if f"'{field.name}" not in checked else []

    assert loose == []


def test_the_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def world():
    show, other = make.a_show("Harbour"), make.a_show("Beacon")
    person, company = make.a_person(), make.a_company()
    job = make.a_job("actor")
    snapshot = make.a_snapshot()
    return {
        "show": show,
        "other": other,
        "season": make.a_season(show),
        "person": person,
        "company": company,
        "job": job,
        "snapshot": snapshot,
        "fact": make.an_accepted_fact(show, predicate="rating", text="TV-MA"),
        "passage": make.a_passage(snapshot=None),
        "edition": make.an_edition(),
        "section": make.a_section(),
        "masthead": make.a_masthead(),
    }


def credit(w, **more):
    return Credit(work=w["show"].entry, person=w["person"], job=w["job"], **more)


def relation(w, **more):
    columns = {"source": w["show"].entry, "target": w["other"].entry}
    return Relation(**columns | {"kind": "spin-off-of"} | more)


# What breaks a rule: the rows to save, of which the last is one too many.
BREACHES = {
    "entry_kind_is_known": lambda w: [Entry(kind="planet", slug="x", title="X")],
    "entry_visibility_is_known": lambda w: [
        Entry(kind="show", slug="x", title="X", visibility="dim")
    ],
    "entry_needs_a_title_and_a_slug": lambda w: [
        Entry(kind="show", slug="", title="X")
    ],
    "entry_slug_is_unique_within_its_kind": lambda w: [
        Entry(kind="show", slug="harbour", title="X")
    ],
    "former_slug_leads_to_one_entry": lambda w: [
        FormerSlug(kind="show", slug="x", entry=w["show"].entry),
        FormerSlug(kind="show", slug="x", entry=w["other"].entry),
    ],
    "credit_is_listed_once": lambda w: [
        credit(w, character=the_character(w)),
        credit(w, character=the_character(w)),
    ],
    "credit_without_character_is_listed_once": lambda w: [credit(w), credit(w)],
    "credit_kind_is_known": lambda w: [credit(w, kind="odd")],
    "relation_is_listed_once": lambda w: [relation(w), relation(w)],
    "relation_joins_two_entries": lambda w: [relation(w, target=w["show"].entry)],
    "relation_kind_is_known": lambda w: [relation(w, kind="enemy-of")],
    "title_is_listed_once": lambda w: [
        Title(entry=w["show"].entry, text="X"),
        Title(entry=w["show"].entry, text="X"),
    ],
    "entry_has_one_main_title": lambda w: [
        Title(entry=w["show"].entry, text="X", kind="main"),
        Title(entry=w["show"].entry, text="Y", kind="main"),
    ],
    "company_has_a_role_once": lambda w: [
        CompanyCredit(work=w["show"].entry, company=w["company"], role="network"),
        CompanyCredit(work=w["show"].entry, company=w["company"], role="network"),
    ],
    "availability_ends_after_it_begins": lambda w: [
        Availability(
            entry=w["show"].entry, platform=w["company"], since="2025", until="2024"
        )
    ],
    "entry_has_one_id_per_authority": lambda w: [
        ExternalId(entry=w["show"].entry, authority="wikidata", value="Q1"),
        ExternalId(entry=w["show"].entry, authority="wikidata", value="Q2"),
    ],
    "authority_is_known": lambda w: [
        ExternalId(entry=w["show"].entry, authority="wiki", value="Q1")
    ],
    "image_needs_alt_text_and_credit": lambda w: [
        Image(entry=w["show"].entry, licence="own", alt="", credit="A. B.")
    ],
    "season_number_is_unique_in_its_show": lambda w: [
        type(w["season"])(show=w["show"], number=1, slug="harbour/x", title="X")
    ],
    "show_status_is_known": lambda w: [Show(slug="x", title="X", status="asleep")],
    "fact_one_accepted_per_slot": lambda w: [twin(w["fact"])],
    "fact_needs_a_value_or_its_absence": lambda w: [twin(w["fact"], text="")],
    "fact_inferred_date_needs_a_reason": lambda w: [
        twin(w["fact"], text="x", known_on_inferred=True)
    ],
    "fact_kind_and_certainty_are_known": lambda w: [
        twin(w["fact"], text="x", certainty="sure")
    ],
    "evidence_stance_and_origin_are_known": lambda w: [
        Evidence(fact=w["fact"], passage=w["passage"], stance="likes")
    ],
    "block_is_not_empty": lambda w: [
        Block(snapshot=w["snapshot"], start=3, end=3, kind="opinion")
    ],
    "menu_item_leads_to_one_place": lambda w: [
        MenuItem(masthead=w["masthead"], order=1, label="X")
    ],
    "slot_has_what_its_rule_needs": lambda w: [FrontSlot(order=1, rule="section")],
    "slot_holds_one_to_thirty_articles": lambda w: [FrontSlot(order=1, count=0)],
}  # fmt: skip


def the_character(w):
    if "character" not in w:
        w["character"] = make.a_character()
    return w["character"]


def twin(fact, **changed):
    copy = Fact.objects.get(pk=fact.pk)
    copy.pk, copy.key = None, "twin"
    for name, value in changed.items():
        setattr(copy, name, value)
    return copy


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_is_told_to_the_editor_and_refused_by_the_database(name):
    *sound, wrong = BREACHES[name](world())
    for row in sound:
        row.save()
    [constraint] = [p.values[1] for p in CONSTRAINTS if p.id == name]

    with pytest.raises(ValidationError) as told:
        wrong.validate_constraints()
    assert constraint.get_violation_error_message() in told.value.messages

    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save_base(raw=True)


def test_a_page_of_our_own_takes_no_address_of_another():
    assert StaticPage._meta.get_field("slug").unique
