"""What is more than the desk takes at once: said in words, with what to do about it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views import defaults

_MOST_READ = 8
"""Times the limit that is read and thrown away, so that the answer gets through."""
_CHUNK = 1 << 20


def bad_request(request: Any, exception: Exception) -> HttpResponse:
    """Django's own page, except for a form of the desk that is too much: status 413."""
    told = _told(exception)
    match = getattr(request, "resolver_match", None)
    if not told or match is None or match.app_name != admin.site.name:
        return defaults.bad_request(request, exception)
    _read_rest(request)
    context = {
        **admin.site.each_context(request),
        "title": "This is more than can be sent at once",
        "told": told,
    }
    answer = TemplateResponse(request, "admin/too_much.html", context, status=413)
    return answer.render()


def _told(exception: Exception) -> str:
    if isinstance(exception, RequestDataTooBig):
        most = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // 2**20
        return f"A form holds {most} MB of text at most, and this one was longer."
    if isinstance(exception, TooManyFieldsSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or 0
        return f"A form has {most:,} fields at most, and this one had more."
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES or 0
        return f"A form takes {most} files at most, and this one had more."
    return ""


def _read_rest(request: HttpRequest) -> None:
    """A browser that is still sending would take the answer for a broken line."""
    left = _MOST_READ * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)
    while left > 0 and (chunk := request.read(_CHUNK)):
        left -= len(chunk)
