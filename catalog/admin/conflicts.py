"""What two people made of one row, laid side by side in what a form sent.

Nothing is saved here. What only the other person changed goes into the form, what
only I changed stays in it, and what both changed is asked about, with my words in
the box to go on with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from catalog.differences import Piece, differences
from catalog.merging import merge
from catalog.versions import (
    Columns,
    Version,
    changed,
    mark,
    texts_of,
    texts_to_carry,
)

from .sent import Values, box, printed, send, sent, words

BASE = "_base"
TAKE = "_take:"
MINE = "_mine:"


@dataclass(frozen=True)
class Contested:
    """A column that both changed; `place` is its name in the form.

    `is_merged` where the box has the changes of both. `pieces` lead from what the
    other person saved to what stands in the box.
    """

    place: str
    label: str
    mine: str
    theirs: str
    pieces: list[Piece]
    is_merged: bool = False
    is_long: bool = False


@dataclass
class Conflict:
    """What is told beside the form that was not saved, and what the form shows."""

    data: QueryDict
    who: str = ""
    is_unversioned: bool = False
    had_files: bool = False
    contested: list[Contested] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Hanging:
    """The rows of one inline as they are now, and the columns its form can change."""

    formset: Any
    names: list[str]

    @classmethod
    def of(cls, formset: Any, inline: Any, request: Any, row: Any) -> Hanging:
        """Without columns where the person may only read them."""
        if not inline.has_change_permission(request, row):
            return cls(formset, [])
        own = {formset.model._meta.pk.name, formset.fk.name, "DELETE", "ORDER"}
        fields = formset.form.base_fields.items()
        names = [name for name, f in fields if name not in own and not f.disabled]
        return cls(formset, names)

    @property
    def prefix(self) -> str:
        return self.formset.prefix

    @property
    def pk_name(self) -> str:
        return self.formset.model._meta.pk.name

    def rows(self) -> dict[str, Any]:
        """The form of each row, by the number of the row."""
        return {str(form.instance.pk): form for form in self.formset.initial_forms}


def version_of(form: Any, hanging: list[Hanging], at: Any) -> Version:
    """The version of what these forms show; no query once they are printed."""
    rows = {
        each.prefix: {key: _marks(row, each.names) for key, row in each.rows().items()}
        for each in hanging
        if each.names
    }
    return Version(_marks(form, editable(form)), rows, at)


def base_of(form: Any) -> str:
    """The long texts that the form shows, to be merged with; no query."""
    texts = {
        name: "".join(printed(form, name))
        for name in editable(form)
        if isinstance(box(form.fields[name]), forms.Textarea)
    }
    return texts_to_carry(texts)


def editable(form: Any) -> list[str]:
    return [name for name, field in form.fields.items() if not field.disabled]


def _marks(form: Any, names: list[str]) -> Columns:
    return {name: mark(printed(form, name)) for name in names}


class Weighing:
    """One form that came back, weighed against the row as it is now."""

    def __init__(
        self, request: Any, form: Any, hanging: list[Hanging], base: Version | None
    ) -> None:
        self.files = request.FILES
        self.form = form
        self.hanging = hanging
        self.base = base or Version()
        self.texts = texts_of(self.base, request.POST.get(BASE, ""))
        self.data = request.POST.copy()
        self._take_what_was_chosen()
        self.conflict = Conflict(
            self.data, is_unversioned=base is None, had_files=bool(self.files)
        )

    def is_stale(self, now: Version) -> bool:
        """Whether the row changed, or a column that was typed in is closed."""
        return not self.base.is_of(now) or bool(self._closed())

    def kept(self) -> QueryDict:
        """What was sent, with the choices made in it and the rows that can be read."""
        for each in self.hanging:
            if not each.names:
                self._rows(each)
        return self.data

    def weighed(self) -> Conflict:
        """The conflict, with the form's data rewritten."""
        self._columns(self.form, editable(self.form), self.base.columns)
        for name in self._closed():
            told = (
                f"{name.replace('_', ' ').capitalize()} can no longer be changed here."
            )
            typed = ", ".join(self.data.getlist(name))
            self.conflict.notes.append(f"{told} You typed: {typed or 'nothing'}")
        for each in self.hanging:
            self._rows(each)
        for key in [key for key in self.data if key.startswith((TAKE, MINE))]:
            del self.data[key]
        return self.conflict

    def _closed(self) -> list[str]:
        """The columns that I changed and the form no longer lets anybody change."""
        return [
            name
            for name, was in self.base.columns.items()
            if name not in editable(self.form)
            and name in self.data
            and mark(filter(None, sorted(self.data.getlist(name)))) != was
        ]

    def _take_what_was_chosen(self) -> None:
        """Writes into the form what its panel of conflicts was answered with."""
        places = dict(self._places())
        for key in [key for key in self.data if key.startswith(TAKE)]:
            place, choice = key.removeprefix(TAKE), self.data[key]
            found = places.get(place)
            if found is not None and choice == "theirs":
                form, name = found
                send(self.data, form.fields[name], place, printed(form, name))
            elif found is not None and choice == "mine" and MINE + place in self.data:
                form, name = found
                send(self.data, form.fields[name], place, [self.data[MINE + place]])
            elif choice == "theirs":
                self._leave_out(place)

    def _places(self):
        """Where each column of each row stands in what was sent."""
        for name in editable(self.form):
            yield self.form.add_prefix(name), (self.form, name)
        for each in self.hanging:
            rows = each.rows()
            for at in range(_count(self.data, each)):
                row = rows.get(self.data.get(f"{each.prefix}-{at}-{each.pk_name}", ""))
                for name in each.names if row is not None else ():
                    yield f"{each.prefix}-{at}-{name}", (row, name)

    def _leave_out(self, place: str) -> None:
        """Empties a new row, so that it counts as one that was never filled in."""
        for each in self.hanging:
            prefix, _, at = place.rpartition("-")
            if prefix == each.prefix and at.isascii() and at.isdigit():
                blank = each.formset.empty_form
                for name in each.names:
                    where = f"{place}-{name}"
                    send(self.data, blank.fields[name], where, printed(blank, name))

    def _columns(
        self,
        form: Any,
        names: list[str],
        base: Columns,
        *,
        sent_as: str = "",
        data: QueryDict | None = None,
        about: str = "",
    ) -> None:
        """Weighs the columns of one row; `sent_as` is where it stood in `data`."""
        came = self.data if data is None else data
        for name in names:
            field, place = form.fields[name], form.add_prefix(name)
            was = f"{sent_as}{name}" if sent_as else place
            theirs = printed(form, name)
            mine = sent(field, came, self.files, was)
            shown = self._one(form, name, base.get(name), mine, theirs, about)
            if shown is not None:
                send(self.data, field, place, shown)

    def _one(
        self,
        form: Any,
        name: str,
        base: str | None,
        mine: Values | None,
        theirs: Values,
        about: str,
    ) -> Values | None:
        """What the box shows from now on; None for a file, which no box shows."""
        field = form.fields[name]
        label = f"{about}{form[name].label}"
        is_theirs = base is not None and mark(theirs) != base
        if mine is None or mine == theirs:
            if is_theirs:
                self.conflict.taken.append((label, words(field, theirs)))
            return mine if mine is None else theirs
        if base is not None and mark(mine) == base:
            self.conflict.taken.append((label, words(field, theirs)))
            return theirs
        if base is not None and not is_theirs:
            return mine
        return self._contest(form, name, label, mine, theirs)

    def _contest(
        self, form: Any, name: str, label: str, mine: Values, theirs: Values
    ) -> Values:
        field = form.fields[name]
        shown, is_merged = mine, False
        is_long = isinstance(box(field), forms.Textarea)
        text = self.texts.get(name) if form is self.form else None
        if is_long and text is not None:
            both = merge(text, "".join(mine), "".join(theirs))
            is_merged = [both.text] != mine
            shown = [both.text]
        before, after = words(field, theirs), words(field, shown)
        self.conflict.contested.append(
            Contested(
                place=form.add_prefix(name),
                label=label,
                mine=words(field, mine),
                theirs=before,
                pieces=differences(before, after),
                is_merged=is_merged,
                is_long=is_long,
            )
        )
        return shown

    def _rows(self, each: Hanging) -> None:
        """Writes the rows of an inline anew: those there are, then those I add."""
        came = self.data.copy()
        count = _count(came, each)
        for key in [key for key in self.data if key.startswith(f"{each.prefix}-")]:
            del self.data[key]
        numbers = {
            at: came.get(f"{each.prefix}-{at}-{each.pk_name}") for at in range(count)
        }
        places = {number: at for at, number in numbers.items() if number}
        base = self.base.rows.get(each.prefix, {})
        now = each.rows()
        for at, (number, form) in enumerate(now.items()):
            form.prefix = f"{each.prefix}-{at}"
            self.data[form.add_prefix(each.pk_name)] = number
            self._row(each, form, came, places.get(number), base.get(number))
        at = len(now)
        for old, number in numbers.items():
            if number in now or (
                number
                and not self._is_brought_back(each, came, old, base.get(number), at)
            ):
                continue
            _move(came, f"{each.prefix}-{old}-", self.data, f"{each.prefix}-{at}-")
            self.data.pop(f"{each.prefix}-{at}-{each.pk_name}", None)
            at += 1
        self.data[f"{each.prefix}-TOTAL_FORMS"] = str(at)
        self.data[f"{each.prefix}-INITIAL_FORMS"] = str(len(now))

    def _row(
        self,
        each: Hanging,
        form: Any,
        came: QueryDict,
        place: int | None,
        base: Columns | None,
    ) -> None:
        if not each.names:
            return
        kind = each.formset.model._meta.verbose_name
        if place is None:
            for name in each.names:
                field = form.fields[name]
                send(self.data, field, form.add_prefix(name), printed(form, name))
            if base is None:
                self.conflict.notes.append(f"New since: {kind} “{form.instance}”.")
            return
        sent_as = f"{each.prefix}-{place}-"
        about = f"{kind} “{form.instance}”: "
        self._columns(
            form, each.names, base or {}, sent_as=sent_as, data=came, about=about
        )
        if f"{sent_as}DELETE" in came:
            self.data[form.add_prefix("DELETE")] = "on"
            if base is None or changed(base, _marks(form, each.names)):
                self.conflict.notes.append(
                    f"You were removing {kind} “{form.instance}”, which changed since. "
                    "It is still marked to be removed."
                )

    def _is_brought_back(
        self,
        each: Hanging,
        came: QueryDict,
        old: int,
        base: Columns | None,
        at: int,
    ) -> bool:
        """Whether I changed a row that somebody removed; it becomes a new one."""
        blank, sent_as = each.formset.empty_form, f"{each.prefix}-{old}-"
        if not each.names or f"{sent_as}DELETE" in came:
            return False
        kind = each.formset.model._meta.verbose_name
        typed, is_mine = [], False
        for name in each.names:
            field = blank.fields[name]
            mine = sent(field, came, self.files, f"{sent_as}{name}")
            if mine is None:
                continue
            typed.append(words(field, mine))
            is_mine = is_mine or base is None or mark(mine) != base.get(name)
        told = ", ".join(filter(None, typed))
        if not is_mine:
            self.conflict.notes.append(f"Removed since: {kind} “{told}”.")
            return False
        self.conflict.gone.append((f"{each.prefix}-{at}", f"{kind} “{told}”"))
        return True


def _count(data: QueryDict, each: Hanging) -> int:
    """How many rows were sent, never more than a formset reads."""
    text = data.get(f"{each.prefix}-TOTAL_FORMS", "")
    given = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    return min(given, each.formset.absolute_max)


def _move(came: QueryDict, old: str, data: QueryDict, new: str) -> None:
    for key in came:
        if key.startswith(old):
            data.setlist(new + key.removeprefix(old), came.getlist(key))
