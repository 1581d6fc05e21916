"""Nothing is deleted but what the page that asks about it has listed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import router, transaction
from django.http import QueryDict

from catalog.versions import Version, mark, why_unseen

from .seen import columns_of, marks_of


class SeenDeletions:
    """The part of an admin that asks again where the row changed meanwhile."""

    def delete_view(self, request, object_id, extra_context=None):
        """As Django's; what changed since the question was put is asked anew."""
        if request.method != "POST":
            return super().delete_view(request, object_id, extra_context)
        with transaction.atomic(using=router.db_for_write(self.model)):
            row = self.get_object(request, unquote(object_id))
            if row is not None and self.has_delete_permission(request, row):
                rows = self.model._base_manager.select_for_update()
                row.refresh_from_db(from_queryset=rows)
                listed = self.get_deleted_objects([row], request)[0]
                posted = request.POST.get("_version", "")
                if reason := why_unseen(posted, _version(row, listed)):
                    messages.warning(request, reason)
                    request.method, request.POST = "GET", QueryDict()
            return super().delete_view(request, object_id, extra_context)

    def render_delete_form(self, request, context):
        context["version"] = _version(context["object"], context["deleted_objects"])
        return super().render_delete_form(request, context)


def _version(row: Any, listed: list[Any]) -> Version:
    """What the page shows: the row, and all that would be deleted with it."""
    columns = marks_of(row, columns_of(type(row)))
    return Version({**columns, "what is deleted with it": mark(_flat(listed))})


def _flat(listed: Any) -> list[str]:
    """The names in a list of lists, each list after the row it belongs to."""
    if not isinstance(listed, list):
        return [str(listed)]
    return [name for part in listed for name in ["(", *_flat(part), ")"]]
