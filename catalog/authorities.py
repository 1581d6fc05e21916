"""The databases whose ids the catalogue keeps, as data: a row each."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Authority:
    """One database: what its ids look like and where they lead."""

    name: str
    pattern: str
    example: str
    address: str
    addresses: dict[str, str] = field(default_factory=dict)

    def url(self, kind: str, value: str) -> str:
        """The page of `value` there, for an entry of that kind."""
        return self.addresses.get(kind, self.address).format(value)

    def problem(self, value: str) -> str | None:
        """What is wrong with `value` as an id there, or None."""
        if re.fullmatch(self.pattern, value, flags=re.ASCII):
            return None
        return f"An id of {self.name} looks like {self.example}."


AUTHORITIES: dict[str, Authority] = {
    "imdb": Authority(
        "IMDb",
        r"(tt|nm|co|ch)\d{7,10}",
        "tt1234567",
        "https://www.imdb.com/title/{}/",
        {
            "person": "https://www.imdb.com/name/{}/",
            "organisation": "https://www.imdb.com/company/{}/",
            "character": "https://www.imdb.com/character/{}/",
        },
    ),
    "tmdb": Authority(
        "TMDB",
        r"[1-9]\d{0,9}",
        "12345",
        "https://www.themoviedb.org/tv/{}",
        {
            "person": "https://www.themoviedb.org/person/{}",
            "organisation": "https://www.themoviedb.org/company/{}",
        },
    ),
    "tvmaze": Authority(
        "TVmaze",
        r"[1-9]\d{0,9}",
        "12345",
        "https://www.tvmaze.com/shows/{}",
        {
            "season": "https://www.tvmaze.com/seasons/{}",
            "episode": "https://www.tvmaze.com/episodes/{}",
            "person": "https://www.tvmaze.com/people/{}",
            "character": "https://www.tvmaze.com/characters/{}",
            "organisation": "https://www.tvmaze.com/networks/{}",
        },
    ),
    "wikidata": Authority(
        "Wikidata",
        r"Q[1-9]\d{0,11}",
        "Q42",
        "https://www.wikidata.org/wiki/{}",
    ),
}


def authority(key: str) -> Authority:
    """The authority with this key; KeyError where there is none."""
    return AUTHORITIES[key]
