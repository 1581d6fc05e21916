"""Derived columns on throw-away models, in a registry and in tables of their own."""

from datetime import date

import pytest
from django import forms
from django.core import serializers
from django.core.serializers.base import DeserializedObject
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState
from django.test.utils import isolate_apps
from simple_history.models import HistoricalRecords

from catalog.dates import PartialDate
from catalog.fields import (
    CertainByField,
    DerivedCharField,
    DerivedTextField,
    DerivingModel,
    EarliestField,
    LatestField,
    PartialDateField,
)
from catalog.text import fold

with isolate_apps("catalog"):

    class Named(DerivingModel):
        title = models.CharField(max_length=80)
        note = models.TextField(blank=True)
        folded = DerivedTextField(lambda row: fold(row.title), sources=("title",))
        initial = DerivedCharField(
            lambda row: row.folded, max_length=3, sources=("folded",)
        )
        anything = DerivedTextField(lambda row: f"{row.title}/{row.note}")

        class Meta:
            app_label = "catalog"
            abstract = True

    class Series(Named):
        premiere = PartialDateField()
        premiere_earliest = EarliestField("premiere")
        premiere_latest = LatestField("premiere")
        premiere_certain_by = CertainByField("premiere")
        history = HistoricalRecords(
            excluded_fields=["title"],
            history_user_id_field=models.IntegerField(null=True),
        )

        class Meta:
            app_label = "catalog"

    class Spinoff(Series):
        series = models.OneToOneField(
            Series, on_delete=models.CASCADE, parent_link=True, primary_key=True
        )
        ordered = PartialDateField()

        class Meta:
            app_label = "catalog"


MODELS = (Series, Spinoff, Series.history.model)


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            for model in MODELS:
                editor.create_model(model)
        yield
        with connection.schema_editor() as editor:
            for model in reversed(MODELS):
                editor.delete_model(model)


@pytest.fixture
def database(tables, db):
    """The tables, in a transaction that is rolled back."""


