"""Loading fixtures with care: every row as valid as if a form had saved it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, connection, models, transaction

from articles.fixture_checks import (
    ROW_CHECKS,
    problems_of_user_fields,
    problems_of_whole,
)
from articles.fixture_files import FixtureRefused, FixtureRow
from articles.fixture_tables import (
    LOCKED,
    Key,
    Tables,
    columns_of,
    is_written,
    lists_of,
    plain,
)
from articles.models.sources import AppendOnlyModel
from catalog.fields import PartialDateField
from catalog.models import Entry


@dataclass(frozen=True)
class Loaded:
    """What loading came to."""

    rows: int
    written: int


@dataclass
class _Held:
    """A row of a file on its way into the database."""

    row: FixtureRow
    instance: models.Model
    key: Key
    is_new: bool
    lists: dict[str, list[models.Model]]
    is_kept: bool = False

    def refused(self, problem: str, field: str = "") -> FixtureRefused:
        return self.row.refused(problem, name=named(self.key), field=field)


def named(key: Key) -> str:
    """A natural key as messages show it."""
    return "/".join(str(word) for word in key)[:200]


class Loader:
    """Loads rows in their order; a row must come after those it names."""

    def __init__(self, allowed: Iterable[type[models.Model]]) -> None:
        self.models = {model._meta.label_lower: model for model in allowed}
        self.tables = Tables()
        self.held: dict[tuple[str, Key], _Held] = {}
        self.written = 0

    @transaction.atomic
    def load(self, rows: Iterable[FixtureRow]) -> Loaded:
        """Loads all rows or none; raises FixtureRefused.

        A row that is there already and says the same is not written.
        """
        for row in rows:
            self._take(row)
        for held in self.held.values():
            self._set_lists(held)
        self._check_whole()
        return Loaded(len(self.held), self.written)

    def _take(self, row: FixtureRow) -> None:
        model = self.models.get(row.model)
        if model is None:
            raise row.refused("this kind of row is not loaded.", field="model")
        held = self._built(row, model)
        first = self.held.get((row.model, held.key))
        if first is not None:
            raise held.refused(
                f"it stands twice, first as row {first.row.number} of {first.row.file}."
            )
        self.held[row.model, held.key] = held
        there = self.tables.of(model).get(held.key)
        if there is not None:
            held.is_new = False
            if model is get_user_model():
                self._meet(held, there)
                return
            if _says_the_same(held.instance, there):
                held.instance = there
                return
            if issubclass(model, AppendOnlyModel):
                raise held.refused("it is here already with other values, for ever.")
            held.instance.pk = there.pk
        self._validate(held)
        self._save(held)
        self.tables.of(model)[held.key] = held.instance

    def _meet(self, held: _Held, there: Any) -> None:
        """A member of the demo's staff who is here already is left alone."""
        if there.email != held.instance.email:  # type: ignore[attr-defined]
            raise held.refused("somebody else here has this name.", "username")
        held.instance = there
        held.is_kept = True

    # --- From a row to an instance -------------------------------------------------

    def _built(self, row: FixtureRow, model: type[models.Model]) -> _Held:
        fields = dict(row.fields)
        name = _name_in(fields, model)
        if model is get_user_model():
            for field, problem in problems_of_user_fields(fields, LOCKED).items():
                raise row.refused(problem, name=name, field=field)
            for field in ("is_superuser", "user_permissions", "password"):
                fields.pop(field, None)
        instance = model()
        if model is get_user_model():
            instance.set_unusable_password()  # type: ignore[attr-defined]
        columns = {field.name: field for field in columns_of(model)}
        many = {field.name: field for field in lists_of(model)}
        lists = {}
        for field_name, value in fields.items():
            try:
                if field_name in columns:
                    self._set(instance, columns[field_name], value)
                elif field_name in many:
                    lists[field_name] = self._list(many[field_name], value)
                else:
                    raise ValidationError("there is no such field.")
            except ValidationError as error:
                problem = " ".join(error.messages)
                raise row.refused(problem, name=name, field=field_name) from error
        self._complete(row, instance)
        try:
            key = instance.natural_key()  # type: ignore[attr-defined]
        except (ObjectDoesNotExist, AttributeError) as error:
            missing = ", ".join(getattr(model, "natural", ()))
            raise row.refused("it lacks its natural key.", field=missing) from error
        return _Held(row, instance, key, True, lists)

    def _complete(self, row: FixtureRow, instance: models.Model) -> None:
        """Gives a show, a person and so on the columns of its entry."""
        if not isinstance(instance, Entry) or type(instance) is Entry:
            return
        if instance.pk is None:
            raise row.refused("it lacks its natural key.", field="entry")
        entry = instance.__dict__["_fixture_entry"]
        for field in Entry._meta.concrete_fields:
            if is_written(field):
                setattr(instance, field.attname, getattr(entry, field.attname))
        instance.id = entry.pk
        if entry.kind != instance.own_kind:
            raise row.refused(
                f"the entry is a {entry.kind}.",
                name=named(entry.natural_key()),
                field="entry",
            )

    def _set(self, instance: models.Model, field: models.Field, value: Any) -> None:
        if field.remote_field is None:
            setattr(instance, field.attname, _value(field, value))
            return
        if value is None:
            setattr(instance, field.attname, None)
            return
        target = self._one(field.remote_field.model, value)
        if getattr(field.remote_field, "parent_link", False):
            setattr(instance, field.attname, target.pk)
            instance.__dict__["_fixture_entry"] = target
        else:
            setattr(instance, field.name, target)

    def _one(self, model: type[models.Model], words: Any) -> models.Model:
        label = model._meta.verbose_name
        if not isinstance(words, list) or any(
            isinstance(word, list | dict) for word in words
        ):
            raise ValidationError(f"name a {label} by its key, as a list of words.")
        found = self.tables.of(model).get(tuple(words))
        if found is None:
            raise ValidationError(f"there is no {label} “{named(tuple(words))}”.")
        return found

    def _list(self, field: models.ManyToManyField, value: Any) -> list[models.Model]:
        if not isinstance(value, list):
            raise ValidationError("write a list of keys.")
        return [self._one(field.remote_field.model, words) for words in value]

    # --- From an instance to the database ------------------------------------------

    def _validate(self, held: _Held) -> None:
        """Everything of `full_clean` that the database does not hold by itself."""
        instance = held.instance
        try:
            instance.clean_fields(exclude=_known_to_be_right(instance))
            instance.clean()
        except ValidationError as error:
            raise _first_problem(held, error) from error
        check = ROW_CHECKS.get(held.row.model)
        for field, problem in (check(instance) if check else {}).items():
            raise held.refused(problem, field)

    def _save(self, held: _Held) -> None:
        """As `loaddata` saves: raw, so that a fixture's own times and keys stand."""
        held.instance._state.adding = held.is_new
        try:
            with transaction.atomic():
                models.Model.save_base(
                    held.instance, raw=True, force_insert=held.is_new
                )
        except (DatabaseError, ValueError, OverflowError) as error:
            raise self._explained(held, error) from error
        self.written += 1

    def _explained(self, held: _Held, refusal: Exception) -> FixtureRefused:
        """Which constraint the database has held, in the words of the model.

        To try every constraint before each row would cost three times the loading.
        """
        instance = held.instance
        # As rows of the database they are: the pk of a show is that of its entry.
        instance._state.adding = instance.pk is None
        try:
            instance.validate_unique()
        except ValidationError as error:
            return _first_problem(held, error)
        for model, constraints in instance.get_constraints():
            for constraint in constraints:
                try:
                    constraint.validate(model, instance)
                except ValidationError as error:
                    problem = " ".join(error.messages)
                    return held.refused(problem, _fields_of_constraint(constraint))
        return held.refused(f"the database refuses it: {refusal}.")

    def _set_lists(self, held: _Held) -> None:
        for field in () if held.is_kept else lists_of(type(held.instance)):
            wanted = {one.pk for one in held.lists.get(field.name, ())}
            if held.is_new and not wanted:
                continue
            manager = getattr(held.instance, field.name)
            if held.is_new or wanted != set(manager.values_list("pk", flat=True)):
                manager.set(sorted(wanted))
                self.written += 1

    def _check_whole(self) -> None:
        """What is wrong with other rows of the database is not this file's fault."""
        if not self.written:
            return
        for instance, field, problem in problems_of_whole():
            label = instance._meta.label_lower
            held = self.held.get((label, instance.natural_key()))
            if held is not None:
                raise held.refused(problem, field)


