"""Who may sign in to the demo, and where the demo may run at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from articles.fixture_files import FixtureRow
from articles.models import Fact
from articles.roles import DEMO_ADDRESS
from catalog.models import Entry

User = get_user_model()

# Without the letters and digits that look alike.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Account:
    """How to sign in as one of the staff, for as long as this demo runs."""

    role: str
    username: str
    password: str


def staff() -> QuerySet:
    """The demo's own members of staff."""
    return User.objects.filter(email__endswith=DEMO_ADDRESS).order_by("pk")


@transaction.atomic
def open_accounts() -> list[Account]:
    """Gives each of the demo's staff a new random password and returns them all.

    About half a second each: that is what hashing a password costs.
    """
    accounts = []
    for user in staff().prefetch_related("groups"):
        password = _password()
        user.set_password(password)
        user.save(update_fields=["password"])
        role = ", ".join(group.name for group in user.groups.all())
        accounts.append(Account(role, user.get_username(), password))
    return accounts


def lock_accounts() -> None:
    """Takes the passwords of the demo's staff away; ends their sessions too."""
    for user in staff():
        user.set_unusable_password()
        user.save(update_fields=["password"])


def _password() -> str:
    """Sixteen letters in groups of four, some 79 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def is_loaded() -> bool:
    """Whether the demo is in the database: it comes as a whole or not at all."""
    return staff().exists()


def why_not_here(fixtures: Iterable[FixtureRow]) -> str | None:
    """Why the demo must not run in this database, or None.

    It may where there is nothing, or nothing but the demo: its own staff, the rows
    of its fixtures, and what its staff have added at the desk. Asks before anything
    is migrated.
    """
    try:
        tables = connection.introspection.table_names()
        if not tables:
            return None
        if User._meta.db_table not in tables:
            return "it holds tables that are not the newsroom's."
        for user in User.objects.exclude(email__endswith=DEMO_ADDRESS)[:1]:
            return f"{user.get_username()} is not one of the demo's staff."
        stranger = _stranger(fixtures, tables)
    except DatabaseError as error:
        return f"it cannot be read: {error}."
    return f"{stranger} is not part of the demo." if stranger else None


def _stranger(fixtures: Iterable[FixtureRow], tables: list[str]) -> str:
    """An entry or a fact that neither the fixtures nor the demo's staff made."""
    known: dict[str, set] = {"catalog.entry": set(), "articles.fact": set()}
    for row in fixtures:
        if row.model == "catalog.entry":
            known[row.model].add((row.fields.get("kind"), row.fields.get("slug")))
        elif row.model == "articles.fact":
            known[row.model].add(row.fields.get("key"))
    if Entry._meta.db_table in tables:
        made = LogEntry.objects.filter(
            user__email__endswith=DEMO_ADDRESS, content_type__app_label="catalog"
        ).values_list("object_id", flat=True)
        entries = Entry.objects.exclude(pk__in=[int(pk) for pk in made if pk])
        for kind, slug in entries.values_list("kind", "slug"):
            if (kind, slug) not in known["catalog.entry"]:
                return f"The {kind} “{slug}”"
    if Fact._meta.db_table in tables:
        facts = Fact.objects.exclude(proposed_by__email__endswith=DEMO_ADDRESS)
        for key in facts.values_list("key", flat=True):
            if key not in known["articles.fact"]:
                return f"The fact “{key}”"
    return ""
