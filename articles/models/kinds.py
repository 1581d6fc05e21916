"""The words in which the state of a fact is kept."""

from django.db import models


class ValueKind(models.TextChoices):
    VALUE = "value", "a value"
    NONE_ANNOUNCED = "none_announced", "none announced"
    UNKNOWN = "unknown", "unknown"
    DENIED = "denied", "denied"


class Certainty(models.TextChoices):
    """How sure the sources are, from least to most."""

    SPECULATION = "speculation", "speculation"
    REPORTED = "reported", "reported"
    PLANNED = "planned", "planned"
    OFFICIAL = "official", "official"


class FactStatus(models.TextChoices):
    PROPOSED = "proposed", "proposed"
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "rejected"
    REPLACED = "replaced", "replaced"
    RETRACTED = "retracted", "retracted"


class Replacement(models.TextChoices):
    """Why one fact took the place of another: the one question asked."""

    DEVELOPMENT = "development", "development: it was true then"
    CORRECTION = "correction", "correction: it never was"
    REFINEMENT = "refinement", "refinement: the same, more exact"


# What was accepted once stays on record for ever.
ON_RECORD = (FactStatus.ACCEPTED, FactStatus.REPLACED, FactStatus.RETRACTED)
