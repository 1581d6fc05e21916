"""What the page of a fact showed, so that no button acts on something else."""

from __future__ import annotations

from collections.abc import Iterable

from articles.lifecycle import Refused
from articles.models import Evidence, Fact
from catalog.admin.choosing import is_number
from catalog.admin.seen import columns_of, marks_of
from catalog.versions import Version, mark, why_unseen

_OF_FACT = columns_of(Fact)
_OF_EVIDENCE = columns_of(Evidence)


def version_of_fact(fact: Fact, evidence: Iterable[Evidence] = ()) -> Version:
    """The version of the claim, and of pieces of evidence with their passages."""
    columns = marks_of(fact, _OF_FACT)
    for row in evidence:
        values = [str(getattr(row, name)) for name in _OF_EVIDENCE]
        shown = mark([*values, str(row.passage.orphaned_in_id)])
        columns[_place(row.pk)] = shown
    return Version(columns)


def require_seen(
    fact: Fact, posted: str, *, numbers: Iterable[int | None] | None = ()
) -> None:
    """Raises Refused where the fact, or the evidence meant, is not as it was shown.

    `numbers` are those of the evidence that the deed is about; None for all there
    is. The fact is locked and read again, so that its page shows it as it is now.
    Inside a transaction; 1 query, 2 for a deed about evidence.
    """
    rows = Fact.objects.select_for_update(of=("self",))
    fact.refresh_from_db(from_queryset=rows)
    evidence = Evidence.objects.none()
    if numbers is None:
        evidence = fact.evidence.all()
    elif wanted := [str(number) for number in numbers if number is not None]:
        evidence = fact.evidence.filter(pk__in=filter(is_number, wanted))
    now = version_of_fact(fact, evidence.select_related("passage"))
    words = {name: "its evidence" for name in now.columns if name.startswith(_place())}
    named = {field.attname: str(field.verbose_name) for field in Fact._meta.fields}
    reason = why_unseen(posted, now, {**named, **words})
    if reason:
        raise Refused(reason)


def _place(number: int | str = "") -> str:
    return f"evidence-{number}"
