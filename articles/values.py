"""What a claim says, checked against its predicate and put into words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.predicate_shapes import Predicate, ValueType
from articles.predicates import UnknownPredicate, predicate
from catalog.dates import PartialDate

MAX_TEXT = 2_000

# Control characters and half surrogate pairs; databases refuse some, readers all.
_NO_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Named:
    """An entry that a claim names: its kind and its title."""

    kind: str
    title: str

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True)
class Job:
    slug: str
    name: str
    department: str


@dataclass(frozen=True)
class Claim:
    """A fact without its table: enough to check it and to say it."""

    predicate: str
    subject: Named | None
    kind: str = "value"
    text: str = ""
    number: int | None = None
    date: PartialDate | None = None
    target: Named | None = None
    job: Job | None = None
    character: Named | None = None
    via: Named | None = None
    credit_kind: str = ""
    part: str = ""
    wording: str = ""


def problems(claim: Claim) -> dict[str, str]:
    """What is wrong with a claim, by field; empty where it fits its predicate."""
    try:
        row = predicate(claim.predicate)
    except UnknownPredicate as error:
        return {"predicate": str(error)}
    if claim.subject is None:
        return {"subject": "Choose what the fact is about."}
    if claim.subject.kind not in row.subjects:
        return {
            "predicate": f"“{row.label}” is said of {_list(row.subjects)}, "
            f"not of a {claim.subject.kind}."
        }
    found = _misplaced(claim, row)
    if claim.kind == "value":
        found |= _CHECKS[row.type](claim, row)
    elif claim.text or claim.number is not None or claim.date:
        found["kind"] = "An absence has no value: leave the value empty."
    return found


def _list(kinds: tuple[str, ...]) -> str:
    words = [f"a {kind}" if kind[0] not in "aeiou" else f"an {kind}" for kind in kinds]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _misplaced(claim: Claim, row: Predicate) -> dict[str, str]:
    """Parts of a value that this predicate has no place for."""
    found = {}
    label = row.label
    if row.type is not ValueType.CREDIT:
        for name in ("job", "character", "via", "credit_kind"):
            if getattr(claim, name) and not (name == "character" and row.row):
                found[name] = f"“{label}” is not a credit: leave this empty."
    if claim.number is not None and row.type is not ValueType.NUMBER:
        found["number"] = f"“{label}” takes no number."
    if claim.date is not None and row.type is not ValueType.DATE:
        found["date"] = f"“{label}” takes no date."
    if claim.target is not None and not row.names_an_entry:
        found["target"] = f"“{label}” names no entry."
    for name in ("text", "part", "wording"):
        if _NO_CHARACTER.search(getattr(claim, name)):
            found[name] = "This holds a character that cannot be kept: type it anew."
    if len(claim.text) > MAX_TEXT:
        found["text"] = (
            f"This has {len(claim.text):,} characters; a value has {MAX_TEXT:,} at "
            f"most."
        )
    return found


def _check_text(claim: Claim, row: Predicate) -> dict[str, str]:
    if not claim.text.strip():
        return {"text": f"Write the {row.label.lower()}."}
    return {}


def _check_title(claim: Claim, row: Predicate) -> dict[str, str]:
    if len(claim.text) > 200:
        return {"text": "A title has 200 characters at most."}
    return _check_text(claim, row)


def _check_choice(claim: Claim, row: Predicate) -> dict[str, str]:
    if claim.text not in dict(row.choices):
        known = ", ".join(key for key, _ in row.choices)
        return {"text": f"“{claim.text[:40]}” is not a {row.label.lower()}: {known}."}
    return {}


def _check_number(claim: Claim, row: Predicate) -> dict[str, str]:
    if claim.number is None:
        return {"number": f"“{row.label}” needs a whole number."}
    if not 0 <= claim.number <= 32_767:
        return {"number": "The number must lie between 0 and 32,767."}
    if claim.text:
        return {"text": f"“{row.label}” takes a number and no words."}
    return {}


def _check_date(claim: Claim, row: Predicate) -> dict[str, str]:
    if claim.date is None:
        return {"date": f"“{row.label}” needs a date, as exact as it is known."}
    if claim.text:
        return {"text": f"“{row.label}” takes a date and no words."}
    return {}


def _check_entry(claim: Claim, row: Predicate) -> dict[str, str]:
    if claim.target is None:
        return {"target": f"“{row.label}” needs {_list(row.targets)}."}
    if claim.target.kind not in row.targets:
        return {
            "target": f"“{row.label}” names {_list(row.targets)}, "
            f"not a {claim.target.kind}."
        }
    return {}


def _check_credit(claim: Claim, row: Predicate) -> dict[str, str]:
    found = _check_entry(claim, row)
    if claim.job is None:
        found["job"] = "A credit needs a job."
    elif (row.key == "cast") != (claim.job.department == "cast"):
        where = "Cast" if claim.job.department == "cast" else "Crew"
        found["job"] = f"The job “{claim.job.name}” belongs under “{where}”."
    if claim.character is not None and claim.character.kind != "character":
        found["character"] = f"A {claim.character.kind} is not a character."
    if claim.via is not None and claim.via.kind != "organisation":
        found["via"] = f"A {claim.via.kind} is not a company."
    return found


_CHECKS = {
    ValueType.TEXT: _check_text,
    ValueType.TITLE: _check_title,
    ValueType.CHOICE: _check_choice,
    ValueType.NUMBER: _check_number,
    ValueType.DATE: _check_date,
    ValueType.ENTRY: _check_entry,
    ValueType.RELATION: _check_entry,
    ValueType.CREDIT: _check_credit,
}

ABSENCES = {
    "none_announced": "none announced",
    "unknown": "unknown",
    "denied": "denied",
}


def value_words(claim: Claim) -> str:
    """The value alone, as a reader sees it: "17 November 2023", "Prime Video"."""
    row = predicate(claim.predicate)
    if claim.kind != "value":
        return ABSENCES[claim.kind]
    if row.type is ValueType.CHOICE:
        return row.choice_label(claim.text)
    if row.type is ValueType.NUMBER:
        return f"{claim.number:,}"
    if row.type is ValueType.DATE:
        return str(claim.date)
    if row.type is ValueType.CREDIT:
        return _credit_words(claim)
    if row.names_an_entry:
        extra = claim.text or claim.part
        return f"{claim.target} ({extra})" if extra else f"{claim.target}"
    return claim.text


def _credit_words(claim: Claim) -> str:
    words = f"{claim.target}"
    if claim.job is not None:
        words += f", {claim.job.name.lower()}"
    if claim.character is not None:
        words += f" as {claim.character}"
    if claim.via is not None:
        words += f" for {claim.via}"
    notes = [note.replace("-", " ") for note in (claim.credit_kind,) if note]
    notes += [claim.part] if claim.part else []
    return f"{words} ({', '.join(notes)})" if notes else words


def sentence(claim: Claim) -> str:
    """The claim as one sentence, for its page and for those who use no pictures."""
    row = predicate(claim.predicate)
    if claim.kind == "value":
        said = row.sentence.format(subject=claim.subject, value=value_words(claim))
    elif claim.kind == "denied":
        named = f": {claim.target}" if claim.target else ""
        said = f"Denied of {claim.subject}: {row.label.lower()}{named}."
    elif claim.kind == "unknown":
        said = f"{row.label} of {claim.subject}: not known."
    elif claim.character is not None:
        said = f"Nobody has been announced as {claim.character} in {claim.subject}."
    else:
        said = row.absence.format(
            subject=claim.subject, target=claim.target or "any work named here"
        )
    return _closed(said)


def _closed(said: str) -> str:
    """The sentence with one mark at its end, whatever its value ended with."""
    if not _has_end(said):
        return f"{said}."
    is_double = said.endswith(".") and _has_end(said[:-1])
    is_ellipsis = said.endswith("...") and not said.endswith("....")
    return said[:-1] if is_double and not is_ellipsis else said


def _has_end(said: str) -> bool:
    return said.rstrip("\"'”’)]").endswith((".", "!", "?", "…"))
