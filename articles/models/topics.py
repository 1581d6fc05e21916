"""How the newsroom sorts what it writes."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from catalog.models.natural import NaturalKeyModel, NaturalKeyQuerySet


class Section(NaturalKeyModel):
    """A part of the newspaper; each article belongs to one."""

    natural: ClassVar = ("slug",)

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=60)
    description = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "title")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/sections/{self.slug}/"


class TopicQuerySet(NaturalKeyQuerySet):
    def standing(self) -> Self:
        """Those with a page of their own."""
        return self.filter(merged_into=None)


class Topic(NaturalKeyModel):
    """A subject that runs through many articles.

    A topic that was merged stays, so that editions never change: it stands for the
    one it was merged into wherever readers meet it, and its address leads there.
    """

    natural: ClassVar = ("slug",)

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=60, unique=True)
    description = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Topics of the same number stand by name."
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ("order", "name")
        constraints = (
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("pk")),
                name="topic_is_not_merged_into_itself",
                violation_error_message="A topic cannot be merged into itself.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/topics/{self.slug}/"


class FormerAddress(NaturalKeyModel):
    """An address that a section or a topic had; it leads on for ever."""

    natural: ClassVar = ("path",)

    path = models.CharField(max_length=80, unique=True)
    section = models.ForeignKey(
        Section,
        on_delete=models.CASCADE,
        null=True,
        related_name="former_addresses",
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, null=True, related_name="former_addresses"
    )

    class Meta:
        verbose_name_plural = "former addresses"
        constraints = (
            models.CheckConstraint(
                condition=Q(section__isnull=False, topic=None)
                | Q(section=None, topic__isnull=False),
                name="former_address_leads_to_one_place",
                violation_error_message="An address leads to a section or to a topic.",
            ),
        )

    def __str__(self) -> str:
        return self.path
