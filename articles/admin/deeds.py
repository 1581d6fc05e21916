"""Pressing a button of the desk: the action does it, or its reasons are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    ValidationError,
)
from django.db import transaction
from django.http import HttpRequest
from django.template.response import TemplateResponse

from articles import queues
from articles.intake import IntakeRefused
from articles.lifecycle import Refused
from articles.quotes import QuoteRefused
from catalog.admin.choosing import is_number

T = TypeVar("T")


def attempt(form: Any, deed: Callable[[], T]) -> T | None:
    """What the deed came to, or None with the reason in the form's errors.

    Nothing of a refused deed stays in the database, and nothing typed is lost. The
    refusal itself is kept as `form.refusal`.
    """
    try:
        with transaction.atomic():
            return deed()
    except Refused as refusal:
        form.refusal = refusal
        form.add_error(None, list(refusal.reasons))
    except (IntakeRefused, QuoteRefused) as refusal:
        form.refusal = refusal
        field = "text" if isinstance(refusal, IntakeRefused) else "words"
        form.add_error(field if field in form.fields else None, refusal.message)
    except ValidationError as error:
        _place(form, error)
    return None


def seen_version(request: HttpRequest) -> int:
    """The version of an article that the page showed; 0, which none has, where it
    does not say."""
    text = request.POST.get("seen", "")
    return int(text) if is_number(text) else 0


def _place(form: forms.BaseForm, error: ValidationError) -> None:
    if not hasattr(error, "error_dict"):
        form.add_error(None, error.messages)
        return
    for name, messages in error.message_dict.items():
        known = name if name in form.fields and name != NON_FIELD_ERRORS else None
        form.add_error(known, messages)


class RecordedAdmin:
    """An admin whose history is the record of deeds; `recorded_as` names the column."""

    recorded_as = ""

    opts: Any
    admin_site: Any
    get_object: Any
    has_view_permission: Any
    _get_obj_does_not_exist_redirect: Any

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        changes = queues.changes_for(request.user)
        changes = changes.filter(**{self.recorded_as: row.pk})
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {row}",
            "opts": self.opts,
            "original": row,
            "changes": changes.select_related("by")[:500],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/articles/history.html", context)
