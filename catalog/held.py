"""What a browser sent and the desk could not take, to be given back to it.

It is kept in the answer alone and in no place of ours: the page on which somebody
signs in carries it, and only that browser sends it again. Then the page it was typed
in is shown with it, as a look that saves nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import escape

FIELD = "_held"
MOST = 12_000_000
"""Characters that are carried: with what JSON adds, a form that the desk takes."""

_LEFT_OUT = ("csrfmiddlewaretoken", FIELD)
_MACHINERY = ("_", "initial-")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Held:
    """The fields of a form as they were sent, and the names of its files.

    Passwords are never among them, and the files themselves cannot be.
    """

    fields: Pairs = ()
    files: tuple[str, ...] = ()
    is_too_long: bool = False

    def __str__(self) -> str:
        carried = [self.fields, self.files, self.is_too_long]
        return json.dumps(carried, ensure_ascii=False)

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Label and text of what a person may have typed."""
        return [
            (name.replace("-", " ").replace("_", " "), value)
            for name, value in self.fields
            if value.strip()
            and not name.startswith(_MACHINERY)
            and not name.endswith("_FORMS")
        ]

    @property
    def chosen(self) -> int:
        """How many rows of a list were ticked, for what is done to many."""
        return sum(1 for name, _ in self.fields if name == "_selected_action")

    def data(self) -> QueryDict:
        """The fields as a form reads them."""
        data = QueryDict(mutable=True)
        for name, value in self.fields:
            data.appendlist(name, value)
        data._mutable = False
        return data

    def is_shown_in(self, page: str) -> bool:
        """Whether all that may have been typed stands in the page."""
        shown = _squashed(page)
        return all(_squashed(escape(value)) in shown for _, value in self.typed)


def hold(request: HttpRequest) -> Held:
    """What was sent, or what an earlier answer was asked to carry."""
    if FIELD in request.POST:
        return _read(request.POST[FIELD])
    fields = tuple(
        (name, value)
        for name, values in request.POST.lists()
        if name not in _LEFT_OUT and "password" not in name.lower()
        for value in values
    )
    sent: Any = [file for _, files in request.FILES.lists() for file in files]
    files = tuple(str(file.name) for file in sent)
    held = Held(fields, files)
    return Held(is_too_long=True) if len(str(held)) > MOST else held


def _read(text: str) -> Held:
    """What a page carried; nothing where it is no such thing."""
    try:
        fields, files, is_too_long = json.loads(text)
        pairs = tuple((name, value) for name, value in fields)
    except (RecursionError, TypeError, ValueError):
        return Held()
    texts = [*files, *(part for pair in pairs for part in pair)]
    if not all(isinstance(text, str) for text in texts):
        return Held()
    return Held(pairs, tuple(files), is_too_long is True)


def give_back(request: Any, held: Held) -> None:
    """Turns the request into a look at its page, with the forms as they were sent."""
    request.method = "GET"
    request.POST = held.data()
    request._files = MultiValueDict()
    request.held = held


def given_back(request: HttpRequest) -> Held | None:
    """What this look gives back; None for every other request."""
    return getattr(request, "held", None)


def _squashed(text: str) -> str:
    return " ".join(text.split())
