"""What colleagues say to each other about an article, before readers see it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.models.natural import NaturalKeyModel, NaturalKeyQuerySet

from .articles import Article


class CommentQuerySet(NaturalKeyQuerySet):
    def open(self) -> Self:
        """Comments that wait; their answers are no comments of their own."""
        return self.filter(resolved_at=None, answers_to=None)


class Comment(NaturalKeyModel):
    """A remark on one sentence of an article, or on the whole of it.

    The sentence is kept as it read: where it has changed since, the remark still
    shows what was meant. An answer stands under the remark it answers, which alone
    has a sentence and is resolved.
    """

    natural: ClassVar = ("article", "number")

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="comments"
    )
    number = models.PositiveIntegerField()
    sentence = models.TextField(blank=True)
    answers_to = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="answers"
    )
    text = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="comments",
    )
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="resolved_comments",
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("article", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("article", "number"),
                name="comment_number_is_unique_in_its_article",
                violation_error_message="This article already has that comment.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="comment_says_something",
                violation_error_message="A comment needs some words.",
            ),
            models.CheckConstraint(
                condition=Q(answers_to=None) | Q(sentence="", resolved_at=None),
                name="comment_that_answers_is_not_resolved_by_itself",
                violation_error_message="An answer belongs to the comment it answers.",
            ),
        )

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:77]}…"
