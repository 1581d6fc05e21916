"""Partial dates on a throw-away model: assigned, stored, listed, and in forms."""

from datetime import date

import pytest
from django import forms
from django.contrib import admin
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import isolate_apps

from catalog.dates import EXAMPLES, InvalidPartialDate, PartialDate, UnreadableDate
from catalog.fields import (
    CertainByField,
    EarliestField,
    LatestField,
    PartialDateField,
    PartialDateFormField,
    by_date,
)

with isolate_apps("catalog"):

    class Launch(models.Model):
        title = models.CharField(max_length=80)
        premiere = PartialDateField()
        premiere_earliest = EarliestField("premiere")
        premiere_latest = LatestField("premiere")
        premiere_certain_by = CertainByField("premiere")

        class Meta:
            app_label = "catalog"

        def __str__(self):
            return self.title


@pytest.fixture(scope="module")
def table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Launch)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Launch)


@pytest.fixture
def database(table, db):
    """The table, in a transaction that is rolled back."""


def stored(*columns):
    """What the database holds of the only row, past every Python conversion."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM catalog_launch")
        (row,) = cursor.fetchall()
    return row


def write(column, value):
    """Put a value into the only row that no field has seen."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE catalog_launch SET {column} = %s", [value])


# In Python and in the database


@pytest.mark.parametrize(
    ("value", "read"),
    [
        pytest.param("July 2025", PartialDate(2025, 7), id="words"),
        pytest.param(PartialDate(2025), PartialDate(2025), id="a partial date"),
        pytest.param(date(2023, 11, 17), PartialDate(2023, 11, 17), id="a date"),
        pytest.param(2025, PartialDate(2025), id="a year as YAML reads it"),
        pytest.param("", None, id="empty text"),
        pytest.param(" \n", None, id="white space"),
        pytest.param(None, None, id="none"),
    ],
)
def test_a_partial_date_is_read_when_it_is_assigned(value, read):
    assert Launch(premiere=value).premiere == read
    assert Launch._meta.get_field("premiere").to_python(value) == read


@pytest.mark.parametrize("value", ["soon", 20231117, True, b"2025", models.F("note")])
def test_what_is_no_date_cannot_be_assigned(value):
    with pytest.raises(InvalidPartialDate, match="cannot be read as a date"):
        Launch(premiere=value)
    with pytest.raises(ValidationError, match="cannot be read as a date"):
        Launch._meta.get_field("premiere").to_python(value)


def test_a_new_row_has_no_date_and_stores_an_empty_text(database):
    launch = Launch.objects.create(title="Bosch")

    assert launch.premiere is None
    assert stored("premiere", "premiere_earliest") == ("", None)
    assert Launch.objects.get(premiere=None).premiere is None


def test_the_words_are_what_is_stored_and_serialised(database):
    launch = Launch.objects.create(title="Bosch", premiere=" 17th  Nov. 2023 ")

    fixture = serializers.serialize("python", [launch])

    assert stored("premiere") == ("17th Nov. 2023",)
    assert fixture[0]["fields"]["premiere"] == "17th Nov. 2023"
    assert Launch.objects.filter(premiere__contains="Nov.").exists()


def test_words_in_the_database_that_are_no_date_are_shown_and_kept(database):
    Launch.objects.create(title="Bosch", premiere="2025")
    write("premiere", "early in 2025")

    found = Launch.objects.get()
    found.save()

    assert found.premiere == UnreadableDate(words="early in 2025")
    assert stored("premiere", "premiere_earliest") == ("early in 2025", None)
    with pytest.raises(ValidationError) as refusal:
        found.full_clean()
    assert "“early in 2025” cannot be read" in refusal.value.messages[0]


def test_a_date_that_is_required_is_asked_for():
    field = PartialDateField(blank=False)

    with pytest.raises(ValidationError, match="cannot be blank"):
        field.clean("", None)


def test_rows_are_listed_by_date_with_unknown_years_last(database):
    wanted = ["2024", "Winter 2025", "about 2025", "2025-07-02", "July"]
    for words in reversed(wanted):
        Launch.objects.create(title=words, premiere=words)

    def listed(**options):
        rows = Launch.objects.order_by(*by_date("premiere", **options))
        return [row.premiere.stored for row in rows]

    assert listed() == wanted
    assert listed(newest_first=True) == [*reversed(wanted[:-1]), "July"]


def test_the_column_for_certainty_says_what_the_date_says(database):
    for words in ["January 2024", "January 2024?", "2024-01-15", "January"]:
        Launch.objects.create(title=words, premiere=words)
    day = date(2024, 1, 31)

    known = Launch.objects.filter(premiere_certain_by__lte=day)

    assert {row.title for row in known} == {
        row.title for row in Launch.objects.all() if row.premiere.known_by(day)
    }


# In forms


class LaunchForm(forms.ModelForm):
    class Meta:
        model = Launch
        fields = ("title", "premiere")


def test_a_form_shows_the_examples_and_the_words_as_they_were_typed():
    form = LaunchForm(instance=Launch(title="Bosch", premiere="Nov 17th, 2023"))

    assert isinstance(form.fields["premiere"], PartialDateFormField)
    assert all(example in form.fields["premiere"].help_text for example in EXAMPLES)
    assert 'value="Nov 17th, 2023"' in str(form["premiere"])


def test_a_form_saves_the_words_and_what_follows_from_them(database):
    form = LaunchForm({"title": "Bosch", "premiere": " Winter  2025"})

    form.save()

    columns = stored("premiere", "premiere_latest")
    assert tuple(map(str, columns)) == ("Winter 2025", "2025-03-31")


@pytest.mark.parametrize(
    "typed", ["soon", "2025-02-30", "x" * 10_000, "\0", "\ud800", "٢٠٢٥", "[]"]
)
def test_a_form_refuses_what_is_no_date_and_keeps_it_on_the_page(typed):
    form = LaunchForm({"title": "Bosch", "premiere": typed})

    assert not form.is_valid()
    assert "cannot be read as a date" in form.errors["premiere"][0]
    assert form["premiere"].value() == typed


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        (PartialDate(2025, 7), "July 2025", False),
        (PartialDate(2025, 7), "  July  2025 ", False),
        (PartialDate(2025, 7), "2025-07", True),
        (PartialDate(2025, 7), "soon", True),
        (PartialDate(2025, 7), "", True),
        (date(2023, 11, 17), "2023-11-17", False),
        (None, "", False),
        ("", None, False),
        (UnreadableDate(words="soon"), "soon", False),
    ],
)
def test_a_form_has_changed_when_the_words_have(initial, typed, changed):
    assert PartialDateFormField().has_changed(initial, typed) is changed


def test_a_disabled_line_keeps_the_date_and_never_changes():
    field = PartialDateFormField(disabled=True)

    assert field.clean(PartialDate(2025)) == PartialDate(2025)
    assert not field.has_changed(PartialDate(2025), "2026")


def test_the_admin_offers_one_line_for_a_date(rf):
    desk = admin.ModelAdmin(Launch, admin.AdminSite())

    field = desk.get_form(rf.get("/"))().fields["premiere"]

    assert isinstance(field, PartialDateFormField)
    assert isinstance(field.widget, admin.widgets.AdminTextInputWidget)
    assert not field.required
