"""Text in the form in which it is searched and sorted."""

import unicodedata

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
    bare = "".join(c for c in text if not unicodedata.combining(c))
    return "".join(
        character
        for character in unicodedata.normalize("NFKD", bare)
        if not unicodedata.combining(character)
        and unicodedata.category(character) != "Cf"
        and character not in _VARIATION_SELECTORS
    )
