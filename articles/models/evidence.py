"""Which passage supports or disputes which fact, and who has checked that."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from catalog.models.natural import NaturalKeyModel, NaturalKeyQuerySet

from .facts import Fact
from .sources import Passage


class Stance(models.TextChoices):
    SUPPORTS = "supports", "supports"
    DISPUTES = "disputes", "disputes"


class Origin(models.TextChoices):
    """Where the words come from, which is seldom who printed them."""

    OWN_REPORTING = "own-reporting", "the outlet's own reporting"
    OFFICIAL_STATEMENT = "official-statement", "an official statement"
    OFFICIAL_DESCRIPTION = "official-description", "an official description"
    SOCIAL_POST = "social-post", "a person's own post"
    ANOTHER_STORY = "another-story", "another story"


class EvidenceQuerySet(NaturalKeyQuerySet):
    def supporting(self) -> Self:
        return self.filter(stance=Stance.SUPPORTS)

    def checked(self) -> Self:
        return self.filter(checked_at__isnull=False)

    def standing(self) -> Self:
        """Evidence whose passage still stands in the newest text of its story."""
        return self.filter(passage__orphaned_in=None)


class Evidence(NaturalKeyModel):
    natural: ClassVar = ("fact", "passage")

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="evidence")
    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, related_name="evidence"
    )
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.SUPPORTS)
    origin = models.CharField(
        max_length=24, choices=Origin, default=Origin.OWN_REPORTING
    )
    attribution = models.CharField(
        max_length=160,
        blank=True,
        help_text="Whom the story names for it, as in “According to Variety”.",
    )
    repeats = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="repeated_by",
        help_text="The evidence whose origin this only passes on.",
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="checked_evidence",
    )
    checked_at = models.DateTimeField(null=True, editable=False)

    kept_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="Since when a dispute stays beside a fact that stays too.",
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ("fact", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("fact", "passage"),
                name="passage_bears_on_a_fact_once",
                violation_error_message="This passage is already evidence for this "
                "fact.",
            ),
            models.CheckConstraint(
                condition=Q(repeats__isnull=True) | ~Q(repeats=F("pk")),
                name="evidence_does_not_repeat_itself",
                violation_error_message="Evidence cannot repeat itself.",
            ),
            models.CheckConstraint(
                condition=Q(stance__in=Stance.values) & Q(origin__in=Origin.values),
                name="evidence_stance_and_origin_are_known",
                violation_error_message="The stance or the origin of the evidence is "
                "not a known one.",
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False),
                name="evidence_checker_has_a_date",
                violation_error_message="Whoever checked evidence did so on a date.",
            ),
        )

    def __str__(self) -> str:
        return f"“{self.passage}” {self.stance} {self.fact}"
