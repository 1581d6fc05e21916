"""Fields for a moment: what a clock shows, in which zone, and which of two it is."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest

from articles import moments
from articles.moments import NoMoment, Side, read_moment

_KEPT = "zone"
_LONGEST = 60


class WallClock(forms.DateTimeInput):
    input_type = "datetime-local"


class MomentForm(forms.Form):
    """A form with a moment to the second; `at` is that moment, or None where blank.

    `moment_name` names the field. `sides` are the two that are meant where clocks show
    the time twice: then the form asks which.
    """

    moment_name = "moment"
    moment_label = "When"
    needs_moment = False

    zone = forms.CharField(
        max_length=_LONGEST,
        label="Zone",
        widget=forms.TextInput(
            attrs={
                "list": "zones",
                "aria-label": "Zone",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )
    which = forms.ChoiceField(
        required=False,
        label="Which of the two",
        choices=[(moments.EARLIER, "the earlier"), (moments.LATER, "the later")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at: datetime.datetime | None = None
        self.sides: tuple[Side, ...] = ()
        name = self.moment_name
        attrs = {"step": 1, "data-moment": "", "max": "9999-12-30T23:59:59"}
        self.fields[name] = forms.CharField(
            required=self.needs_moment,
            max_length=_LONGEST,
            label=self.moment_label,
            widget=WallClock(attrs=attrs),
        )
        self.order_fields([name, "zone", "which"])

    @property
    def moment(self) -> Any:
        return self[self.moment_name]

    @property
    def in_utc(self) -> str:
        """The moment in UTC, to be read; "" where there is none."""
        return moments.words_in_utc(self.at) if self.at else ""

    def clean(self) -> dict[str, Any]:
        given: Any = super().clean()
        text, zone = given.get(self.moment_name), given.get("zone")
        if not text or not zone:
            return given
        try:
            self.at = self._read(text, zone, given.get("which") or "")
        except NoMoment as none:
            place = self.moment_name if none.about == "moment" else none.about
            self.add_error(place, none.message)
        return given

    def _read(self, text: str, zone: str, which: str) -> datetime.datetime:
        try:
            return read_moment(text, zone)
        except NoMoment as none:
            self.sides = none.sides
            field: Any = self.fields["which"]
            if none.sides:
                field.choices = [(side.which, side.words) for side in none.sides]
        return read_moment(text, zone, which=which)


def zone_of(request: HttpRequest) -> str:
    """The zone this person wrote last, or the desk's."""
    kept = request.session.get(_KEPT, "")
    return kept if kept in moments.zone_names() else settings.TIME_ZONE


def keep_zone(request: HttpRequest, form: MomentForm) -> str:
    """Remembers the zone of a form that was done, and returns its name."""
    name = str(moments.zone_named(form.cleaned_data["zone"]))
    request.session[_KEPT] = name
    return name


def told(moment: datetime.datetime, zone: str) -> str:
    """The moment in that zone and in UTC, in a sentence's words."""
    if zone == "UTC":
        return moments.words_in_utc(moment)
    return f"{moments.words(moment, zone)}, which is {moments.words_in_utc(moment)}"
