"""Rows that fixtures can name in words instead of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Self

from django.db import models

from catalog.fields import DerivingModel


def natural_width(model: type[models.Model]) -> int:
    """How many words the natural key of `model` has."""
    return sum(1 for _ in _lookups(model))


def _lookups(model: type[models.Model], prefix: str = "") -> Iterator[str]:
    names = getattr(model, "natural", None) or _known_natural(model)
    for name in names:
        remote = model._meta.get_field(name).remote_field
        if remote is None:
            yield f"{prefix}{name}"
        else:
            yield from _lookups(remote.model, f"{prefix}{name}__")


def _known_natural(model: type[models.Model]) -> tuple[str, ...]:
    """The natural key of the models of other packages that ours point to."""
    return {"auth.user": ("username",), "auth.group": ("name",)}[
        model._meta.label_lower
    ]


class NaturalKeyQuerySet(models.QuerySet):
    def get_by_natural_key(self, *words: Any) -> Any:
        """The row that these words name; one query."""
        return self.get(**dict(zip(_lookups(self.model), words, strict=True)))


class NaturalKeyModel(DerivingModel):
    """A row with a natural key: the fields named in `natural`, in order.

    A foreign key among them stands for the natural key of the row it points to.
    Django derives the order of loading from the foreign keys themselves.
    """

    natural: ClassVar[tuple[str, ...]] = ()

    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[Any, ...]:
        """The words that name this row; a query for each parent not loaded.

        A parent that may be missing, and is, stands as None for each of its words.
        """
        words: list[Any] = []
        for name in self.natural:
            value = getattr(self, name)
            remote = self._meta.get_field(name).remote_field
            if isinstance(value, models.Model):
                words.extend(value.natural_key())  # type: ignore[attr-defined]
            elif remote is not None:
                words.extend([None] * natural_width(remote.model))
            else:
                words.append(value)
        return tuple(words)

    @classmethod
    def named(cls, *words: Any) -> Self:
        """The row that these words name, as in `Show.named("show", "ballard")`."""
        return cls._default_manager.get_by_natural_key(*words)
