"""No save over what somebody else has saved since the form was opened.

Every form that changes a row carries the version of what it shows. When it comes
back, the row is locked and compared: a form of an older version saves nothing. It is
shown again with everything typed and with what changed meanwhile, and carries the
new version, so that saving it again is a decision.
"""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.contenttypes.models import ContentType
from django.db import connections, models, router, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from catalog.actions.presses import is_used
from catalog.held import given_back
from catalog.versions import Version, read

from .conflicts import BASE, Conflict, Hanging, Weighing, base_of, version_of
from .sent import sent, words

FIELD = "_version"
REFUSED = 409
NOT_SAVED = "Nothing is saved yet: compare what changed meanwhile, then save again."
GONE = "It was deleted since you opened this page. Nothing is saved."
CLOSED = (
    "You may not change it as it is now: its state has changed, or your rights have. "
    "Nothing is saved."
)
ADDED = (
    "This form has added a row already, and says something else now. Nothing is saved "
    "yet: save it again to add this one too."
)


class _Unsaved:
    """A form that is shown again whatever is in it."""

    def _post_clean(self):
        super()._post_clean()
        self.add_error(None, NOT_SAVED)


class _GivenBack:
    """A form that is shown with what was typed, whether or not it could be saved."""

    def is_valid(self):
        super().is_valid()
        return False


class VersionedAdmin:
    """The part of an admin that refuses stale forms."""

    model: Any
    opts: Any
    admin_site: Any

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if conflict_of(request) is not None:
            return type(form)(form.__name__, (_Unsaved, form), {})
        if given_back(request) is not None or getattr(request, "is_used", False):
            return type(form)(form.__name__, (_GivenBack, form), {})
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """As Django's, except that a form of an older version saves nothing."""
        if given_back(request) is not None and "_deed" not in request.POST:
            # Weighed and shown as if it had been sent; `_GivenBack` saves nothing.
            request.method = "POST"
        elif request.method == "POST" and object_id is None:
            self._ask_if_used(request)
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        to_field = request.POST.get(TO_FIELD_VAR, request.GET.get(TO_FIELD_VAR))
        if not self.has_change_permission(request) or (
            to_field and not self.to_field_allowed(request, to_field)
        ):
            return super().changeform_view(request, object_id, form_url, extra_context)
        using = router.db_for_write(self.model)
        with transaction.atomic(using=using):
            row = self._row_to_change(request, unquote(object_id), to_field, using)
            if row is None:
                return self._too_late(request, GONE, 404)
            if not self.has_change_permission(request, row):
                return self._too_late(request, CLOSED, 403, row)
            request.conflict = self._weigh(request, row)
            answer = super().changeform_view(
                request, object_id, form_url, extra_context
            )
            if conflict_of(request) is not None:
                answer.status_code = REFUSED
            return answer

    def render_change_form(
        self, request, context, add=False, change=False, form_url="", obj=None
    ):
        """With the version of the form, and what it is in conflict with.

        `request.version` is the version where the form shows other than the row: what
        was typed before, upon an older version. Empty for one that is not known.
        """
        if obj is not None and self.has_change_permission(request, obj):
            form = context["adminform"].form
            if not hasattr(request, "version"):
                sets = context["inline_admin_formsets"]
                hanging = [Hanging.of(s.formset, s.opts, request, obj) for s in sets]
                request.version = str(version_of(form, hanging, timezone.now()))
            context["version"] = request.version
            context["base"] = getattr(request, "base", None) or base_of(form)
            context["conflict"] = conflict_of(request)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _ask_if_used(self, request: Any) -> None:
        """Saves nothing of a form that added another row: the way back led to it."""
        request.is_used = is_used(request.POST.get("csrfmiddlewaretoken", ""))
        if request.is_used:
            messages.warning(request, ADDED)

    def _row_to_change(
        self, request: HttpRequest, key: str, to_field: str | None, using: str
    ) -> Any:
        """The row, locked and then read; 1 query, 3 where the database locks rows."""
        row = self.get_object(request, key, to_field)
        if row is None or not connections[using].features.has_select_for_update:
            return row
        # Not of the row's own table alone: an entry has columns in two.
        found = self.model._base_manager.using(using).select_for_update()
        if found.filter(pk=row.pk).first() is None:
            return None
        return self.get_object(request, key, to_field)

    def _weigh(self, request: Any, row: Any) -> Conflict | None:
        """The conflict, with the request's form rewritten; None where it may be saved.

        Costs what reading the row and what hangs on it costs.
        """
        now = copy.copy(request)
        now.method, now.locks_rows = "GET", True
        fields = flatten_fieldsets(self.get_fieldsets(now, row))
        form = self.get_form(now, row, change=True, fields=fields)(instance=row)
        pairs = zip(*self._create_formsets(now, row, change=True), strict=True)
        hanging = [Hanging.of(rows, inline, now, row) for rows, inline in pairs]
        current = version_of(form, hanging, timezone.now())
        posted = request.POST.get(FIELD, "")
        base = read(posted)
        weighing = Weighing(request, form, hanging, base)
        if base is not None and not weighing.is_stale(current):
            request.POST = weighing.kept()
            request.version, request.base = posted, request.POST.get(BASE, "")
            return None
        conflict = weighing.weighed()
        conflict.who = who_changed(row, request.user, base)
        request.POST = conflict.data
        request._files = type(request.FILES)()
        request.version, request.base = str(current), base_of(form)
        return conflict

    def _too_late(
        self, request: HttpRequest, told: str, status: int, row: Any = None
    ) -> HttpResponse:
        """A page with what was typed, where there is no form to type it in any more."""
        context = {
            **self.admin_site.each_context(request),
            "title": f"Too late: {row or self.opts.verbose_name}",
            "opts": self.opts,
            "told": told,
            "typed": self._typed(request),
        }
        template = "admin/too_late.html"
        return TemplateResponse(request, template, context, status=status)

    def _typed(self, request: Any) -> list[tuple[str, str]]:
        """Label and words of all that was sent, in the order of the page."""
        form = super().get_form(request, None, change=True)()
        found = []
        own = [key for key in request.POST if not key.startswith(("_", "csrf"))]
        for key in own:
            field = form.fields.get(key)
            if field is None:
                texts = request.POST.getlist(key)
                label = key.replace("-", " ").replace("_", " ")
                is_management = key.endswith("_FORMS") or key == "initial"
                found += [(label, text) for text in texts if text and not is_management]
                continue
            values = sent(field, request.POST, request.FILES, key)
            found.append((str(form[key].label), words(field, values or [])))
        return [(label, text) for label, text in found if text]


