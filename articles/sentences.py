"""Cuts a text into sentences, for the coverage of sources and the context of quotes.

Made for English news prose. A full stop is the hard case, so the rules ask whether
it ends an abbreviation; where the form cannot tell ("Maggie Q. The" from
"J. Edgar"), the word after it decides.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from .folding import WHITE_SPACE

LINE_BREAKS: Final = "\n\r\v\f\x85\u2028\u2029"
"""Each ends a sentence, whatever stands before it."""


class Span(NamedTuple):
    """`text[start:end]`, in code points."""

    start: int
    end: int


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Always followed by what they belong to.
_TITLES: Final = _listed(
    "adm asst atty brig capt cmdr col cpl def det dir dr e.g exec gen gov hon i.e insp "
    "lt maj messrs mr mrs ms msgr mt mx ofc pres prof pvt rep rev sen sgt st supt viz "
    "vs"
)
# Abbreviations only before a figure: "No. 5", but "He said no."
_NUMBERED: Final = _listed(
    "approx apr aug c ca ch chap dec ep eps feb fig figs jan jul jun mar no nos nov "
    "oct p para pg pp pt sec sep sept ser vol vols"
)
# Stand within a sentence or end one, as initials do: the next word decides.
_UNDECIDED: Final = _listed(
    "assn bros co corp dept div esq est etc inc jr ltd mfg ph.d sr univ"
)
# Words that begin sentences and hardly ever names.
_STARTERS: Final = _listed(
    "a about above after again all also although an and another any are as at back "
    "because before both but by can could despite did do does during each earlier "
    "every few filming finally following for from given had has have he her here his "
    "how however i if in instead is it its just last later like many meanwhile more "
    "most much my neither next no nor not nothing now of on once one only or other our "
    "production reports several she should since so some soon still such than that the "
    "their then there these they this those though three thus to today together two "
    "under unlike until upon was we were what when where whether which while who whose "
    "why with without yes yet you your"
)

_CLOSERS: Final = "\"'”’»›)\\]}"
# A citation `[@fact-key]` set after the full stop belongs to the sentence before.
_AFTER: Final = rf"[{_CLOSERS}]*+(?:[ \t]*+\[@[^\]\n]{{1,200}}\])*+"
_STOP: Final = re.compile(
    rf"(?<![.!?…])(?P<latin>[.!?…]++){_AFTER}(?=\s|$)|[。！？]++[」』）]*+{_AFTER}"
)
_LINE: Final = re.compile(f"[^{LINE_BREAKS}]+")
_TOKEN: Final = re.compile(r"[^\s\"'“”‘’«»()\[\]{}—–/,;:-]*$")
_NEXT: Final = re.compile(r"[\s\"'“‘„‚«‹(\[{—–-]*+(\w[\w'’]*+)")
_INITIALS: Final = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_LONGEST_TOKEN: Final = 24


def sentences(text: str) -> list[Span]:
    """The sentences in order, without the white space around them.

    Together they hold every character that is not white space, each once. A line
    break always ends a sentence. Takes any str, in linear time.
    """
    spans = []
    for line in _LINE.finditer(text):
        for start, end in _cut(text, *line.span()):
            piece = text[start:end]
            body = piece.strip(WHITE_SPACE)
            if body:
                start += len(piece) - len(piece.lstrip(WHITE_SPACE))
                spans.append(Span(start, start + len(body)))
    return spans


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, start, stop, end):
            yield start, stop.end()
            start = stop.end()
    yield start, end


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, stop.end(), end)
    if stop["latin"] is None or following is None:
        return True
    word = following[1]
    if word[0].islower():
        return False
    if stop["latin"] != ".":
        return True
    if len(word) == 1 and word.isupper() and text.startswith(".", following.end()):
        # A further initial ("J. A. Smith") says nothing about what begins here.
        word = ""
    return _ends_at_full_stop(text, start, stop.start(), word)


def _ends_at_full_stop(text: str, start: int, stop: int, word: str) -> bool:
    """Whether a lone full stop before this word is more than an abbreviation's."""
    found = _TOKEN.search(text, max(start, stop - _LONGEST_TOKEN), stop)
    token = found[0] if found else ""
    kind = token.lower()
    if kind in _TITLES:
        return False
    if kind in _NUMBERED:
        return not word[:1].isdigit()
    if token.isdigit() and stop - start <= _LONGEST_TOKEN:
        # The number of an item, where nothing but the number stands in the sentence.
        return text[start:stop].strip() != token
    if kind in _UNDECIDED or _is_initials(token):
        return word.lower() in _STARTERS
    return True


def _is_initials(token: str) -> bool:
    """Whether it reads "J" or "U.S" or "p.m", its last full stop cut off."""
    return bool(_INITIALS.fullmatch(token)) and (len(token) > 1 or token.isupper())
