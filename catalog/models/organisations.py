"""Companies and other bodies, what they do for a work, and where it is shown."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from catalog.fields import EarliestField, LatestField, PartialDateField

from .entries import Entry, EntryKind
from .natural import NaturalKeyModel


class OrganisationForm(models.TextChoices):
    PLATFORM = "platform", "streaming platform"
    NETWORK = "network", "network"
    STUDIO = "studio", "studio"
    PRODUCTION = "production", "production company"
    GROUP = "group", "parent company"
    PUBLISHER = "publisher", "publisher"
    AGENCY = "agency", "public body"
    OTHER = "other", "other"


class CompanyRole(models.TextChoices):
    NETWORK = "network", "Network"
    STUDIO = "studio", "Studio"
    PRODUCTION = "production", "Production company"
    DISTRIBUTOR = "distributor", "Distributor"


class Organisation(Entry):
    natural: ClassVar[tuple[str, ...]] = ("entry",)
    own_kind: ClassVar = EntryKind.ORGANISATION

    entry = models.OneToOneField(
        Entry,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="as_organisation",
    )

    form = models.CharField(
        max_length=12, choices=OrganisationForm, default=OrganisationForm.OTHER
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(form__in=OrganisationForm.values),
                name="organisation_form_is_known",
                violation_error_message="The form of an organisation is not a known "
                "one.",
            ),
        )


class CompanyCredit(NaturalKeyModel):
    """What an organisation does for a show, a season or an episode."""

    natural: ClassVar[tuple[str, ...]] = ("work", "role", "company")

    work = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="company_credits"
    )
    company = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="company_roles"
    )
    role = models.CharField(max_length=12, choices=CompanyRole)

    class Meta:
        ordering = ("role", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("work", "role", "company"),
                name="company_has_a_role_once",
                violation_error_message="This company already has this role here.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=CompanyRole.values),
                name="company_role_is_known",
                violation_error_message="The role of a company is not a known one.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.company} ({self.get_role_display()})"


class Availability(NaturalKeyModel):
    """Where a show or a season can be seen, and from when until when."""

    natural: ClassVar[tuple[str, ...]] = ("entry", "platform", "region")

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="availability"
    )
    platform = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="carries"
    )
    region = models.CharField(
        max_length=60, blank=True, help_text="Blank where no region was named."
    )
    since = PartialDateField(blank=True)
    since_earliest = EarliestField("since")
    since_latest = LatestField("since")
    until = PartialDateField(blank=True)
    until_earliest = EarliestField("until")
    until_latest = LatestField("until")

    class Meta:
        verbose_name_plural = "availability"
        ordering = ("since_earliest", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("entry", "platform", "region"),
                name="platform_carries_an_entry_once_per_region",
                violation_error_message="This platform is already listed for this "
                "region.",
            ),
            models.CheckConstraint(
                condition=Q(until_latest__isnull=True)
                | Q(since_earliest__isnull=True)
                | Q(until_latest__gte=F("since_earliest")),
                name="availability_ends_after_it_begins",
                violation_error_message="Availability cannot end before it begins.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.platform}"
