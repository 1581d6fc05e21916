"""What fills the front page, by hand or by rule, and when."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from catalog.models.natural import NaturalKeyModel, NaturalKeyQuerySet

from .articles import Article
from .topics import Section


class SlotRule(models.TextChoices):
    ARTICLE = "article", "the article chosen here"
    LATEST = "latest", "the latest articles"
    SECTION = "section", "the latest of a section"


class FrontSlotQuerySet(NaturalKeyQuerySet):
    def shown(self, *, at: datetime.datetime) -> list[FrontSlot]:
        """What fills each place at that moment, from top to bottom; 1 query."""
        begun: Any = self.filter(
            Q(shown_from=None) | Q(shown_from__lte=at),
            Q(shown_until=None) | Q(shown_until__gt=at),
        ).order_by("order", F("shown_from").asc(nulls_first=True), "pk")
        last = {slot.order: slot for slot in begun}
        return list(last.values())


class FrontSlot(NaturalKeyModel):
    """A place on the front page, filled by hand or by rule, from top to bottom.

    Several rows may share a place: the one that began last and is not over fills it,
    so a plan for a premiere night needs nobody at the desk.
    """

    natural: ClassVar = ("order", "shown_from")

    order = models.PositiveSmallIntegerField()
    shown_from = models.DateTimeField(null=True, blank=True, help_text="Blank: always.")
    shown_until = models.DateTimeField(
        null=True, blank=True, help_text="Blank: for good."
    )
    rule = models.CharField(max_length=8, choices=SlotRule, default=SlotRule.LATEST)
    heading = models.CharField(max_length=60, blank=True)
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="slots"
    )
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="slots"
    )
    count = models.PositiveSmallIntegerField(
        default=3, help_text="How many articles, where a rule fills the slot."
    )

    objects = FrontSlotQuerySet.as_manager()

    class Meta:
        verbose_name = "front-page slot"
        ordering = ("order", "shown_from", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("order", "shown_from"),
                name="slot_has_one_plan_for_each_beginning",
                violation_error_message="This place has another plan from the same "
                "moment on.",
            ),
            models.UniqueConstraint(
                fields=("order",),
                condition=Q(shown_from=None),
                name="slot_has_one_plan_for_always",
                violation_error_message="This place has a plan for always already.",
            ),
            models.CheckConstraint(
                condition=Q(shown_from=None)
                | Q(shown_until=None)
                | Q(shown_until__gt=models.F("shown_from")),
                name="slot_ends_after_it_begins",
                violation_error_message="The plan ends before it begins.",
            ),
            models.CheckConstraint(
                condition=(Q(rule="article", article__isnull=False, section=None))
                | Q(rule="latest", article=None, section=None)
                | Q(rule="section", article=None, section__isnull=False),
                name="slot_has_what_its_rule_needs",
                violation_error_message="Choose an article or a section where the "
                "rule asks for one, and none otherwise.",
            ),
            models.CheckConstraint(
                condition=Q(count__gte=1, count__lte=30),
                name="slot_holds_one_to_thirty_articles",
                violation_error_message="A slot holds 1 to 30 articles.",
            ),
        )

    def __str__(self) -> str:
        return self.heading or f"Slot {self.order}"

    def clean(self) -> None:
        super().clean()
        if self.rule == SlotRule.SECTION and not self.section_id:
            raise ValidationError({"section": "Choose the section."})
        if self.rule == SlotRule.ARTICLE and not self.article_id:
            raise ValidationError({"article": "Choose the article."})
