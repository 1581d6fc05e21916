"""What a browser sends for a value of a form, and what it sent.

Both as lists of plain strings, so that the two can be compared before anything is
validated, and one can be put in the place of the other.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.http import QueryDict

from catalog.versions import plain

from .choosing import is_number

Values = list[str]


def box(field: forms.Field) -> Any:
    """The widget itself; one with a link to add a row comes wrapped."""
    return getattr(field.widget, "widget", field.widget)


def printed(form: Any, name: str) -> Values:
    """What a browser sends for the field if nobody touches it.

    From the row the form was made for, whether or not something else was typed.
    """
    field = form.fields[name]
    widget = box(field)
    value = field.prepare_value(form.get_initial_for_field(field, name))
    if isinstance(widget, forms.MultiWidget):
        parts = value if isinstance(value, list) else widget.decompress(value)
        pairs = zip(widget.widgets, parts, strict=True)
        return [str(each.format_value(part) or "") for each, part in pairs]
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(value) else []
    if isinstance(widget, forms.FileInput):
        return [str(value)] if value else []
    shown = widget.format_value(value)
    if isinstance(shown, list | tuple):
        return _as_set(map(str, shown))
    return _filled(plain(str(shown))) if shown is not None else []


def sent(field: forms.Field, data: Any, files: Any, place: str) -> Values | None:
    """What came for the field of that place; None for a file that is left alone."""
    widget = box(field)
    if isinstance(widget, forms.MultiWidget):
        return [data.get(place + ending, "") for ending in widget.widgets_names]
    if isinstance(widget, forms.FileInput):
        given = widget.value_from_datadict(data, files, place)
        return None if given is None else [f"a new file, {given}"] if given else []
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.value_from_datadict(data, files, place) else []
    if getattr(widget, "allow_multiple_selected", False):
        return _as_set(data.getlist(place))
    return _filled(plain(data.get(place, "")))


def send(data: QueryDict, field: forms.Field, place: str, values: Values) -> None:
    """Puts the values where a browser would have put them; files cannot be sent."""
    widget = box(field)
    if isinstance(widget, forms.MultiWidget):
        for ending, value in zip(widget.widgets_names, values, strict=False):
            data[place + ending] = value
    elif isinstance(widget, forms.FileInput):
        data.pop(f"{place}-clear", None)
    elif values:
        data.setlist(place, values)
    else:
        data.pop(place, None)


def words(field: Any, values: Values) -> str:
    """The values as a person reads them; one query where they name rows."""
    if isinstance(field, forms.BooleanField):
        return "yes" if values else "no"
    choices = getattr(field, "choices", None)
    if choices is None:
        return " ".join(values)
    if isinstance(choices, ModelChoiceIterator):
        numbers = [value for value in values if is_number(value)]
        rows = field.queryset.filter(pk__in=numbers) if numbers else ()
        names = {str(row.pk): field.label_from_instance(row) for row in rows}
    else:
        names = dict(_flat(choices))
    return ", ".join(names.get(value, value) for value in values)


def _flat(choices: Any):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)


def _as_set(values: Any) -> Values:
    return sorted({value for value in values if value})


def _filled(text: str) -> Values:
    return [text] if text else []
