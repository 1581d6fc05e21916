"""All rows of the two domain apps as plain text, to compare before and after."""

from __future__ import annotations

import json

from django.apps import apps
from django.core import serializers


def every_row() -> dict[str, list[str]]:
    """What each table of the domain apps holds now; history tables too."""
    return {
        model._meta.label: sorted(
            json.dumps(row, sort_keys=True, default=str)
            for row in serializers.serialize(
                "python", model._base_manager.order_by("pk")
            )
        )
        for app in ("catalog", "articles")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }
