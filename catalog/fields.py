"""Columns for dates of uncertain precision, and columns that follow from others.

A derived column exists so that the database can search and sort by it. Its value is
computed from the instance whenever it is read, therefore right however a row is
saved: by a form, by an action, or raw from a fixture, where neither `save()` nor
`pre_save()` runs. Only `QuerySet.update()` and `bulk_update()`, which have no
instance, must be given the derived columns along with their sources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core import checks
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models.expressions import OrderBy
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import cached_property

from .dates import (
    EXAMPLES,
    MAX_LENGTH,
    InvalidPartialDate,
    PartialDate,
    UnreadableDate,
)

if TYPE_CHECKING:
    _Written = PartialDate | date | str | int | None
    _PartialDateColumn = models.CharField[_Written, PartialDate | None]
    _Column = models.Field[Any, Any]
else:
    _PartialDateColumn = models.CharField
    _Column = object


class ComputedAttribute(DeferredAttribute):
    """Computes a derived value on reading; what is assigned is not used.

    The value that came from the database stays in the instance's `__dict__`, where
    Django looks to tell a loaded column from a deferred one. It is believed only as
    long as all its sources are deferred, to spare the query that loads them.
    """

    field: Derived

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name in instance.__dict__ and self.field.has_only_deferred_sources(instance):
            return instance.__dict__[name]
        return self.field.compute(instance)

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


# What every derived column has, and what a migration therefore need not say.
_ALWAYS = {"editable": False, "serialize": False, "blank": True}


class Derived(_Column):
    """A column whose value is computed from other attributes of the row.

    `sources` names the fields that the value depends on; without them it counts as
    depending on all. In a migration, and as a copy in another table such as field
    history, it is a plain column that keeps what it is given.
    """

    source_class: ClassVar[type[models.Field]] = models.Field

    def __init__(
        self,
        compute: Callable[[Any], Any] | None = None,
        *,
        sources: Iterable[str] = (),
        **options: Any,
    ) -> None:
        self.rule = compute
        self.sources = tuple(sources)
        super().__init__(**options | _ALWAYS)

    def compute(self, instance: models.Model) -> Any:
        """The value that follows from the instance as it is now."""
        assert self.rule is not None
        return self.rule(instance)

    def depends_on(self, columns: set[str]) -> bool:
        """Whether a change of the columns may change this one."""
        return not self.sources or not columns.isdisjoint(self._source_columns)

    def has_only_deferred_sources(self, instance: models.Model) -> bool:
        """Whether the instance was loaded without any of the sources."""
        return bool(self.sources) and self._source_columns.isdisjoint(instance.__dict__)

    @cached_property
    def _source_columns(self) -> set[str]:
        return {_column_name(self.model, source) for source in self.sources}

    def contribute_to_class(
        self, cls: type[models.Model], name: str, *args: Any, **kwargs: Any
    ) -> None:
        declared_on = getattr(self, "model", None)
        if declared_on and not declared_on._meta.abstract:
            # History copies the field into a table of its own, which need not have
            # the sources: there the value is a record like any other.
            self.rule = None
            self.serialize = True
        if self.rule is not None:
            self.descriptor_class = ComputedAttribute
        else:
            self.descriptor_class = DeferredAttribute
        super().contribute_to_class(cls, name, *args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if self.rule is None:
            return super().pre_save(model_instance, add)
        return self.compute(model_instance)

    def deconstruct(self) -> Any:
        """Without the rule: a migration needs the column alone."""
        name, path, args, kwargs = super().deconstruct()
        said = {key: value for key, value in kwargs.items() if key not in _ALWAYS}
        return name, path, args, said

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_sources()]

    def _check_sources(self) -> Iterable[checks.CheckMessage]:
        for source in self.sources if self.rule else ():
            if not isinstance(_field_named(self.model, source), self.source_class):
                kind = self.source_class.__name__
                yield checks.Error(
                    f"It is derived from “{source}”, which is no {kind} of the model.",
                    obj=self,
                    id="catalog.E101",
                )


class DerivedCharField(Derived, models.CharField):
    """A derived text that is cut to `max_length`: folding can make a text longer."""

    def compute(self, instance: models.Model) -> str:
        return super().compute(instance)[: self.max_length]


class DerivedTextField(Derived, models.TextField):
    """A derived text of any length."""


class DerivedDateField(Derived, models.DateField):
    """A derived day."""


class PartialDateFormField(forms.CharField):
    """One line for a date of any precision, in the words of its source."""

    def __init__(self, *, help_text: Any = "", **options: Any) -> None:
        help_text = f"{help_text} As in {', '.join(EXAMPLES)}.".strip()
        super().__init__(help_text=help_text, **options)

    def to_python(self, value: Any) -> Any:
        """The date, or None where nothing was written."""
        return _cleaned(value)

    def run_validators(self, value: Any) -> None:
        super().run_validators(_words(value))

    def prepare_value(self, value: Any) -> Any:
        """What the line shows: the words as they were typed, right or wrong."""
        return value.stored if isinstance(value, PartialDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the words differ: another spelling is worth keeping too."""
        return not self.disabled and _words(initial) != _words(data)


