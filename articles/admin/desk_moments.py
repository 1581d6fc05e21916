"""A box for a moment in the desk's own zone, to the second, told in UTC too."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.conf import settings

from articles import moments
from articles.moments import NoMoment, read_moment

from .moment_forms import WallClock

_SIDES = (("", "which of the two?"), ("earlier", "the earlier"), ("later", "the later"))


class DeskMomentBox(forms.MultiWidget):
    """What a clock shows; a choice beside it where clocks show that twice."""

    template_name = "admin/components/desk_moment.html"
    use_fieldset = False

    def __init__(self) -> None:
        clock = WallClock(attrs={"step": 1, "max": "9999-12-30T23:59:59"})
        which = forms.Select(choices=_SIDES, attrs={"aria-label": "Which of the two"})
        super().__init__([clock, which])

    def id_for_label(self, id_: str, index: Any = None) -> str:
        """The clock, which the label names; the choice beside it has its own name."""
        return f"{id_}_0" if id_ else id_

    def decompress(self, value: datetime.datetime | None) -> list[str]:
        if value is None:
            return ["", ""]
        zone = settings.TIME_ZONE
        return [moments.wall(value, zone), moments.which_of_two(value, zone)]

    def get_context(self, name, value, attrs):
        """With the zone, the moment in UTC, and the two where there are two."""
        context = super().get_context(name, value, attrs)
        clock, which = value if isinstance(value, list) else self.decompress(value)
        at, sides = _read(clock or "", which or "")
        subwidgets = context["widget"]["subwidgets"]
        for subwidget in subwidgets if len(sides) == 2 else ():
            for _, options, _ in subwidget.get("optgroups", ()):
                for option in options:
                    option["label"] = sides.get(option["value"], option["label"])
        if len(sides) != 2:
            del subwidgets[1:]
        context["widget"] |= {
            "zone": settings.TIME_ZONE,
            "in_utc": moments.words_in_utc(at) if at is not None else "",
        }
        return context


def _read(text: str, which: str) -> tuple[datetime.datetime | None, dict[str, str]]:
    """The moment, or None; and the words of the two where a clock shows it twice."""
    sides: dict[str, str] = {}
    try:
        return read_moment(text, settings.TIME_ZONE), sides
    except NoMoment as none:
        sides = {side.which: side.words for side in none.sides}
    try:
        return read_moment(text, settings.TIME_ZONE, which=which), sides
    except NoMoment:
        return None, sides


class DeskMomentField(forms.MultiValueField):
    """An aware moment in UTC; a time that never comes, or comes twice, is an error."""

    widget = DeskMomentBox

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("input_formats", None)
        parts = (
            forms.CharField(required=False, max_length=60),
            forms.ChoiceField(required=False, choices=_SIDES),
        )
        super().__init__(fields=parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> datetime.datetime | None:
        text, which = (*data_list, "", "")[:2]
        if not text:
            return None
        try:
            return read_moment(text, settings.TIME_ZONE, which=which or "")
        except NoMoment as none:
            raise forms.ValidationError(none.message) from None
