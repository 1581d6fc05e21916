"""How the newsroom sorts what it writes."""

from typing import ClassVar

from django.db import models

from catalog.models.natural import NaturalKeyModel


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


class Topic(NaturalKeyModel):
    """A subject that runs through many articles."""

    natural: ClassVar = ("slug",)

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=60, unique=True)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/topics/{self.slug}/"
