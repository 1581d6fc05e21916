"""Boxes that choose rows by searching, and cannot be upset by what is sent to them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, QueryDict

from catalog.held import given_back
from catalog.models import Entry, EntryKind

_SPELLED_BY_ADDRESS = (EntryKind.SEASON, EntryKind.EPISODE)


def entry_label(entry: Entry) -> str:
    """How an entry is told from others of its title: "Season 2 (ballard/season-2)"."""
    if entry.kind in _SPELLED_BY_ADDRESS:
        return f"{entry.title} ({entry.slug})"
    return f"{entry.title} ({entry.get_kind_display()})"


def row_label(row: object) -> str:
    """What a box shows for a row; the kind of an entry only where kinds are mixed."""
    if isinstance(row, Entry) and (
        type(row) is Entry or row.kind in _SPELLED_BY_ADDRESS
    ):
        return entry_label(row)
    return str(row)


class RowChoiceField(forms.ModelChoiceField):
    """One row by its number; a number that no column holds is no choice."""

    def label_from_instance(self, row: object) -> str:
        return row_label(row)

    def to_python(self, value: Any) -> Any:
        # Django asks the database, and SQLite fails at what it cannot hold.
        if value not in self.empty_values and not is_number(str(value)):
            raise forms.ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value},
            )
        return super().to_python(value)


class RowsChoiceField(forms.ModelMultipleChoiceField):
    """Rows by their numbers; a number that no column holds is no choice."""

    def label_from_instance(self, row: object) -> str:
        return row_label(row)

    def clean(self, value: Any) -> Any:
        for number in value if isinstance(value, list | tuple) else ():
            if not is_number(str(number)):
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": number},
                )
        return super().clean(value)


class _Searching(AutocompleteMixin):
    """Narrows the search by `narrow`, and asks no query for labels it knows.

    Values that are no numbers are dropped before they reach the database, which
    would refuse to compare them.
    """

    create_option: Any
    is_required: bool
    allow_multiple_selected: bool

    def __init__(self, *args: Any, narrow: dict[str, Any] | None = None, **kw):
        super().__init__(*args, **kw)
        self.narrow = narrow or {}
        self.known: dict[str, str] = {}

    def get_url(self) -> str:
        url = super().get_url()
        return f"{url}?{urlencode(self.narrow, doseq=True)}" if self.narrow else url

    def optgroups(self, name, value, attrs=None):
        wanted = [v for v in map(str, value) if is_number(v)]
        if not wanted or any(v not in self.known for v in wanted):
            return super().optgroups(name, wanted, attrs)
        options = [self.create_option(name, "", "", False, 0)]
        if self.is_required or self.allow_multiple_selected:
            options = []
        for at, key in enumerate(wanted, len(options)):
            label = self.known[key]
            options.append(self.create_option(name, key, label, True, at))
        return [(None, options, 0)]


class SearchBox(_Searching, AutocompleteSelect):
    pass


class SearchBoxes(_Searching, AutocompleteSelectMultiple):
    pass


def show_forms_of_date(field: forms.Field, help_text: str = "") -> forms.Field:
    """The same field, with its examples in the empty box instead of below it."""
    field.help_text = help_text
    field.widget.attrs["placeholder"] = "2023-11-17, July 2025, Winter 2025, about 2025"
    return field


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, however little; None where nothing was, for a form unbound.

    A look that gives back what was typed has it too, and does nothing with it.
    """
    is_sent = request.method == "POST" or given_back(request) is not None
    return request.POST if is_sent else None


def is_number(text: str) -> bool:
    """Whether the text can be the number of a row."""
    return text.isascii() and text.isdigit() and len(text) < 19


class DeskForm(forms.ModelForm):
    """A form of the desk: no query for what is loaded, no error without a place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        loaded = self.instance._state.fields_cache
        for name, field in self.fields.items():
            # Boxes with a link to add a row come wrapped.
            widget = getattr(field.widget, "widget", field.widget)
            row = loaded.get(name)
            if isinstance(widget, _Searching) and row is not None:
                widget.known = {str(row.pk): row_label(row)}

    def validate_unique(self):
        """Also by the rules on columns that the form does not show.

        Django's own leaves them out, so that only the database would refuse a slug
        that is taken within its kind.
        """
        super().validate_unique()
        exclude = self._get_validation_exclusions()
        hidden = exclude - set(self.fields)
        for model, rules in self.instance.get_constraints():
            for rule in rules:
                if hidden.isdisjoint(getattr(rule, "fields", ())):
                    continue
                try:
                    rule.validate(model, self.instance, exclude=exclude - hidden)
                except forms.ValidationError as error:
                    self._update_errors(error)

    def add_error(self, field, error):
        """An error about a column that this form does not show is the form's own."""
        if hasattr(error, "error_dict"):
            placed: dict[str, Any] = {}
            for name, errors in error.error_dict.items():
                known = name if name in self.fields else NON_FIELD_ERRORS
                placed.setdefault(known, []).extend(errors)
            error = forms.ValidationError(placed)
        elif field is not None and field not in self.fields:
            field = None
        super().add_error(field, error)
