import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from catalog.models import Person
from newsroom import checks
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_every_admin_derives_from_the_safe_one():
    assert checks.check_admins_are_safe(None) == []


def test_an_admin_that_does_not_is_reported(monkeypatch):
    unsafe = admin.ModelAdmin(Permission, admin.site)
    monkeypatch.setitem(admin.site._registry, Permission, unsafe)

    [problem] = checks.check_admins_are_safe(None)

    assert problem.id == "newsroom.E001"
    assert "auth.Permission" in problem.msg


@pytest.mark.parametrize(
    "lookup",
    [
        "summary__contains=secret",
        "title__regex=(a%2B)%2B$",
        "status__iregex=x",
        "franchise__summary__startswith=a",
        "facts__text__contains=a",
    ],
)
def test_a_lookup_that_no_filter_declares_is_refused(root, lookup):
    answer = root.get(f"{reverse('admin:catalog_show_changelist')}?{lookup}")

    assert answer.status_code == 400


def test_a_declared_filter_is_answered(root):
    make.a_show("Harbour", status="ordered")
    make.a_show("Docks")

    answer = root.get(
        reverse("admin:catalog_show_changelist"), {"status__exact": "ordered"}
    )

    assert [show.title for show in answer.context["cl"].result_list] == ["Harbour"]


def test_the_address_fills_in_no_box_but_those_allowed(root):
    show = make.a_show("A hidden show", visibility="hidden")

    article = root.get(
        reverse("admin:articles_article_add"), {"about": show.pk, "headline": "x"}
    )
    season = root.get(reverse("admin:catalog_season_add"), {"show": show.pk})

    assert "A hidden show" not in article.content.decode()
    assert "A hidden show" in season.content.decode()


@pytest.mark.parametrize("number", ["abc", "-1", "1'", "9" * 40, "٣", ""])
def test_a_number_that_is_none_is_passed_over(root, number):
    for name in ("catalog_season", "articles_fact"):
        place = reverse(f"admin:{name}_add")
        asked = {"show": number, "subject": number, "passage": number}

        assert root.get(place, asked).status_code == 200


def test_a_choice_that_is_no_number_is_an_error_in_its_place(root):
    answer = root.post(
        reverse("admin:catalog_season_add"), {"show": "abc", "number": "1"}
    )

    assert answer.status_code == 200
    assert "show" in answer.context["adminform"].form.errors


def test_rows_cannot_be_deleted_in_bulk(root):
    person = make.a_person()

    root.post(
        reverse("admin:catalog_person_changelist"),
        {"action": "delete_selected", "_selected_action": person.pk, "post": "yes"},
    )

    assert Person.objects.filter(pk=person.pk).exists()
