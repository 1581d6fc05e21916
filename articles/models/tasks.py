"""What an article has to do about a fact that changed under it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.models.natural import NaturalKeyModel, NaturalKeyQuerySet

from .articles import Article
from .facts import Fact


class TaskKind(models.TextChoices):
    UPDATE = "update", "update the text"
    CORRECTION = "correction", "publish a correction"


class TaskQuerySet(NaturalKeyQuerySet):
    def open(self) -> Self:
        return self.filter(closed_at=None)


class Task(NaturalKeyModel):
    """One article, one fact it cites that no longer holds, one thing to do.

    A correction needs its wording for readers before the article can be published
    again; publishing closes the task.
    """

    natural: ClassVar = ("article", "fact", "number")

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=12, choices=TaskKind)
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="tasks")
    number = models.PositiveSmallIntegerField(
        default=1, help_text="Counts the times that this fact asked this article."
    )
    wording = models.TextField(
        blank=True,
        help_text="What readers are told: what was wrong, and what is right.",
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="closed_tasks",
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ("opened_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("article", "fact", "number"),
                name="task_number_is_unique_for_its_fact",
                violation_error_message="This article already has that task.",
            ),
            models.UniqueConstraint(
                fields=("article", "fact"),
                condition=Q(closed_at=None),
                name="article_has_one_open_task_per_fact",
                violation_error_message="This article already has a task for this "
                "fact.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TaskKind.values),
                name="task_kind_is_known",
                violation_error_message="The kind of task is not a known one.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.article}"
