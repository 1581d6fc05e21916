"""The one folding under which a quotation may equal its source.

FOLDING_VERSION names the rules below. They are law: two texts are "the same words"
exactly when their foldings are equal, so a change of any rule can orphan or admit
passages and needs a new number. Version 1, in this order:

1. Text is cut into characters as readers see them: a base with the combining marks,
   conjoining jamo, variation selectors, skin tones and zero width joiners after it
   (and the emoji such a joiner binds) is one character and is never cut.
2. Each character is brought to Unicode NFC (at most 64 marks at a time). "é" in one
   or in two code points is the same; "é" and "e" are not.
3. A run of white space (Unicode White_Space with line breaks and no-break spaces,
   and the zero width space, word joiner and byte order mark) is one space.
4. Double quotation marks (straight, curly, low, reversed, guillemets, double prime,
   ornamental, full width) are all `"`.
5. Single quotation marks, apostrophes, okina, primes, grave and acute accents
   standing alone are all `'`. Single and double never match each other.
6. Hyphens, dashes, minus signs and their wide, small and long forms are all `-`.

Nothing else is folded: not case, letters, ligatures, ellipses, soft hyphens,
zero width joiners, the space around a dash, nor two marks into one.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

FOLDING_VERSION: Final = 1

WHITE_SPACE: Final = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
DOUBLE_QUOTES: Final = (
    '"\xab\xbb\u201c\u201d\u201e\u201f\u2033\u2036\u275d\u275e\u2e42'
    "\u301d\u301e\u301f\uff02"
)
SINGLE_QUOTES: Final = (
    "'`\xb4\u02bb\u02bc\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a"
    "\u275b\u275c\uff07"
)
DASHES: Final = (
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
)

_ALIKE: Final = {
    mark: plain
    for plain, marks in (
        (" ", WHITE_SPACE),
        ('"', DOUBLE_QUOTES),
        ("'", SINGLE_QUOTES),
        ("-", DASHES),
    )
    for mark in marks
}
# Joined to the character before them though Unicode does not call them marks:
# conjoining vowels and finals of Hangul, the zero width joiner, skin tones.
_JOINING: Final = re.compile(
    "[\u1160-\u11ff\ud7b0-\ud7c6\ud7cb-\ud7fb\u200d\U0001f3fb-\U0001f3ff]"
)
_PICTURES: Final = "\u2190-\u2bff\U0001f000-\U0001faff"
# Unicode's order of marks is found in quadratic time, so no more are taken at once.
# No language comes near; a character with more is still never cut.
_MARKS: Final = 64
# Code points that neither join nor expand, passed over without a look-up.
_PLAIN: Final = frozenset(map(chr, range(0x300)))


class Offsets:
    """For each folded code point an offset in the original text, kept as runs.

    Costs three numbers per irregular place instead of one per code point.
    """

    __slots__ = ("_firsts", "_length", "_origins", "_steps")

    def __init__(
        self, firsts: "array[int]", origins: "array[int]", steps: bytearray, length: int
    ) -> None:
        self._firsts = firsts
        self._origins = origins
        self._steps = steps
        self._length = length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: int) -> int:
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError(index)
        run = bisect_right(self._firsts, index) - 1
        return self._origins[run] + self._steps[run] * (index - self._firsts[run])


@dataclass(frozen=True)
class Folded:
    """A folded text with the way back: code point `i` of `text` came from the
    original characters `starts[i]` to `ends[i]`. Both never decrease.
    """

    text: str
    starts: Offsets
    ends: Offsets

    def is_whole(self, first: int, last: int) -> bool:
        """Whether folded `first:last` begins and ends between original characters."""
        for at in (first, last):
            if 0 < at < len(self.text) and joins(self.text[at]):
                return False
        return self.widen(first, last) == (first, last)

    def widen(self, first: int, last: int) -> tuple[int, int]:
        """The span with the rest of the original characters that its ends cut."""
        while first > 0 and self.starts[first - 1] == self.starts[first]:
            first -= 1
        while last < len(self.text) and self.ends[last - 1] == self.ends[last]:
            last += 1
        return first, last


def fold(text: str) -> Folded:
    """The text under the declared folding. Takes any str, lone surrogates included.

    Costs about 40 ms for a million characters of prose; where every second one is
    irregular (decomposed Vietnamese), about 300 ms.
    """
    used = set(text)
    parts: list[str] = []
    firsts, origins, finals = array("I"), array("I"), array("I")
    steps = bytearray()
    length = 0
    for start, end, is_regular in _pieces(text, used):
        part = text[start:end]
        if not is_regular:
            part = _fold_character(part)
            used.update(part)
        parts.append(part)
        firsts.append(length)
        origins.append(start)
        finals.append(start + 1 if is_regular else end)
        steps.append(is_regular)
        length += len(part)
    return Folded(
        _replace_alike("".join(parts), used),
        Offsets(firsts, origins, steps, length),
        Offsets(firsts, finals, steps, length),
    )


def _pieces(text: str, used: set[str]) -> Iterator[tuple[int, int, bool]]:
    """Every piece of the text in order, and whether it folds one to one."""
    at = 0
    for match in _irregular(used).finditer(text):
        start, end = match.span()
        if at < start:
            yield at, start, True
        yield start, end, False
        at = end
    if at < len(text):
        yield at, len(text), True


def _fold_character(piece: str) -> str:
    marks = piece.lstrip(WHITE_SPACE)
    space = " " if len(marks) < len(piece) else ""
    return space + unicodedata.normalize("NFC", marks)


def _replace_alike(text: str, used: set[str]) -> str:
    """Replaces one code point by one, so that the offsets stay true."""
    for mark in used:
        normal = unicodedata.normalize("NFC", mark)
        plain = _ALIKE.get(normal, normal)
        if plain != mark and len(plain) == 1:
            text = text.replace(mark, plain)
    return text


def _irregular(used: set[str]) -> re.Pattern[str]:
    """Finds what does not fold code point by code point in a text of these characters.

    Made for the text at hand: `re` has no class for marks, all 2,400 of them make a
    slow one, and most texts hold few or none.
    """
    special = used.difference(_PLAIN)
    joining = "".join(sorted(filter(joins, special)))
    expanding = "".join(
        mark for mark in special if len(unicodedata.normalize("NFC", mark)) > 1
    )
    white = f"[{WHITE_SPACE}]{{2,}}"
    if joining:
        some, any_number = f"[{joining}]{{1,{_MARKS}}}", f"[{joining}]{{0,{_MARKS}}}"
        bound = f"(?:(?<=\u200d)[{_PICTURES}]{any_number})*"
        white += f"{any_number}{bound}|[^{joining}]{some}{bound}|{some}{bound}"
    return re.compile(f"{white}|[{expanding}]" if expanding else white)


def joins(mark: str) -> bool:
    """Whether this code point belongs to the character before it."""
    return unicodedata.category(mark).startswith("M") or bool(_JOINING.match(mark))
