"""No form of the desk saves over what somebody else has saved since."""

import json

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import CharField, TextField
from django.urls import reverse
from django.utils import timezone

from articles.actions.articles import revise
from articles.actions.reviewing import submit
from articles.models import Article, StaticPage
from catalog.fields import PartialDateField
from catalog.models import Person
from catalog.versions import mark
from tests import builders as make
from tests.forms import VERSION, opened, read, save, type_in

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)

BODY = "The pier burned.\n\nNobody was hurt.\n\nFilming goes on."


def page_of(row):
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])


def is_changed_by_form(model, request):
    return admin.site._registry[model].has_change_permission(request)


@pytest.fixture
def two(client_of):
    """The clients of two producers."""
    names = (("Ada", "Reyes"), ("Bo", "Lind"))
    return [
        client_of(make.a_user("producer", first_name=first, last_name=last))
        for first, last in names
    ]


@pytest.fixture
def about(db):
    return StaticPage.objects.create(
        slug="about", title="About", description="What we are", body=BODY
    )


def told(answer):
    """Return the conflict that a page tells of."""
    assert answer.status_code == 409
    return answer.context["conflict"]


def test_every_form_that_changes_a_row_carries_a_version(root, one_of_each, rf):
    request = rf.get("/")
    request.user = make.a_superuser()
    changed = [model for model in MODELS if is_changed_by_form(model, request)]
    faults = {}

    # Saved as it is, and again as it was; then over what another typed.
    for model in changed:
        place = page_of(model._default_manager.order_by("pk").first())
        form = opened(root, place)
        first, second = root.post(place, form), root.post(place, form)
        text = next((n for n, v in form.items() if _is_text(model, n)), None)
        third = root.post(place, opened(root, place))
        stale = opened(root, place)
        typed = {text: ["typed-by-another"]}
        other, last = root.post(place, {**stale, **typed}), root.post(place, stale)
        codes = [a.status_code for a in (first, second, third, other, last)]
        if codes != [302, 302, 302, 302, 409]:
            faults[model.__name__] = codes

    assert len(changed) > 18
    assert faults == {}


def _is_text(model, name):
    """Whether any word will do for the column."""
    columns = {field.name: field for field in model._meta.concrete_fields}
    field = columns.get(name)
    is_free = isinstance(field, CharField | TextField) and not field.choices
    return is_free and not isinstance(field, PartialDateField)


def test_each_keeps_what_the_other_changed_elsewhere(two, about):
    ada, bo = two
    place = page_of(about)
    forms = [opened(ada, place), opened(bo, place)]

    ada.post(place, type_in(forms[0], title="About the desk"))
    answer = bo.post(place, type_in(forms[1], description="Who we are"))

    conflict = told(answer)
    assert conflict.who.startswith("Ada Reyes saved it on ")
    assert conflict.taken == [("Title", "About the desk")]
    assert conflict.contested == []
    about.refresh_from_db()
    assert (about.title, about.description) == ("About the desk", "What we are")

    assert bo.post(place, read(answer)).status_code == 302

    about.refresh_from_db()
    assert (about.title, about.description) == ("About the desk", "Who we are")


@pytest.mark.parametrize(
    ("choice", "kept"), [("", "By Bo"), ("theirs", "By Ada")], ids=["mine", "theirs"]
)
def test_what_both_changed_is_asked_about(two, about, choice, kept):
    ada, bo = two
    place = page_of(about)
    form = opened(bo, place)

    save(ada, place, title="By Ada")
    answer = bo.post(place, type_in(form, title="By Bo"))

    [row] = told(answer).contested
    assert (row.label, row.mine, row.theirs) == ("Title", "By Bo", "By Ada")
    assert "<del>Ada</del><ins>Bo</ins>" in answer.content.decode()
    shown = read(answer)
    assert (shown["title"], shown["_take:title"]) == (["By Bo"], [""])

    bo.post(place, type_in(shown, **{"_take:title": choice}))

    about.refresh_from_db()
    assert about.title == kept


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("", "The pier burned down.\n\nNobody was hurt.\n\nFilming stops."),
        ("mine", "The pier burned.\n\nNobody was hurt.\n\nFilming stops."),
        ("theirs", "The pier burned down.\n\nNobody was hurt.\n\nFilming goes on."),
    ],
    ids=["both", "mine", "theirs"],
)
def test_changes_to_other_paragraphs_of_a_text_are_merged(two, about, choice, kept):
    ada, bo = two
    place = page_of(about)
    form = opened(bo, place)

    save(ada, place, body=BODY.replace("burned", "burned down"))
    answer = bo.post(place, type_in(form, body=BODY.replace("goes on", "stops")))
    [row] = told(answer).contested
    bo.post(place, type_in(read(answer), **{"_take:body": choice}))

    assert row.is_merged
    about.refresh_from_db()
    assert about.body.replace("\r\n", "\n") == kept


