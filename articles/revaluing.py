"""A sentence with a new value in the old one's place, wherever that is honest.

Where the value stands once, in whatever form prose gives it, the sentence is put
right. Where it stands more than once somebody chooses; where it does not stand, or
only in a quotation, the words are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from articles.predicate_shapes import ValueType
from articles.predicates import predicate
from articles.printed_values import (
    MOST_PLACES,
    Exchange,
    Place,
    of_dates,
    of_names,
    of_numbers,
    of_people,
    of_words,
)
from articles.quotations import quoted
from articles.sentences import Span
from articles.values import Claim, Named, value_words

MOST_CHOICES = 6

_NO_PROSE = re.compile(r"\[@[a-z0-9-]+\]|\]\([^()\n]{0,2000}\)|`[^`\n]+`|https?://\S+")
_ENDS = ".!?… "
_ARTICLE = re.compile(r"(?<!\w)([Aa])n? $")
# How the first sound is heard: "an eight-part order", "a one-off", "an FX series".
_VOWEL = re.compile(
    r"(?!(?i:one\b|once\b|eu|uni|use|usu)|U[A-Z])[aeiouAEIOU]|8|1[18](?![0-9])"
    r"|[FHLMNRSX][A-Z]|(?i:hour|honou?r|honest|heir)"
)


@dataclass(frozen=True)
class Wording:
    """How a sentence could read. `is_sure` says that the new value stands in it.

    Where it is not, `choices` are the wordings with the new value in one place or
    another; `is_quoted` says that the old one stands in a quotation, which nobody
    rewrites.
    """

    text: str
    is_sure: bool
    choices: tuple[str, ...] = ()
    is_quoted: bool = False

    def then(self, step: Callable[[str], Wording]) -> Wording:
        """The same with a further value put right."""
        done = step(self.text)
        choices = tuple(step(one).text for one in self.choices) or done.choices
        return Wording(
            done.text,
            self.is_sure and done.is_sure,
            choices,
            self.is_quoted or done.is_quoted,
        )


def revalued(raw: str, old: Claim, new: Claim, *, opening: str = "") -> Wording:
    """The sentence with what `new` says for what `old` said.

    `opening` is the mark of the quotation in which the sentence begins.
    """
    if old.kind != "value" or new.kind != "value":
        return Wording(raw, is_sure=False)
    is_name = predicate(old.predicate).names_an_entry
    if not is_name or value_words(old) != str(old.target):
        whole = _exchanged(raw, _whole(old, new), opening)
        if not is_name or whole.is_sure or whole.choices:
            return whole
    pairs = [(one, other) for one, other in _parts(old, new) if one and one != other]
    found = Wording(raw, is_sure=any(other for _, other in pairs))
    for one, other in pairs:
        found = found.then(
            partial(_part_exchanged, old=one, new=other, opening=opening)
        )
    return found


def _whole(old: Claim, new: Claim) -> Exchange:
    kind = predicate(old.predicate).type
    if old.date is not None and new.date is not None:
        return of_dates(old.date, new.date)
    if old.number is not None and new.number is not None:
        return of_numbers(old.number, new.number)
    words = value_words(old), value_words(new)
    if kind in (ValueType.TEXT, ValueType.CHOICE):
        return of_words(words[0].rstrip(_ENDS), words[1].rstrip(_ENDS))
    return of_names(*words)


_Part = Named | str | None


def _parts(old: Claim, new: Claim) -> Iterator[tuple[_Part, _Part]]:
    """What a claim names beside its subject, in the old one and in the new."""
    yield old.target, new.target
    yield old.character, new.character
    yield old.via, new.via
    jobs = (claim.job.name.lower() if claim.job else None for claim in (old, new))
    yield next(jobs), next(jobs)
    yield old.part, new.part


def _part_exchanged(raw: str, *, old: _Part, new: _Part, opening: str) -> Wording:
    if not new:
        # Nothing is said in its place: the sentence may not say it either.
        return Wording(raw, is_sure=not of_words(str(old), "").places(raw))
    exchange = of_words(str(old), str(new))
    if isinstance(old, Named) and isinstance(new, Named):
        are_people = {old.kind, new.kind} <= {"person", "character"}
        exchange = (of_people if are_people else of_names)(old.title, new.title)
    return _exchanged(raw, exchange, opening)


# --- In the sentence ---------------------------------------------------------------


def _exchanged(raw: str, exchange: Exchange, opening: str) -> Wording:
    prose = _NO_PROSE.sub(lambda found: "\0" * len(found[0]), raw)
    places = exchange.places(prose)
    is_there = exchange.says_new(prose)
    if not places:
        return Wording(raw, is_sure=is_there)
    spoken = quoted(prose, opening=opening)
    free = [place for place in places if not _is_spoken(prose, place, spoken)]
    if len(free) == len(places) == 1 and not is_there and exchange.is_certain:
        return Wording(_put(raw, free), is_sure=True)
    return Wording(
        raw,
        is_sure=False,
        choices=tuple(_choices(raw, free)),
        is_quoted=len(free) < len(places),
    )


def _is_spoken(prose: str, place: Place, spoken: Iterable[Span]) -> bool:
    """Whether it stands in a quotation; a title in quotation marks is none."""
    value = prose[place.start : place.end]
    return any(
        span.start <= place.start < span.end
        and prose[span.start : span.end].strip(_ENDS + ",") != value
        for span in spoken
    )


def _choices(raw: str, places: list[Place]) -> Iterator[str]:
    """The new value in every place that was found, then in one after the other."""
    if 1 < len(places) < MOST_PLACES:
        yield _put(raw, places)
    for place in places[: MOST_CHOICES - 1]:
        yield _put(raw, [place])


def _put(raw: str, places: Iterable[Place]) -> str:
    """The sentence with the new value in these places, and the article it needs."""
    for place in sorted(places, reverse=True):
        before = raw[: place.start]
        article = _ARTICLE.search(before, max(0, place.start - len(" an ")))
        if article:
            n = "n" if _VOWEL.match(place.said) else ""
            before = f"{before[: article.start()]}{article[1]}{n} "
        raw = before + place.said + raw[place.end :]
    return raw
