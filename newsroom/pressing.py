"""Forms of the desk that arrive twice, or at one moment with another: done once.

Each showing of a form carries a mark of its own. What is done is remembered with the
mark and all that was sent, so that the same press again leads to what the first one
made. What the database refuses because somebody else was quicker is done again on
what there is then; where that fails too, the form comes back with all that was typed.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from catalog.actions.presses import Pressed, led_to, pressed, remember

Page = Callable[[HttpRequest], HttpResponse]

_MARK = "csrfmiddlewaretoken"
_POPUP = "admin/popup_response.html"
_DONE = "Your first press did it already: nothing is done twice."


class PressingSite(admin.AdminSite, ABC):
    """A desk whose buttons may be pressed twice."""

    def admin_view(self, view, cacheable=False):
        """As Django's, for a form that was sent before or meets another."""
        guarded = super().admin_view(view, cacheable)

        def pressing(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method != "POST" or not is_page(request):
                return guarded(request, *args, **kwargs)
            return self._press(request, lambda r: guarded(r, *args, **kwargs))

        return update_wrapper(pressing, view)

    def _press(self, request: Any, page: Page) -> HttpResponse:
        press, came = press_of(request), (request.POST, request.FILES)
        for is_last in (False, True):
            try:
                return _once(request, page, press)
            except (IntegrityError, OperationalError) as error:
                _rewind(request, *came)
                if is_last or isinstance(error, OperationalError):
                    return self.came_too_close(request, page)
        raise AssertionError("the second try answers")

    @abstractmethod
    def came_too_close(self, request: HttpRequest, page: Page) -> HttpResponse:
        """The answer where the database takes it not even at the second try."""


def is_page(request: HttpRequest) -> bool:
    """Whether the answer is shown to a person, and not read by a script."""
    return request.headers.get("Sec-Fetch-Dest", "document") == "document"


def press_of(request: HttpRequest) -> Pressed | None:
    """What was pressed; None for a form without a mark."""
    form = request.POST.get(_MARK, "")
    if not form:
        return None
    sent = [
        part
        for name, values in sorted(request.POST.lists())
        if name != _MARK
        for part in (name, *values)
    ]
    files = [f"{f.name} {f.size}" for _, fs in request.FILES.lists() for f in fs]
    return pressed(form, str(request.user.pk), request.get_full_path(), *sent, *files)


def _once(request: HttpRequest, page: Page, press: Pressed | None) -> HttpResponse:
    """What the page answers; where the same press led before, if there was one."""
    if press is not None and (place := led_to(press)) is not None:
        return _led(request, place)
    with transaction.atomic():
        answer = page(request)
        done = _place(request, answer)
        if press is not None and done:
            remember(press, done)
    # It waited for the first press, and was refused because that one has done it.
    if press is not None and not done and (place := led_to(press)) is not None:
        return _led(request, place)
    return answer


def _place(request: HttpRequest, answer: Any) -> str:
    """Where a deed that is done leads; "" where the answer says why it is not."""
    told = getattr(messages.get_messages(request), "_queued_messages", ())
    if any(message.level >= messages.ERROR for message in told):
        return ""
    if answer.status_code == 302:
        return str(answer["Location"])
    if getattr(answer, "template_name", "") and _POPUP in answer.template_name:
        return str(answer.context_data["popup_response_data"])
    return ""


def _led(request: HttpRequest, place: str) -> HttpResponse:
    if place.startswith("{"):
        return TemplateResponse(request, _POPUP, {"popup_response_data": place})
    messages.info(request, _DONE)
    return HttpResponseRedirect(place)


def _rewind(request: Any, data: Any, files: Any) -> None:
    """The request as it came, for a second try."""
    request.method, request.POST, request._files = "POST", data, files
    for _, sent in files.lists():
        for file in sent:
            file.seek(0)
