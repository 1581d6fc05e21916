"""People, and the characters they play."""

from typing import ClassVar

from django.db import models

from catalog.fields import EarliestField, LatestField, PartialDateField

from .entries import Entry, EntryKind


class Person(Entry):
    natural: ClassVar[tuple[str, ...]] = ("entry",)
    own_kind: ClassVar = EntryKind.PERSON

    entry = models.OneToOneField(
        Entry,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="as_person",
    )

    born = PartialDateField(blank=True)
    born_earliest = EarliestField("born")
    born_latest = LatestField("born")
    died = PartialDateField(blank=True)
    died_earliest = EarliestField("died")
    died_latest = LatestField("died")

    class Meta:
        verbose_name_plural = "people"


class Character(Entry):
    natural: ClassVar[tuple[str, ...]] = ("entry",)
    own_kind: ClassVar = EntryKind.CHARACTER

    entry = models.OneToOneField(
        Entry,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="as_character",
    )
