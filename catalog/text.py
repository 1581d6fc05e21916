"""Text in the form in which it is searched and sorted."""

import unicodedata
from collections.abc import Callable

_SINGLE_QUOTES = "‘’‚‛‹›′‵ʹʻʼʽ`´＇"
_DOUBLE_QUOTES = "“”„‟″‶«»〝〞＂"
_HYPHENS = "‐‑‒–—―⁃−⸺⸻﹘﹣－"

# A spacing accent used as a quote decomposes into a space and a mark, so that quotes
# are straightened before the decomposition; other forms only appear after it.
_STRAIGHT = str.maketrans(
    dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_HYPHENS, "-")
    | {"⁄": "/", "…": "..."}
)

# Letters that Unicode does not decompose but an English keyboard cannot type.
_PLAIN_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
    }
)

# They choose between two looks of one character, and are no combining marks.
_VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))


# Up to here stand the letters of nearly all names; what strangers send beyond them
# must not fill the memory.
_REMEMBERED = 0x3000


class _Without(dict[int, int | None]):
    """A table for `str.translate` that drops some characters and learns which."""

    def __init__(self, is_dropped: Callable[[str], object]) -> None:
        self.is_dropped = is_dropped

    def __missing__(self, code: int) -> int | None:
        kept = None if self.is_dropped(chr(code)) else code
        if code < _REMEMBERED:
            self[code] = kept
        return kept


def _is_unseen(character: str) -> bool:
    return (
        unicodedata.combining(character) > 0
        or unicodedata.category(character) == "Cf"
        or character in _VARIATION_SELECTORS
    )


_WITHOUT_MARKS = _Without(unicodedata.combining)
_WITHOUT_UNSEEN = _Without(_is_unseen)

_ARTICLES = ("the ", "an ", "a ")
_OPENINGS = "\"'([{<¿¡.- "


def fold(text: str) -> str:
    """The text without accents, capitals, typographic marks and spare white space.

    For comparing and searching only, never for showing: "renee" is found in "Renée",
    "strasse" in "Straße", "it's" in "It’s". Folding twice changes nothing. Invisible
    characters (soft hyphens, joiners, byte order marks) go too.
    """
    plain = _decompose(text.translate(_STRAIGHT))
    # Folding the case can make new composed letters and marks: "İ" does.
    plain = _decompose(plain.casefold())
    plain = plain.translate(_STRAIGHT).translate(_PLAIN_LETTERS)
    return " ".join(plain.split())


def sort_key(title: str) -> str:
    """The folded title without opening marks and its leading article.

    A title that is nothing but an article or marks keeps them: never empty unless
    the title is.
    """
    folded = fold(title)
    bare = folded.lstrip(_OPENINGS) or folded
    for article in _ARTICLES:
        if bare.startswith(article):
            return bare.removeprefix(article).lstrip(_OPENINGS) or bare
    return bare


def _decompose(text: str) -> str:
    if text.isascii():
        return text
    # Normalising sorts runs of marks in quadratic time: without marks there are none
    # but those of the composed letters themselves.
    bare = text.translate(_WITHOUT_MARKS)
    return unicodedata.normalize("NFKD", bare).translate(_WITHOUT_UNSEEN)
