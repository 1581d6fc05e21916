"""The addresses of preview links: a row's number and a signature over it."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

_SALT = "articles.preview-link"


def address_of(number: int) -> str:
    """The path of the link with that number."""
    return f"/preview/{Signer(salt=_SALT).sign(str(number))}/"


def number_of(token: str) -> int | None:
    """The number that was signed, or None where the signature is not ours."""
    try:
        return int(Signer(salt=_SALT).unsign(token))
    except (BadSignature, ValueError):
        return None
