"""Anything the catalogue has a page for."""

from __future__ import annotations

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from catalog.fields import DerivedCharField, DerivedTextField
from catalog.text import fold, sort_key

from .natural import NaturalKeyModel, NaturalKeyQuerySet


class EntryKind(models.TextChoices):
    FRANCHISE = "franchise", "franchise"
    SHOW = "show", "show"
    SEASON = "season", "season"
    EPISODE = "episode", "episode"
    PERSON = "person", "person"
    CHARACTER = "character", "character"
    ORGANISATION = "organisation", "organisation"
    WORK = "work", "work"

    @property
    def path(self) -> str:
        """The first part of a page's address; seasons live below their show."""
        return _PATHS[self.value]


_PATHS = {
    "franchise": "franchises",
    "show": "shows",
    "season": "shows",
    "episode": "shows",
    "person": "people",
    "character": "characters",
    "organisation": "companies",
    "work": "works",
}


class Visibility(models.TextChoices):
    PUBLIC = "public", "public"
    HIDDEN = "hidden", "hidden from readers"


slug_shape = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*\Z",
    "Write small letters, digits and hyphens, as in renee-ballard.",
)


def hidden(path: str = "") -> Q:
    """Selects the rows whose entry at `path` readers may not see named.

    A season is hidden with its show, an episode with either. No entry is not hidden.
    """
    return Q(
        *(
            (f"{path and f'{path}__'}{parent}visibility", Visibility.HIDDEN)
            for parent in ("", *_PARENTS)
        ),
        _connector=Q.OR,
    )


_PARENTS = ("as_season__show__", "as_episode__season__", "as_episode__season__show__")


class EntryQuerySet(NaturalKeyQuerySet):
    def public(self) -> Self:
        """Entries that readers may see named: covered ones and stubs alike."""
        return self.exclude(hidden(self._entry))

    def with_page(self) -> Self:
        """Entries that have a page of their own: public and covered, as their show."""
        path = f"{self._entry}__" if self._entry else ""
        stub = Q(
            (f"{path}as_season__show__covered", False),
            (f"{path}as_episode__season__show__covered", False),
            _connector=Q.OR,
        )
        return self.public().filter(covered=True).exclude(stub)

    @property
    def _entry(self) -> str:
        """The way from a row to its entry: a show or a season is one by its parent."""
        return "" if self.model is Entry else "entry"

    def matching(self, words: str) -> Self:
        """Entries whose title, or any other title, has all of `words` in it.

        Accents and capitals do not count: "renee" finds "Renée".
        """
        found = self
        for word in fold(words).split():
            found = found.filter(
                Q(folded__contains=word)
                | Q(
                    pk__in=Entry.objects.filter(titles__folded__contains=word).values(
                        "pk"
                    )
                )
            )
        return found


class Entry(NaturalKeyModel):
    """One thing with a page. Always made as one of its kinds, never bare.

    The slug of a season or an episode carries its show's ("ballard/season-1"), so
    that every address follows from one row.
    """

    natural: ClassVar[tuple[str, ...]] = ("kind", "slug")
    own_kind: ClassVar[EntryKind | None] = None

    kind = models.CharField(max_length=12, choices=EntryKind, editable=False)
    slug = models.CharField(
        max_length=120,
        validators=[slug_shape],
        help_text="The address of the page. Change it with the Rename button, "
        "which keeps the old address working.",
    )
    title = models.CharField(
        max_length=200, help_text="As it stands on the page today."
    )
    sort_title = models.CharField(
        max_length=200,
        blank=True,
        help_text="For lists, as in “Connelly, Michael”. Blank: the title without "
        "its article.",
    )
    summary = models.TextField(
        blank=True, help_text="One or two sentences in our own words."
    )

    visibility = models.CharField(
        max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    covered = models.BooleanField(
        default=True,
        help_text="Off for a title that is only mentioned, as in “known for”: it is "
        "named but has no page.",
    )

    folded = DerivedTextField(
        lambda entry: fold(f"{entry.title} {entry.sort_title}"),
        sources=("title", "sort_title"),
    )
    sort_key = DerivedCharField(
        lambda entry: (
            fold(entry.sort_title) if entry.sort_title else sort_key(entry.title)
        ),
        max_length=400,
        sources=("title", "sort_title"),
    )

    objects = EntryQuerySet.as_manager()
    history = HistoricalRecords(inherit=True, excluded_fields=["folded", "sort_key"])

    class Meta:
        verbose_name_plural = "entries"
        ordering = ("sort_key", "pk")
        indexes = (
            models.Index(
                fields=("kind", "visibility", "covered", "sort_key"),
                name="entry_list_order",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "slug"),
                name="entry_slug_is_unique_within_its_kind",
                violation_error_message="Another entry of this kind has this slug.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EntryKind.values),
                name="entry_kind_is_known",
                violation_error_message="The kind of entry is not a known one.",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values),
                name="entry_visibility_is_known",
                violation_error_message="An entry is public or hidden.",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(slug=""),
                name="entry_needs_a_title_and_a_slug",
                violation_error_message="An entry needs a title and a slug.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/{EntryKind(self.kind).path}/{self.slug}/"

    @classmethod
    def of_kind(cls, kind: str) -> type[Entry]:
        """The model of that kind: `Show` for "show"."""
        return cls._meta.get_field(f"as_{kind}").related_model  # type: ignore[return-value]

    def as_kind(self) -> Entry:
        """The same entry as the show, person or other kind it is; 1 query at most."""
        if type(self) is not Entry:
            return self
        return getattr(self, f"as_{self.kind}")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.own_kind is not None and "kind" in self.__dict__ and not self.kind:
            self.kind = self.own_kind

    def clean(self) -> None:
        super().clean()
        taken = FormerSlug.objects.filter(kind=self.kind, slug=self.slug)
        if self.slug and taken.exclude(entry_id=self.pk).exists():
            raise ValidationError(
                {"slug": "This was the address of another entry and still leads there."}
            )


class FormerSlug(NaturalKeyModel):
    """An address that an entry had before; it redirects for ever."""

    natural: ClassVar[tuple[str, ...]] = ("kind", "slug")

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="former_slugs"
    )
    kind = models.CharField(max_length=12, choices=EntryKind)
    slug = models.CharField(max_length=120, validators=[slug_shape])

    class Meta:
        verbose_name = "former address"
        verbose_name_plural = "former addresses"
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "slug"),
                name="former_slug_leads_to_one_entry",
                violation_error_message="This address already redirects elsewhere.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EntryKind.values),
                name="former_slug_kind_is_known",
                violation_error_message="The kind of entry is not a known one.",
            ),
        )

    def __str__(self) -> str:
        return self.slug
