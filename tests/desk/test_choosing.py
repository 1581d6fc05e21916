"""Boxes that choose rows refuse in words whatever is no number of a row."""

import pytest
from django import forms
from django.contrib import admin

from catalog.admin.choosing import RowChoiceField, RowsChoiceField
from catalog.models import Show
from tests import builders as make

pytestmark = pytest.mark.django_db

NO_NUMBERS = (str(2**63), "9" * 400, "-1", "٣", "a\0b", "NaN", "\ud800", "[1]")


@pytest.fixture
def request_of_root(rf):
    request = rf.get("/")
    request.user = make.a_superuser()
    return request


def boxes(request):
    """Yield every field of a form of the desk that chooses rows, with its place."""
    for model, model_admin in admin.site._registry.items():
        if not model_admin.has_change_permission(request):
            continue
        forms_of_it = [("", model_admin.get_form(request, change=False))]
        for inline in model_admin.get_inline_instances(request):
            formset = inline.get_formset(request)
            forms_of_it.append((type(inline).__name__, formset.form))
        for inline, form in forms_of_it:
            for name, field in form.base_fields.items():
                if isinstance(field, forms.ModelChoiceField):
                    yield f"{model.__name__} {inline} {name}", field


def is_refused(field, value):
    try:
        field.clean(value)
    except forms.ValidationError as error:
        return bool(error.messages)
    return False


def test_every_box_refuses_what_is_no_number_of_a_row(request_of_root):
    accepted, count = [], 0
    for place, field in boxes(request_of_root):
        is_many = isinstance(field, forms.ModelMultipleChoiceField)
        for text in NO_NUMBERS:
            count += 1
            if not is_refused(field, [text] if is_many else text):
                accepted.append((place, text))

    assert accepted == []
    assert count > 300


def test_a_row_is_chosen_by_its_number():
    show = make.a_show("Harbour")
    number = str(show.pk)

    assert RowChoiceField(Show.objects.all()).clean(number) == show
    assert list(RowsChoiceField(Show.objects.all()).clean([number])) == [show]
