"""What others have published: outlets, their stories, and the archived words."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from catalog.fields import (
    DerivedTextField,
    EarliestField,
    LatestField,
    PartialDateField,
)
from catalog.models import Entry, Organisation
from catalog.models.natural import NaturalKeyModel, NaturalKeyQuerySet
from catalog.text import fold


class OutletKind(models.TextChoices):
    TRADE = "trade", "trade paper"
    SITE = "site", "news site"
    PERSON = "person", "a person's own post"
    PRESS_OFFICE = "press-office", "press office"
    OTHER = "other", "other"


class Outlet(NaturalKeyModel):
    """Who publishes source stories."""

    natural: ClassVar = ("slug",)

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=OutletKind, default=OutletKind.SITE)
    url = models.URLField(blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outlets",
        help_text="Where the outlet is itself an entry of the catalogue.",
    )
    note = models.TextField(blank=True, help_text="For readers, on the outlet's page.")

    folded = DerivedTextField(lambda outlet: fold(outlet.name), sources=("name",))

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=OutletKind.values),
                name="outlet_kind_is_known",
                violation_error_message="The kind of outlet is not a known one.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/outlets/{self.slug}/"


class SourceStory(NaturalKeyModel):
    """One external report. What it does not say of itself may stay unknown.

    Where an editor infers the headline, the outlet, the date or the address, the
    reason is kept beside it and shown to readers.
    """

    natural: ClassVar = ("key",)

    key = models.SlugField(max_length=100, unique=True, editable=False)
    headline = models.CharField(max_length=300, blank=True)
    headline_reason = models.CharField(
        max_length=300, blank=True, help_text="Only if you inferred it: from what?"
    )
    outlet = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
    )
    outlet_reason = models.CharField(
        max_length=300, blank=True, help_text="Only if you inferred it: from what?"
    )
    published = PartialDateField(blank=True)
    published_earliest = EarliestField("published")
    published_latest = LatestField("published")
    published_reason = models.CharField(
        max_length=300, blank=True, help_text="Only if you inferred it: from what?"
    )
    url = models.URLField(max_length=500, blank=True, verbose_name="address")
    url_reason = models.CharField(
        max_length=300, blank=True, help_text="Only if you inferred it: from what?"
    )
    byline = models.CharField(max_length=200, blank=True)

    label = models.CharField(
        max_length=120,
        blank=True,
        help_text="Shown beside every passage, as in “Translated by the desk”.",
    )
    desk_note = models.TextField(blank=True, help_text="For the desk only.")
    archived_at = models.DateTimeField(editable=False)

    folded = DerivedTextField(
        lambda story: fold(f"{story.headline} {story.key}"), sources=("headline", "key")
    )

    class Meta:
        verbose_name = "source story"
        verbose_name_plural = "source stories"
        ordering = (F("published_latest").desc(nulls_last=True), "-archived_at", "pk")

    def __str__(self) -> str:
        return self.headline or f"Untitled story ({self.key})"

    def get_absolute_url(self) -> str:
        return f"/sources/{self.key}/"


class AppendOnlyQuerySet(NaturalKeyQuerySet):
    """Rows that are added and never changed or taken away."""

    def update(self, **columns: object) -> int:
        raise TypeError(f"{self.model.__name__} rows never change.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{self.model.__name__} rows are never deleted.")


class AppendOnlyModel(NaturalKeyModel):
    """A row that is written once. Loading a fixture may write it again."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} rows never change.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{type(self).__name__} rows are never deleted.")


class Snapshot(AppendOnlyModel):
    """The archived text of a story at one moment. Editors alone read it whole."""

    natural: ClassVar = ("story", "number")

    story = models.ForeignKey(
        SourceStory, on_delete=models.PROTECT, related_name="snapshots"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ("story", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("story", "number"),
                name="snapshot_number_is_unique_in_its_story",
                violation_error_message="This story already has that snapshot.",
            ),
            models.UniqueConstraint(
                fields=("story", "sha256"),
                name="snapshot_text_is_archived_once_per_story",
                violation_error_message="This story already holds exactly this text.",
            ),
            models.UniqueConstraint(
                fields=("sha256",),
                condition=Q(number=1),
                name="snapshot_text_begins_one_story",
                violation_error_message="Another story begins with exactly this text.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="snapshot_holds_some_text",
                violation_error_message="A snapshot cannot be empty.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.story}, snapshot {self.number}"


class BlockKind(models.TextChoices):
    CHROME = "chrome", "page furniture"
    SUMMARY = "summary", "summary of the story itself"
    INFOBOX = "infobox", "infobox"
    OPINION = "opinion", "opinion"


class Block(NaturalKeyModel):
    """A stretch of a snapshot that makes no claim of its own."""

    natural: ClassVar = ("snapshot", "start", "end")

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.CASCADE, related_name="blocks"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=BlockKind)

    class Meta:
        ordering = ("snapshot", "start")
        constraints = (
            models.UniqueConstraint(
                fields=("snapshot", "start", "end"),
                name="block_is_marked_once",
                violation_error_message="These words are already marked.",
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="block_is_not_empty",
                violation_error_message="A marked stretch needs some words.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=BlockKind.values),
                name="block_kind_is_known",
                violation_error_message="The kind of block is not a known one.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.start}–{self.end}"


class PassageQuerySet(NaturalKeyQuerySet):
    def orphaned(self) -> Self:
        return self.filter(orphaned_in__isnull=False)

    def of(self, story: SourceStory) -> Self:
        return self.filter(snapshot__story=story)


class Passage(NaturalKeyModel):
    """Words that stand in a snapshot exactly as they are kept here."""

    natural: ClassVar = ("snapshot", "start", "end")

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, related_name="passages"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    before = models.TextField(
        blank=True, help_text="At most one sentence, shown to readers as context."
    )
    after = models.TextField(
        blank=True, help_text="At most one sentence, shown to readers as context."
    )
    orphaned_in = models.ForeignKey(
        Snapshot,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="orphans",
        help_text="The newer text of the story in which these words no longer stand.",
    )
    speakers = models.ManyToManyField(
        Entry,
        blank=True,
        related_name="spoken_passages",
        help_text="Who speaks, where the passage reports somebody's words.",
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ("snapshot", "start")
        constraints = (
            models.UniqueConstraint(
                fields=("snapshot", "start", "end"),
                name="passage_is_kept_once",
                violation_error_message="This passage is already kept.",
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="passage_is_not_empty",
                violation_error_message="A passage needs some words.",
            ),
        )

    def __str__(self) -> str:
        return self.exact if len(self.exact) <= 80 else f"{self.exact[:77]}…"