def conflict_of(request: HttpRequest) -> Conflict | None:
    return getattr(request, "conflict", None)


def who_changed(row: models.Model, user: Any, base: Version | None) -> str:
    """A sentence on who changed the row last, and when; 2 queries.

    By its history where it has one, else by the log of the desk. What other pages
    change on it may be in neither.
    """
    since = base.at if base is not None else None
    kind = ContentType.objects.get_for_model(row)
    log = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk))
    saved = [
        (entry.action_time, entry.user)
        for entry in log.select_related("user").order_by("-action_time")[:1]
    ]
    if hasattr(row, "history"):
        versions = row.history.select_related("history_user")
        saved += [
            (version.history_date, version.history_user)
            for version in versions.order_by("-history_date")[:1]
        ]
    recent = [one for one in saved if since is None or one[0] >= since]
    if not recent:
        return "Something on it was changed by another page or by a command."
    at = max(moment for moment, _ in recent)
    # A save is logged a moment after its history is written: it is one deed.
    named = [u for moment, u in recent if u and at - moment < timedelta(seconds=5)]
    who = named[0] if named else None
    moment = f"{timezone.localtime(at):%-d %B %Y at %H:%M}"
    if who is None:
        return f"A command changed it on {moment}."
    if who == user:
        return f"You saved it yourself on {moment}, from another window or tab."
    return f"{who.get_full_name() or who.get_username()} saved it on {moment}."
