"""A form that is sent twice does what it asks for once.

A double click, a page loaded again, a way back: the same form, with the same words
in it, arrives a second time. The first one is remembered in the transaction of its
deed, under a key that the database holds to be unique, so that of two at once one is
done and the other is led to what it made.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from hashlib import blake2b

from django.utils import timezone

from catalog.models import Press

KEPT_FOR = datetime.timedelta(days=30)
_AT_ONCE = 20


@dataclass(frozen=True)
class Pressed:
    """A form that was sent: digests of its mark, and of it as it was sent."""

    form: str
    key: str


def pressed(form: str, *sent: str) -> Pressed:
    """The press of a form with that mark; `sent` is whose it is and what it says."""
    return Pressed(_digest(form), _digest(form, *sent))


def _digest(*texts: str) -> str:
    text = "\0".join(texts).encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=16).hexdigest()


def led_to(press: Pressed) -> str | None:
    """Where the same press led before; None for a new one. 1 query."""
    found = Press.objects.filter(key=press.key)
    return found.values_list("led_to", flat=True).first()


def is_used(form: str) -> bool:
    """Whether the form with that mark did something before; 1 query."""
    return bool(form) and Press.objects.filter(form=_digest(form)).exists()


def remember(press: Pressed, place: str) -> None:
    """Keeps where the press led, in the transaction of its deed; 2 to 3 queries.

    Raises IntegrityError where the same press was done at the same moment: then the
    deed must not be done a second time.
    """
    now = timezone.now()
    Press.objects.create(key=press.key, form=press.form, led_to=place, at=now)
    old = Press.objects.filter(at__lt=now - KEPT_FOR).order_by("pk")[:_AT_ONCE]
    if keys := list(old.values_list("pk", flat=True)):
        Press.objects.filter(pk__in=keys).delete()
