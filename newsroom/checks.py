"""What has to hold before the newsroom runs, told by `manage.py check`."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.checks import CheckMessage, Error, Tags, register

from catalog.admin.safe import SafeModelAdmin

# What a safe admin does not use: each leaks rows or goes around the actions.
_UNSAFE_OPTIONS = ("list_editable", "raw_id_fields")


@register(Tags.admin)
def check_admins_are_safe(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Every admin on the desk derives from the one that refuses what it must."""
    return [
        problem
        for model, row in admin.site._registry.items()
        for problem in _problems(model._meta.label, row)
    ]


def _problems(label: str, row: admin.ModelAdmin) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not isinstance(row, SafeModelAdmin):
        found.append(
            Error(
                f"The admin of {label} does not derive from SafeModelAdmin.",
                hint="Derive it from catalog.admin.safe.SafeModelAdmin.",
                obj=type(row),
                id="newsroom.E001",
            )
        )
    for holder in (row, *(inline for inline in row.inlines)):
        for option in _UNSAFE_OPTIONS:
            if getattr(holder, option, ()):
                found.append(
                    Error(
                        f"The admin of {label} uses {option}.",
                        obj=type(row),
                        id="newsroom.E002",
                    )
                )
    return found
