"""The other titles of an entry."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from catalog.fields import (
    DerivedTextField,
    EarliestField,
    LatestField,
    PartialDateField,
)
from catalog.text import fold

from .entries import Entry
from .natural import NaturalKeyModel


class TitleKind(models.TextChoices):
    MAIN = "main", "Title"
    WORKING = "working", "Working title"
    ALTERNATIVE = "alternative", "Also known as"
    FORMER = "former", "Formerly"


class Title(NaturalKeyModel):
    """A title, with the time for which it held. All of them are searched."""

    natural: ClassVar[tuple[str, ...]] = ("entry", "kind", "text")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="titles")
    kind = models.CharField(
        max_length=12, choices=TitleKind, default=TitleKind.ALTERNATIVE
    )
    text = models.CharField(max_length=200)
    since = PartialDateField(blank=True)
    since_earliest = EarliestField("since")
    since_latest = LatestField("since")
    until = PartialDateField(blank=True)
    until_earliest = EarliestField("until")
    until_latest = LatestField("until")

    folded = DerivedTextField(lambda title: fold(title.text), sources=("text",))

    class Meta:
        ordering = ("since_earliest", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("entry", "kind", "text"),
                name="title_is_listed_once",
                violation_error_message="This title is already listed.",
            ),
            models.UniqueConstraint(
                fields=("entry",),
                condition=Q(kind=TitleKind.MAIN),
                name="entry_has_one_main_title",
                violation_error_message="An entry has one main title at a time.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TitleKind.values),
                name="title_kind_is_known",
                violation_error_message="The kind of title is not a known one.",
            ),
        )

    def __str__(self) -> str:
        return self.text