def stored(row, *columns):
    """What the database holds of a row, past every Python conversion."""
    table = connection.ops.quote_name(row._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {table} WHERE id = %s", [row.pk])
        return cursor.fetchone()


# In memory


def test_a_derived_value_follows_its_source_at_once():
    series = Series(title="Renée")
    assert series.folded == "renee"

    series.title = "Bosch"

    assert series.folded == "bosch"
    assert series.initial == "bos"


def test_what_is_assigned_to_a_derived_value_is_ignored():
    series = Series(title="Bosch", folded="something else")

    series.folded = "something else"

    assert series.folded == "bosch"


def test_a_derived_text_is_cut_to_the_length_of_its_column():
    assert Series(title="ßß").initial == "sss"


def test_derived_columns_stay_out_of_forms_and_of_fixtures():
    form = forms.modelform_factory(Series, fields=forms.ALL_FIELDS)()
    fixture = serializers.serialize("python", [Series(pk=1, title="Bosch")])

    assert list(form.fields) == ["title", "note", "premiere"]
    assert set(fixture[0]["fields"]) == {"title", "note", "premiere"}


@isolate_apps("catalog")
def test_a_source_that_is_no_field_is_reported():
    class Wrong(models.Model):
        folded = DerivedTextField(lambda row: "", sources=("titel",))
        earliest = EarliestField("folded")

        class Meta:
            app_label = "catalog"

        def __str__(self):
            return self.folded

    messages = [error.msg for error in Wrong.check() if error.id == "catalog.E101"]

    assert messages == [
        "It is derived from “titel”, which is no Field of the model.",
        "It is derived from “folded”, which is no PartialDateField of the model.",
    ]


# In the database


def test_saving_writes_the_derived_columns(database):
    series = Series.objects.create(title="Renée", premiere="July 2025?")

    columns = ("folded", "initial", "anything", "premiere", "premiere_certain_by")
    words = tuple(map(str, stored(series, *columns)))
    assert words == ("renee", "ren", "Renée/", "July 2025?", "2025-08-31")


def test_a_raw_save_writes_the_derived_columns(database):
    row = Series(pk=7, title="Renée", premiere=date(2023, 11, 17))

    DeserializedObject(row).save()

    found = Series.objects.get(pk=7, folded="renee", initial="ren")
    assert found.premiere == PartialDate(2023, 11, 17)
    assert Series.objects.get(premiere_latest="2023-11-17") == found


def test_a_child_row_writes_the_derived_columns_of_its_parent(database):
    spinoff = Spinoff.objects.create(title="Renée", premiere="2025", ordered="2023")

    spinoff.title = "Ballard"
    spinoff.save(update_fields=["title"])

    assert Series.objects.get(folded="ballard").pk == spinoff.pk


@pytest.mark.parametrize(
    ("changed", "written"),
    [
        pytest.param(["title"], ("bosch", "bos", "Bosch/new"), id="the source"),
        pytest.param(["note"], ("ren", "ren", "Bosch/new"), id="another field"),
        pytest.param(set(), ("ren", "ren", "Ren/"), id="nothing"),
        pytest.param(("title", "note"), ("bosch", "bos", "Bosch/new"), id="both"),
    ],
)
def test_naming_the_changed_fields_writes_what_is_derived_from_them(
    database, changed, written
):
    series = Series.objects.create(title="Ren")
    series.title, series.note = "Bosch", "new"

    series.save(update_fields=changed)

    assert stored(series, "folded", "initial", "anything") == written


def test_a_row_loaded_in_part_writes_what_is_derived_from_that_part(database):
    Series.objects.create(title="Renée", premiere="2025")
    series = Series.objects.only("title").get()

    series.title = "Bosch"
    series.save()

    assert stored(series, "title", "folded", "initial") == ("Bosch", "bosch", "bos")
    assert Series.objects.get().premiere == PartialDate(2025)


def test_a_deferred_derived_column_costs_at_most_its_source(
    database, django_assert_num_queries
):
    Series.objects.create(title="Renée")

    with django_assert_num_queries(2):
        series = Series.objects.only("note").get()
        assert (series.folded, series.initial) == ("renee", "ren")


def test_a_loaded_derived_column_does_not_load_its_source(
    database, django_assert_num_queries
):
    Series.objects.create(title="Renée", premiere="2025")

    with django_assert_num_queries(1):
        series = Series.objects.only("folded", "premiere_earliest").get()
        assert series.folded == "renee"
        assert series.premiere_earliest == date(2025, 1, 1)


def test_a_derived_column_is_written_from_the_source_as_it_is_now(database):
    Series.objects.create(title="Renée")
    series = Series.objects.defer("title").get()
    Series.objects.update(title="Bosch", folded="bosch")

    series.save()

    assert stored(series, "title", "folded") == ("Bosch", "bosch")


def test_refreshing_a_row_refreshes_what_is_derived(database):
    series = Series.objects.create(title="Renée")
    Series.objects.update(title="Bosch")

    series.refresh_from_db()

    assert series.folded == "bosch"


def test_history_keeps_the_derived_values_of_its_time(database):
    series = Series.objects.create(title="Renée", premiere="Winter 2025")
    series.title = "Bosch"
    series.save()

    newest, oldest = series.history.all()

    assert (oldest.folded, newest.folded) == ("renee", "bosch")
    assert oldest.premiere == PartialDate.parse("Winter 2025")
    assert oldest.premiere_latest == date(2025, 3, 31)
    assert newest.instance.folded == "bosch"


# In migrations


def test_a_migration_knows_plain_columns_only(database):
    state = ProjectState()
    state.add_model(ModelState.from_model(Series))
    frozen = state.apps.get_model("catalog", "Series")

    row = frozen.objects.create(title="Renée", folded="kept as given")

    assert stored(row, "folded", "premiere_earliest") == ("kept as given", None)
    assert frozen.objects.get().folded == "kept as given"


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("folded", {}),
        ("initial", {"max_length": 3}),
        ("premiere_latest", {"null": True, "db_index": True}),
        ("premiere", {"blank": True, "max_length": 120}),
    ],
)
def test_a_migration_says_no_more_than_the_column_needs(name, options):
    _, path, args, kwargs = Series._meta.get_field(name).deconstruct()

    assert path.startswith("catalog.fields.")
    assert (args, kwargs) == ([], options)


@pytest.mark.parametrize(
    "field", [PartialDateField(blank=False), EarliestField("premiere", db_index=False)]
)
def test_options_other_than_the_usual_ones_survive_a_migration(field):
    clone = field.clone()

    assert (clone.blank, clone.db_index) == (field.blank, field.db_index)
