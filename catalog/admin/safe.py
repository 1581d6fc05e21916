"""The base of every admin: it shows and answers no more than it declares.

The stock admin leaks titles of rows through prefilled boxes and answers lookups on
any column (`?body__contains=`); a regular expression in the address can hold up the
database. Here only declared filters are looked up, only declared boxes are filled
in from the address, and words are searched folded, so that "renee" finds "Renée".
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from catalog.fields import PartialDateFormField
from catalog.text import fold

from .choosing import (
    DeskForm,
    RowChoiceField,
    RowsChoiceField,
    SearchBox,
    SearchBoxes,
    is_number,
    row_label,
    show_forms_of_date,
)
from .deleting import SeenDeletions
from .versions import VersionedAdmin

_FILTERED_BY = ("", "__exact", "__isnull", "__isempty", "__gte", "__lt", "__in")
_DATED_BY = ("", "__year", "__month", "__day", "__gte", "__lt")


class SearchBoxesEverywhere:
    """Foreign keys as search boxes, in admins and in inlines."""

    form: Any = DeskForm
    admin_site: Any
    get_autocomplete_fields: Any
    formfield_overrides: ClassVar[dict] = {
        models.URLField: {"assume_scheme": "https"},
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A date shows its forms in the empty box; a box links to adding alone."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, PartialDateFormField):
            show_forms_of_date(field, str(db_field.help_text))
        if isinstance(field and field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            field.widget.can_view_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SearchBox(db_field, self.admin_site))
        kwargs.setdefault("form_class", RowChoiceField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SearchBoxes(db_field, self.admin_site))
        kwargs.setdefault("form_class", RowsChoiceField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class SafeModelAdmin(
    VersionedAdmin, SeenDeletions, SearchBoxesEverywhere, admin.ModelAdmin
):
    prefill: ClassVar[tuple[str, ...]] = ()

    actions = None
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False

    def view_on_site(self, obj: models.Model) -> str | None:
        address = getattr(obj, "get_absolute_url", None)
        return address() if address else None

    def box_label(self, row: models.Model) -> str:
        """How a search box names a row of this kind."""
        return row_label(row)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the filters of this list ask for themselves."""
        return lookup in self._declared_lookups(request)

    def _declared_lookups(self, request: HttpRequest) -> set[str]:
        declared: set[str] = set()
        for item in self.get_list_filter(request):
            chosen: Any = item[0] if isinstance(item, list | tuple) else item
            if isinstance(chosen, str):
                declared.update(f"{chosen}{ending}" for ending in _FILTERED_BY)
                declared.update(self._key_lookups(chosen))
            else:
                declared.add(chosen.parameter_name)
        if self.date_hierarchy:
            declared.update(f"{self.date_hierarchy}{ending}" for ending in _DATED_BY)
        return declared

    def _key_lookups(self, path: str) -> set[str]:
        model = self.model
        for name in path.split("__"):
            remote = model._meta.get_field(name).remote_field
            if remote is None:
                return set()
            model = remote.model
        return {f"{path}__{model._meta.pk.name}__exact"}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address may fill in: the fields of `prefill`, by number."""
        given = ((name, request.GET.get(name, "")) for name in self.prefill)
        return {name: value for name, value in given if is_number(value)}

    def get_search_results(self, request, queryset, search_term):
        """Rows that have every word somewhere, in folded columns without accents."""
        fields = self.get_search_fields(request)
        for word in search_term.replace("\0", "").split()[:12] if fields else ():
            found = models.Q()
            for field in fields:
                is_folded = field.endswith("folded")
                lookup = "contains" if is_folded else "icontains"
                needle = fold(word) if is_folded else word
                found |= models.Q(**{f"{field}__{lookup}": needle})
            queryset = queryset.filter(found)
        return queryset, False


class ReadOnlyAdmin(SafeModelAdmin):
    """Rows that the desk reads and never edits by form."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class HistoricAdmin(SimpleHistoryAdmin, SafeModelAdmin):
    """With the history of every field; going back is an edit like any other."""

    object_history_list_template = "admin/history_list.html"

    def revert_disabled(self, request, obj=None):
        return True

    def history_view(self, request, object_id, extra_context=None):
        if self.get_object(request, unquote(object_id)) is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """The row as it was; a POST, which would bring it back, changes nothing."""
        request.method = "GET"
        return super().history_form_view(
            request, object_id, version_id, extra_context=extra_context
        )


_MISSING = 10
"""So many rows that are counted and not sent are enough to say what is wrong."""


class SentRows(BaseInlineFormSet):
    """Rows as they were sent, whatever the form says their number is.

    Django makes up to 2,000 forms of a count without a row, and prints them all: half
    a minute for one false number.
    """

    def total_form_count(self) -> int:
        count = super().total_form_count()
        return min(count, self._sent() + _MISSING) if self.is_bound else count

    def _sent(self) -> int:
        """One more than the highest number of a row of which anything was sent."""
        start = f"{self.prefix}-"
        numbers = (
            name.removeprefix(start).partition("-")[0]
            for name in (*self.data, *self.files)
            if name.startswith(start)
        )
        return max((int(n) + 1 for n in numbers if is_number(n)), default=0)


class SafeInline(SearchBoxesEverywhere, admin.TabularInline):
    """Rows that hang on another; closed unless there is a reason to show them."""

    formset = SentRows
    extra = 0
    classes = ("collapse",)

    def get_queryset(self, request):
        """With everything the boxes show, so that a row costs no query."""
        rows = super().get_queryset(request)
        loaded = self.get_autocomplete_fields(request)
        rows = rows.select_related(*loaded) if loaded else rows
        locks = getattr(request, "locks_rows", False)
        return rows.select_for_update(of=("self",)) if locks else rows
