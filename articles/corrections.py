"""The sentence that tells readers what was wrong and what is right, as a proposal."""

from __future__ import annotations

from articles.predicate_shapes import Predicate, ValueType
from articles.predicates import predicate
from articles.values import Claim, value_words

# What such a fact says, where "the <label> of <subject>" would be no English.
_NAMES = {
    "development-reported": "the date of the first report on plans for {subject}",
    "episodes-ordered": "the number of episodes ordered of {subject}",
    "season-count": "the number of seasons of {subject}",
    "novel-count": "the number of volumes of {subject}",
    "outlook": "what is expected of {subject}",
    "trait": "the character of {subject}",
    "in-story": "what happens in the story of {subject}",
    "statement": "what was said of {subject}",
}
_PLACES = {"cast": "in the cast of {subject}", "crew": "in the crew of {subject}"}
_ENDS = ".!?… "


def proposed_wording(old: Claim, new: Claim | None) -> str:
    """Two sentences, or one of two halves; without `new` nothing took its place."""
    row = predicate(old.predicate)
    said = f"An earlier version of this article {_said(old, row)}"
    if new is None:
        return f"{said}. That has been withdrawn."
    if old.kind == new.kind == "value":
        if row.type is ValueType.CREDIT:
            return f"{said}; it should have named {_value(new, row)}."
        if not _is_clause(row):
            return f"{said}; it is {_value(new, row)}."
    return f"{said}. {_holds(new, row)}."


def _is_clause(row: Predicate) -> bool:
    """Whether its template reads as a sentence: "{subject} is based on {value}."."""
    return ":" not in row.sentence and row.type is not ValueType.CREDIT


def _name(claim: Claim, row: Predicate) -> str:
    """What the claim gives, as a noun: "the date of the premiere of Harbour"."""
    of_date = "the date of the " if row.type is ValueType.DATE else "the "
    name = _NAMES.get(row.key, f"{of_date}{_lower(row.label)} of {{subject}}")
    return name.format(subject=claim.subject)


def _value(claim: Claim, row: Predicate) -> str:
    """The value within a sentence: a text in quotation marks, without its full stop."""
    words = value_words(claim)
    if row.type is ValueType.TEXT and not _is_clause(row):
        return f"“{words.strip(_ENDS)}”"
    return words.rstrip(_ENDS) if row.type is ValueType.TEXT else words


def _clause(claim: Claim, row: Predicate, value: str) -> str:
    said = row.sentence.format(subject=claim.subject, value=value).rstrip(".")
    return _lower(said) if row.sentence.startswith("The ") else said


def _said(old: Claim, row: Predicate) -> str:
    if old.kind != "value":
        return f"said that {_absence(old, row)}"
    if row.type is ValueType.CREDIT:
        place = _PLACES[row.key].format(subject=old.subject)
        return f"named {_value(old, row)}, {place}"
    if _is_clause(row):
        return f"said that {_clause(old, row, _value(old, row))}"
    return f"gave {_name(old, row)} as {_value(old, row)}"


def _holds(new: Claim, row: Predicate) -> str:
    if new.kind != "value":
        return f"In fact, {_absence(new, row)}"
    if row.type is ValueType.CREDIT:
        place = _PLACES[row.key].format(subject=new.subject)
        return f"It should have named {_value(new, row)}, {place}"
    if _is_clause(row):
        return f"In fact, {_clause(new, row, _value(new, row))}"
    name = _name(new, row)
    return f"{name[0].upper()}{name[1:]} is {_value(new, row)}"


def _absence(claim: Claim, row: Predicate) -> str:
    """A clause that says what is not there, is not known, or was denied."""
    if claim.kind == "none_announced":
        if claim.character is not None:
            who, where = claim.character, claim.subject
            return f"nobody has been announced as {who} in {where}"
        named = claim.target or "any work named here"
        said = row.absence.format(subject=claim.subject, target=named)
        return (_lower(said) if said.startswith("No") else said).rstrip(".")
    if claim.kind == "unknown":
        return f"{_name(claim, row)} is not known"
    if claim.target is not None and _is_clause(row):
        return f"it was denied that {_clause(claim, row, str(claim.target))}"
    of_whom = f" ({claim.target})" if claim.target is not None else ""
    return f"{_name(claim, row)}{of_whom} was denied"


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