def _name_in(fields: dict[str, Any], model: type[models.Model]) -> str:
    """The natural key as far as the row gives it, for messages before it is built."""
    words: list[Any] = []
    for name in getattr(model, "natural", ("username",)):
        value = fields.get(name, "")
        words += value if isinstance(value, list) else [value]
    return named(tuple(words))


def _value(field: models.Field, value: Any) -> Any:
    """The value for a column; YAML's own types must be those of the column."""
    if value is None:
        if field.null or isinstance(field, PartialDateField):
            return None
        raise ValidationError("it needs a value.")
    if isinstance(field, PartialDateField):
        if isinstance(value, bool) or not isinstance(value, str | int | datetime.date):
            raise ValidationError(f"{_shown(value)} is not a date.")
        return field.to_python(value)
    if isinstance(field, models.CharField | models.TextField | models.FileField):
        if not isinstance(value, str):
            raise ValidationError(f"{_shown(value)} is not text; put it in quotes.")
        if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise ValidationError("the text holds a character that cannot be kept.")
        return value
    if isinstance(field, models.BooleanField):
        if not isinstance(value, bool):
            raise ValidationError(f"{_shown(value)} is neither true nor false.")
        return value
    if isinstance(field, models.DateTimeField):
        if not isinstance(value, datetime.datetime) or value.tzinfo is None:
            raise ValidationError(f"{_shown(value)} is not a time with its time zone.")
        return value
    if isinstance(field, models.DateField):
        # A moment is a day as well to Python, and none to this column.
        if type(value) is not datetime.date:
            raise ValidationError(f"{_shown(value)} is not a day.")
        return value
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValidationError(f"{_shown(value)} is not a whole number.")
    # Of the SQL standard: SQLite would keep numbers that PostgreSQL refuses.
    low, high = connection.ops.integer_field_ranges[field.get_internal_type()]
    if not low <= value <= high:
        raise ValidationError(f"the number must lie between {low:,} and {high:,}.")
    return value


