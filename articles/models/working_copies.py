"""What is on somebody's screen and in nobody's article yet, and who may look on."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from .articles import Article


class WorkingCopy(models.Model):
    """What one person has typed and not saved, and when they were last seen typing.

    Kept so that a crash loses nothing; no part of the article or of its record.
    """

    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        null=True,
        related_name="working_copies",
        help_text="None: an article that is not started yet.",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="working_copies",
    )
    fields = models.JSONField(default=dict, help_text="Empty: seen, nothing typed.")
    base_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "working copies"
        constraints = (
            models.UniqueConstraint(
                fields=("article", "user"),
                name="working_copy_is_one_per_person",
                violation_error_message="This person has a working copy of it.",
            ),
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(article=None),
                name="working_copy_of_a_new_article_is_one_per_person",
                violation_error_message="This person has begun a new article already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} on {self.article or 'a new article'}"


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, *, at: datetime.datetime) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=at)


class PreviewLink(models.Model):
    """Lets somebody outside read an article before it is published, for a while.

    The address carries a signature over the number of this row, so that it cannot be
    guessed; the row says until when it counts.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="preview_links"
    )
    note = models.CharField(max_length=120, blank=True, help_text="Who it is for.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="preview_links",
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.note or f"Preview link {self.pk}"