def test_saving_again_is_refused_again_if_somebody_was_faster_again(two, about):
    ada, bo = two
    place = page_of(about)
    form = opened(bo, place)
    save(ada, place, title="One")
    first = bo.post(place, type_in(form, title="Mine"))
    save(ada, place, title="Two", slug="about-us")

    second = bo.post(place, type_in(read(first), **{"_take:title": "theirs"}))

    assert told(second).taken == [("Slug", "about-us"), ("Title", "Two")]
    about.refresh_from_db()
    assert about.title == "Two"


def test_the_same_person_in_two_tabs_is_told(root, about):
    place = page_of(about)
    form = opened(root, place)

    save(root, place, title="In the first tab")
    answer = root.post(place, type_in(form, title="In the second"))

    assert "You saved it yourself" in told(answer).who
    assert "from another window or tab" in answer.content.decode()


@pytest.mark.parametrize("version", [None, "", "{}", "[[[", "\0"])
def test_a_form_without_a_version_saves_nothing_and_loses_nothing(root, about, version):
    place = page_of(about)
    form = type_in(opened(root, place), title="Forged", body="Typed long ago")

    answer = root.post(place, type_in(form, **{VERSION: version}))

    assert told(answer).is_unversioned
    about.refresh_from_db()
    assert (about.title, about.body) == ("About", BODY)
    shown = read(answer)
    assert (shown["title"], shown["body"]) == (["Forged"], ["Typed long ago"])


def test_what_is_typed_wrong_is_an_error_as_ever(root, about):
    place = page_of(about)
    form = opened(root, place)

    answer = root.post(place, type_in(form, title="", body="Kept"))

    assert answer.status_code == 200
    shown = read(answer)
    assert (shown["body"], shown[VERSION]) == (["Kept"], form[VERSION])


def test_a_row_that_was_deleted_leaves_what_was_typed_on_the_page(root):
    person = make.a_person("Renée Ortiz")
    place = page_of(person)
    form = opened(root, place)
    Person.objects.all().delete()

    answer = root.post(place, type_in(form, summary="She <acts> & sings."))

    assert answer.status_code == 404
    text = answer.content.decode()
    assert "It was deleted since you opened this page." in text
    assert "She &lt;acts&gt; &amp; sings." in text
    assert not Person.objects.exists()


def test_a_draft_that_left_my_hands_leaves_what_was_typed_on_the_page(client_of):
    reporter = make.a_user("reporter")
    article = make.an_article("Mine", by=reporter)
    client = client_of(reporter)
    form = opened(client, page_of(article))
    submit(article, by=None)

    answer = client.post(page_of(article), type_in(form, dek="A late thought"))

    assert answer.status_code == 403
    assert "A late thought" in answer.content.decode()
    assert Article.objects.get().dek == article.dek


def test_an_action_that_moves_other_columns_is_no_conflict(root):
    article = make.an_article("Mine", by=None)
    form = opened(root, page_of(article))
    Article.objects.update(embargo_until=timezone.now())

    answer = root.post(page_of(article), type_in(form, dek="Another dek"))

    assert answer.status_code == 302
    article.refresh_from_db()
    assert (article.dek, article.embargo_until is None) == ("Another dek", False)


def test_an_action_that_writes_the_same_text_is_a_conflict(root):
    article = make.an_article("Mine", by=None)
    form = opened(root, page_of(article))
    revise(article, by=None, columns={"dek": "By the action"}, lists={})

    answer = root.post(page_of(article), type_in(form, dek="By hand"))

    [row] = told(answer).contested
    assert (row.mine, row.theirs) == ("By hand", "By the action")


def test_a_column_that_was_closed_meanwhile_is_told_with_what_was_typed(root):
    show = make.a_show("Harbour")
    form = opened(root, page_of(show))
    marks = json.loads(form[VERSION][0])
    marks["columns"]["slug"] = mark(["harbour"])
    typed = {VERSION: json.dumps(marks), "slug": "another"}

    answer = root.post(page_of(show), type_in(form, **typed))

    assert told(answer).notes == [
        "Slug can no longer be changed here. You typed: another"
    ]


def test_a_hundred_forms_loaded_at_once_save_one(two, about):
    """One is saved, the others are told, and nothing that was typed is lost."""
    place = page_of(about)
    forms = [opened(two[number % 2], place) for number in range(100)]

    answers = [
        two[number % 2].post(place, type_in(form, title=f"By {number}"))
        for number, form in enumerate(forms)
    ]

    codes = [answer.status_code for answer in answers]
    assert (codes.count(302), codes.count(409)) == (1, 99)
    about.refresh_from_db()
    assert about.title == "By 0"
    kept = [read(answer)["title"] for answer in answers[1:]]
    assert kept == [[f"By {number}"] for number in range(1, 100)]
    assert LogEntry.objects.count() == 1


def test_a_password_of_somebody_is_no_part_of_a_version(root):
    person = make.a_user("editor")
    form = opened(root, page_of(person))

    person.set_password("another")
    person.save()

    assert root.post(page_of(person), type_in(form, email="a@b.cd")).status_code == 302
    person.refresh_from_db()
    assert person.check_password("another")
    assert person.email == "a@b.cd"
