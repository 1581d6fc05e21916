"""Long lists, a page at a time, whatever is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from .inputs import Pagination


@dataclass(frozen=True)
class Sheet:
    """One page of a list, and the way to its neighbours."""

    rows: list[Any]
    total: int
    pagination: Pagination | None


def page_number(request: HttpRequest) -> int:
    """The page asked for; the first where that is no number. 404 below one."""
    asked = request.GET.get("page", "1")
    if not (asked.isascii() and asked.isdigit()) or len(asked) > 6:
        return 1
    number = int(asked)
    if number < 1:
        raise Http404
    return number


def sheet(
    request: HttpRequest,
    rows: QuerySet,
    size: int,
    *,
    total: int | None = None,
    keep: Mapping[str, str] | None = None,
) -> Sheet:
    """The rows of the page asked for; 2 queries, 1 where the total is known.

    `keep` goes into the addresses of the neighbours. 404 past the last page.
    """
    number = page_number(request)
    if total is None:
        total = rows.count()
    last = max(1, -(-total // size))
    if number > last:
        raise Http404
    found = list(rows[(number - 1) * size : number * size])
    return Sheet(found, total, _pagination(request.path, number, last, keep or {}))


def _pagination(
    path: str, number: int, last: int, keep: Mapping[str, str]
) -> Pagination | None:
    if last == 1:
        return None
    return Pagination(
        label=f"{number} of {last}",
        previous_url=_address(path, number - 1, keep) if number > 1 else "",
        next_url=_address(path, number + 1, keep) if number < last else "",
    )


def _address(path: str, number: int, keep: Mapping[str, str]) -> str:
    asked = {**keep, **({"page": str(number)} if number > 1 else {})}
    return f"{path}?{urlencode(asked)}" if asked else path