def _shown(value: Any) -> str:
    return f"“{str(value)[:60]}”"


def _known_to_be_right(instance: models.Model) -> set[str]:
    """Fields that `clean_fields` need not look at.

    What a foreign key names was found above; to ask again costs a query each. A
    column that may be NULL is right when it is NULL, although no form offers that.
    """
    return {
        field.name
        for field in instance._meta.fields
        if (field.remote_field and not field.remote_field.limit_choices_to)
        or (field.null and field.value_from_object(instance) is None)
    }


def _first_problem(held: _Held, error: ValidationError) -> FixtureRefused:
    if hasattr(error, "error_dict"):
        field, messages = next(iter(error.message_dict.items()))
        return held.refused(" ".join(messages), "" if field == "__all__" else field)
    return held.refused(" ".join(error.messages))


def _fields_of_constraint(constraint: models.BaseConstraint) -> str:
    if isinstance(constraint, models.UniqueConstraint):
        return ", ".join(constraint.fields)
    found: dict[str, None] = {}

    def search(q: Any) -> None:
        for child in q.children:
            if isinstance(child, models.Q):
                search(child)
            else:
                found[child[0].partition("__")[0]] = None

    search(constraint.condition)  # type: ignore[attr-defined]
    return ", ".join(found)


def _says_the_same(new: models.Model, old: models.Model) -> bool:
    return all(
        plain(field, new) == plain(field, old) for field in columns_of(type(new))
    )