class PartialDateAttribute(DeferredAttribute):
    """Holds a PartialDate or None; words are read when they are assigned.

    Assigning words that are no date raises InvalidPartialDate, a ValueError. So does
    an expression: the columns that follow from the date could not follow it.
    """

    field: PartialDateField

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = _read(value)


class PartialDateField(_PartialDateColumn):
    """A date of any precision: a PartialDate in Python, its words in the database.

    None is the empty text, never NULL. Words in the database that are no date, or no
    longer one, come as an `UnreadableDate`: it prints them, sorts last, is written
    back unchanged, and is refused when the row is validated. Lookups compare words;
    to compare days, declare an EarliestField and a LatestField beside it.
    """

    descriptor_class = PartialDateAttribute

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", MAX_LENGTH)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"blank": self.blank}

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if self.null:
            problem = "A PartialDateField keeps none as an empty text, not as NULL."
            found.append(checks.Error(problem, obj=self, id="catalog.E102"))
        return found

    def from_db_value(
        self, value: Any, expression: Any, connection: Any
    ) -> PartialDate | None:
        try:
            return _read(value)
        except InvalidPartialDate:
            return UnreadableDate(words=str(value))

    def to_python(self, value: Any) -> Any:
        """The date, from a PartialDate, words, a year, a `date` or nothing."""
        return _cleaned(value)

    def get_prep_value(self, value: Any) -> str:
        return _words(super().get_prep_value(value))

    def value_to_string(self, obj: models.Model) -> str:
        return _words(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(_words(value), model_instance)
        if isinstance(value, UnreadableDate):
            _cleaned(value.stored)

    def run_validators(self, value: Any) -> None:
        super().run_validators(_words(value))

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


class _DayOfPartialDateField(DerivedDateField):
    """One day that a PartialDateField of the same model implies; NULL for none."""

    implied: ClassVar[str]
    source_class = PartialDateField

    def __init__(self, of: str = "", **options: Any) -> None:
        options.setdefault("db_index", True)
        super().__init__(
            self._read_from(of) if of else None,
            sources=[of] if of else (),
            **options | {"null": True, "blank": True},
        )

    def _read_from(self, of: str) -> Callable[[Any], date | None]:
        return lambda instance: getattr(getattr(instance, of), self.implied, None)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.setdefault("db_index", False)  # Django leaves its own default out.
        return name, path, args, kwargs


class EarliestField(_DayOfPartialDateField):
    """The first day that the date in the field named can mean."""

    implied = "earliest"


class LatestField(_DayOfPartialDateField):
    """The last day that the words in the field named can mean, hedges aside."""

    implied = "latest"


class CertainByField(_DayOfPartialDateField):
    """The day by which it certainly has been: `known_by()` as a column.

    `filter(known_on_certain_by__lte=day)` lets no hedged later knowledge through.
    """

    implied = "certain_by"


class DerivingModel(models.Model):
    """A model that writes its derived columns whenever it writes their sources."""

    class Meta:
        abstract = True

    def save(
        self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any
    ) -> None:
        if update_fields:
            update_fields = self._with_derived(set(update_fields))
        elif update_fields is None:
            for field in self._derived():
                # Django leaves out columns that were deferred on loading, although
                # a source of this one may have been loaded and changed since.
                if not field.has_only_deferred_sources(self):
                    self.__dict__.setdefault(field.attname, None)
        super().save(*args, update_fields=update_fields, **options)

    @classmethod
    def _derived(cls) -> Iterable[Derived]:
        for field in cls._meta.concrete_fields:
            if isinstance(field, Derived) and field.rule:
                yield field

    def _with_derived(self, names: set[str]) -> set[str]:
        before = 0
        while len(names) > before:  # A derived column may be the source of another.
            before = len(names)
            columns = {_column_name(type(self), name) for name in names}
            names |= {f.name for f in self._derived() if f.depends_on(columns)}
        return names


def by_date(name: str, *, newest_first: bool = False) -> list[OrderBy]:
    """What to give to `order_by()` to list rows by the partial date `name`.

    By the first possible day, then the last, as `PartialDate.sort_bounds` does; rows
    of an unknown year come last either way. The name may follow foreign keys.
    """
    bounds = (models.F(f"{name}_earliest"), models.F(f"{name}_latest"))
    if newest_first:
        return [bound.desc(nulls_last=True) for bound in bounds]
    return [bound.asc(nulls_last=True) for bound in bounds]


def _field_named(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _column_name(model: type[models.Model], name: str) -> str:
    return getattr(_field_named(model, name), "attname", name)


def _read(value: Any) -> PartialDate | None:
    """The date that a value of any usual type stands for; may raise."""
    if value is None or isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate.from_date(value)
    if type(value) is int and 0 < value <= 9999:
        value = f"{value:04d}"  # A bare year in YAML is a number.
    if isinstance(value, str) and not value.strip():
        return None
    return PartialDate.parse(value)


def _cleaned(value: Any) -> PartialDate | None:
    try:
        return _read(value)
    except InvalidPartialDate as problem:
        raise ValidationError(str(problem), code="invalid") from problem


def _words(value: Any) -> str:
    if isinstance(value, PartialDate):
        return value.stored
    return "" if value is None else " ".join(str(value).split())
