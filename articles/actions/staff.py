"""Groups made from the roles."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Value
from django.db.models.functions import Concat

from articles.roles import ROLES


def sync_roles(sender: Any = None, *, using: str = "default", **_: Any) -> None:
    """Makes a group of each role with exactly its permissions. Idempotent.

    Runs after every migrate. Groups of other names are left alone.
    """
    known = Permission.objects.using(using).annotate(
        label=Concat("content_type__app_label", Value("."), "codename")
    )
    ids = dict(known.values_list("label", "pk"))
    for name, labels in ROLES.items():
        group, _made = Group.objects.using(using).get_or_create(name=name)
        # Before every app is migrated some permissions do not exist yet.
        group.permissions.set({ids[label] for label in labels if label in ids})
