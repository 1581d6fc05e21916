"""What the five stories say, as facts: a row each, with the passages they rest on.

A passage is named by its row and its number in passages.json: ("G1", 0). Words of a
story are never written here; a value that is the story's own wording is `Said`, and
is read from the passage.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Reference = tuple[str, int]


@dataclass(frozen=True)
class Said:
    """The words of a passage, up to `until` if that is given."""

    row: str
    number: int = 0
    until: str = ""


@dataclass(frozen=True)
class Stated:
    """A fact about `subject`, and what supports it."""

    subject: str
    predicate: str
    passages: tuple[Reference, ...]
    value: dict[str, Any] = field(default_factory=dict)
    certainty: str = "reported"
    known: str = ""
    origin: str = "own-reporting"
    attribution: str = ""
    speakers: tuple[str, ...] = ()


# When each story was current, as far as it says so. The second is undated and
# reports what the first does; of the filming and of the renewal no day is known.
DATES = {"S0": "2023-11-17", "S1": "2023-11", "S3": "2024-01"}
INFERRED = {"S1": "It reports the order of 17 November 2023 as news."}


def _said(subject, predicate, *passages, known="", **more):
    named = {f: more.pop(f) for f in ("certainty", "origin", "attribution", "speakers")
             if f in more}  # fmt: skip
    return Stated(subject, predicate, passages, more, known=known, **named)


def _none(subject, predicate, *passages, **more):
    return _said(
        subject, predicate, *passages, known="S3", kind="none_announced", **more
    )


def _crew(work, job, person, *passages, **more):
    return _said(work, "crew", *passages, job=job, target=person, **more)


def _cast(work, person, *passages, **more):
    return _said(work, "cast", *passages, job="actor", target=person, **more)


def _voice(subject, text, speakers, *passages, **more):
    return _said(
        subject, "statement", *passages, text=text, speakers=speakers,
        origin="official-statement", **more,
    )  # fmt: skip


OFFICIAL = "official"
PLANNED = "planned"
SPECULATION = "speculation"
DESCRIPTION = {"origin": "official-description", "certainty": OFFICIAL}
POST = "social-post"

# fmt: off
ORDER_AND_STATUS = (
    _said("ballard", "series-order", ("G1", 0), ("S0", 1), ("G1", 1), ("V10", 0),
          ("S0", 2), date="2023-11-17", known="S0", certainty=OFFICIAL),
    _said("ballard/season-1", "episodes-ordered", ("G1", 0), ("G1", 1), number=10,
          known="S0", certainty=OFFICIAL),
    _said("ballard", "network", ("G1", 1), target="prime-video", known="S0"),
    _said("bosch-universe", "development-reported", ("G2", 0), ("G2", 2),
          date="February 2023", known="S0"),
    _said("bosch-universe", "outlook", ("G2", 1), text="Two spin-offs are possible",
          certainty=SPECULATION, known="S0"),
    _said("untitled-j-edgar-project", "status", ("G3", 0), ("G3", 1), ("G3", 2),
          text="in-development", known="S0"),
    _said("bosch-universe", "outlook", ("G4", 0), text="Two more series are to come",
          known="S3"),
    _said("ballard", "spin-off-of", ("G5", 0), target="bosch-universe",
          text="second", known="S1"),
    _said("bosch-legacy", "spin-off-of", ("G5", 1), target="bosch", text="first",
          known="S1"),
    _said("bosch-legacy/season-2", "status", ("G6", 0), ("G5", 1), text="ended",
          known="S1"),
    _said("bosch-legacy/season-2", "available-on", ("G6", 0), ("G6", 1),
          target="amazon-freevee", known="S1"),
    _said("bosch-legacy", "available-on", ("G6", 1), target="amazon-freevee",
          known="S1"),
    _said("bosch-legacy", "status", ("G7", 0), text="renewed", known="S3"),
    _said("bosch-legacy", "premiere", ("G8", 0), date="2022-05-06", known="S1"),
    _said("bosch-legacy", "rating", ("G8", 0), text="TV-MA", known="S1"),
    _said("bosch-legacy", "genre", ("G8", 0), text="Drama", known="S1"),
    _said("bosch-legacy", "genre", ("G8", 0), text="Crime", known="S1"),
    _said("bosch-legacy", "season-count", ("G8", 0), number=3, known="S1"),
    _said("ballard", "filming", ("G11", 0), ("G24", 0), text="under way",
          origin=POST, attribution="Michael Connelly"),
    _said("ballard", "filming-location", ("G11", 1), ("G24", 1), ("G24", 2),
          text="Venice Beach", origin=POST, attribution="Connelly, Maggie Q, Bastin"),
    _said("bosch-legacy/season-3", "hands-off-to", ("G12", 0), target="ballard",
          text="finale", certainty=PLANNED),
    _said("ballard/season-1", "premiere", ("G14", 0), ("S4", 0), date="July"),
    _said("ballard", "premiere", ("G14", 0), date="July"),
    _said("ballard", "available-on", ("G14", 0), target="prime-video"),
    _said("ballard", "status", ("G15", 0), ("G10", 1), text="renewed",
          certainty=OFFICIAL),
    _said("ballard/season-2", "status", ("G15", 0), ("S4", 1), text="ordered",
          certainty=OFFICIAL),
    _said("ballard", "franchise", ("G25", 0), target="bosch-universe", known="S0"),
    _said("ballard/season-2", "territory", ("G25", 1), text="customers worldwide",
          origin="official-statement"),
)

NOT_YET = (
    _none("ballard", "title", ("G9", 0)),
    _none("ballard", "premiere", ("G13", 0)),
    _said("ballard", "expected-premiere", ("G13", 1), date="Winter 2025",
          certainty=SPECULATION, known="S3"),
    _said("ballard", "production-start", ("G13", 2), date="2024",
          wording="in the new year", certainty=SPECULATION, known="S3"),
    _none("ballard", "cast", ("G16", 0)),
    _none("ballard", "cast", ("K10", 2), character="renee-ballard"),
    _none("ballard", "trailer", ("G16", 1)),
    _none("renee-ballard", "appears-in", ("G17", 0), ("G17", 1), target="bosch"),
)

TITLES = (
    _said("ballard", "working-title", ("V1", 0), ("V1", 1),
          text="Untitled Renée Ballard Project", known="S0"),
    _said("ballard", "title", ("G10", 0), ("G10", 1), text="Ballard"),
    _said("untitled-j-edgar-project", "title", ("G3", 0),
          text="Untitled J. Edgar Project", known="S0"),
    _said("bosch-legacy", "title", ("G5", 1), text="Bosch: Legacy", known="S1"),
    _said("bosch", "title", ("S1", 3), text="Bosch", known="S1"),
)

WORLD = (
    _said("bosch-novels", "novel-count", ("G18", 0), number=24, known="S3"),
    _said("renee-ballard", "appears-in", ("G18", 1), target="ballard-novels",
          known="S3"),
    _said("renee-ballard", "appears-in", ("G18", 2), ("G22", 1),
          target="bosch-novels", known="S1"),
    _said("ballard", "logline", ("G19", 0), ("V12", 1), text=Said("G19"), known="S0",
          **DESCRIPTION),
    _said("ballard", "premise", ("G19", 1), ("G19", 2),
          text="Volunteers without money work on the city's cold cases", known="S1"),
    _said("ballard", "premise", ("V12", 0), text="Ballard sets up the division",
          known="S1"),
    _said("ballard", "premise", ("Q3", 2), ("Q3", 1), ("Q3", 0), ("Q3", 3), ("Q3", 4),
          text=Said("Q3", 2), speakers=("ballard",), known="S0", **DESCRIPTION),
    _said("renee-ballard", "backstory", ("G20", 0), ("G20", 1), text=Said("G20"),
          attribution="the official series description", **DESCRIPTION),
    _said("bosch/season-1", "in-story", ("G21", 0), text="a boy has been murdered",
          known="S1"),
    _said("harry-bosch", "backstory", ("G21", 1),
          text="He was a teenager when his mother was murdered", known="S1"),
    _said("ballard", "described-as", ("G22", 0), text="a cop drama"),
    _said("harry-bosch", "ally-of", ("G23", 0), ("G23", 1), target="renee-ballard",
          known="S0"),
    _said("harry-bosch", "described-as", ("G23", 2), text="a retired detective"),
    _said("renee-ballard", "mentor-of", ("K11", 1), target="samira-parker"),
    _said("renee-ballard", "inspired-by", ("K16", 0), target="mitzi-roberts"),
    _said("bosch-universe", "inspired-by", ("K17", 0), target="bosch-novels",
          known="S1"),
    _said("michael-connelly", "author-of", ("K17", 0), ("K17", 1),
          target="bosch-novels", known="S1"),
    _said("michael-connelly", "described-as", ("K17", 1),
          text="the author and creator of Bosch", known="S3"),
    _said("lauren-anderson", "position", ("K18", 0), ("K18", 1),
          target="amazon-mgm-studios", text=Said("K18", 0, " at "), known="S0"),
    _said("lauren-lancaster", "position", ("K19", 0), target="amazon-mgm-studios",
          text=Said("K19", 0, " for ")),
    _said("michael-connelly", "works-with", ("K20", 0), target="prime-video",
          text="going on 10 years", origin="official-statement", known="S0"),
    _said("cold-case-unit", "part-of", ("V12", 1), ("G19", 0), target="lapd",
          known="S0"),
    _said("samira-parker", "trait", ("K21", 0), text=Said("K21")),
    _said("samira-parker", "backstory", ("K21", 1),
          text="Her grandfather was a policeman, and she admired him"),
)

KNOWN_FOR = tuple(
    _said(person, "known-for", passage, target=show)
    for person, passage, shows in (
        ("michael-alaimo", ("K2", 0), ("the-closer", "the-man-who-fell-to-earth")),
        ("kendall-sherwood", ("K2", 0), ("major-crimes", "your-honor")),
        ("courtney-taylor", ("K11", 0), ("neon", "abbott-elementary")),
    )
    for show in shows
)

_SERIES = (("K3", 0), ("K3", 1))
PRODUCERS = (
    _said("ballard", "production-company", ("K1", 0), ("K1", 1),
          target="hieronymus-pictures", certainty=PLANNED, known="S0"),
    _said("ballard", "production-company", ("K1", 0), ("K1", 1),
          target="fabel-entertainment", certainty=PLANNED, known="S0"),
    _crew("ballard", "executive-producer", "michael-connelly", ("K1", 0), ("K1", 1),
          *_SERIES, via="hieronymus-pictures", certainty=PLANNED, known="S0"),
    _crew("ballard", "executive-producer", "michael-alaimo", *_SERIES, ("K2", 3),
          known="S0"),
    _crew("ballard", "executive-producer", "kendall-sherwood", *_SERIES, ("K2", 3),
          known="S0"),
    *(_crew("ballard", "showrunner", person, *(("K2", n) for n in range(4)),
            known="S0") for person in ("michael-alaimo", "kendall-sherwood")),
    *(_crew("ballard", "executive-producer", person, ("K4", 0), ("K4", 1),
            via="fabel-entertainment", certainty=PLANNED, known="S0")
      for person in ("henrik-bastin", "melissa-aouate")),
    _crew("ballard", "co-executive-producer", "jasmine-russ", ("K5", 0), ("K5", 1),
          certainty=PLANNED, known="S0"),
    *(_crew("ballard", "co-executive-producer", person, ("K6", 0), ("K6", 1),
            certainty=PLANNED, known="S0")
      for person in ("jamie-boscardin-martin", "trey-batchelor")),
    _crew("ballard", "co-executive-producer", "theresa-snider", ("K7", 0), ("K7", 1),
          via="hieronymus-pictures", certainty=PLANNED, known="S0"),
    _crew("ballard/season-2", "co-executive-producer", "theresa-snider", ("K7", 2),
          via="hieronymus-pictures"),
    *(_crew("ballard/season-2", "executive-producer", person, ("K8", 0), billing=place)
      for place, person in enumerate(
          ("michael-connelly", "michael-alaimo", "kendall-sherwood", "henrik-bastin",
           "jasmine-russ", "trish-hofmann"), start=1)),
    _crew("bosch-legacy/season-3", "director", "jet-wilkinson", ("K9", 0),
          part="finale"),
    _crew("ballard/season-1", "director", "jet-wilkinson", ("K9", 0),
          part="episodes 1–2"),
)

# In the order of the last story; the first of them is named with her character too.
WITH_Q = ("courtney-taylor", "john-carroll-lynch", "michael-mosley", "rebecca-field",
          "victoria-moroles", "amy-hill", "ricardo-chavira", "noah-bean", "alain-uy",
          "hector-hugo")

CAST = (
    _cast("ballard", "maggie-q", ("K10", 0), ("K10", 1), character="renee-ballard",
          credit_kind="main", billing=1),
    _cast("ballard", "courtney-taylor", ("K11", 0), character="samira-parker"),
    *(_cast("ballard", person, ("K12", 0), billing=place)
      for place, person in enumerate(WITH_Q, start=2)),
    _cast("ballard/season-1", "titus-welliver", ("K13", 0), character="harry-bosch",
          credit_kind="guest"),
    _said("ballard", "outlook", ("K14", 0), ("K14", 2),
          text="Welliver is promised as Bosch", certainty=PLANNED, known="S1"),
    _said("ballard", "outlook", ("K14", 1), ("K14", 3),
          text="Welliver will likely appear", certainty=SPECULATION, known="S3"),
    _cast("bosch-legacy", "titus-welliver", ("K15", 0), ("K15", 1), ("G8", 0),
          character="harry-bosch", credit_kind="main", billing=1, known="S1"),
    *(_cast("bosch-legacy", person, ("G8", 0), billing=place, known="S1")
      for place, person in enumerate(
          ("mimi-rogers", "madison-lintz", "denise-g-sanchez"), start=2)),
)

_CONNELLY, _ANDERSON = ("michael-connelly",), ("lauren-anderson",)
VOICES = (
    _voice("ballard", Said("Q1"), _CONNELLY, ("Q1", 0), ("Q1", 1), known="S0"),
    _voice("ballard", Said("Q1", 2), _CONNELLY, ("Q1", 2), ("Q1", 3), known="S0"),
    _voice("renee-ballard", Said("Q2"), _ANDERSON, ("Q2", 0), ("Q2", 1), known="S0"),
    _voice("renee-ballard", Said("Q2", 2), _ANDERSON, ("Q2", 2), ("Q2", 3),
           known="S0"),
    _voice("ballard", Said("Q4"), ("lauren-lancaster",), ("Q4", 0)),
    _voice("ballard", Said("Q5"), ("michael-alaimo", "kendall-sherwood"), ("Q5", 0)),
    _voice("maggie-q", Said("Q6"), _CONNELLY, ("Q6", 0)),
)
# fmt: on

# In the order in which the desk works through them, which is not that of events.
FACTS = (
    ORDER_AND_STATUS + NOT_YET + TITLES + WORLD + KNOWN_FOR + PRODUCERS + CAST + VOICES
)

# Passages that speak against a fact: the first story says that the order was made
# on its own day, and that it was announced before.
DISPUTES = (
    ("ballard", "series-order", ("V10", 1)),
    ("ballard", "series-order", ("Q1", 4)),
)

# Passages that claim nothing, and what they are instead.
NO_CLAIM = {
    ("G26", 0): "opinion",
    ("G26", 1): "opinion",
    ("G26", 2): "opinion",
    ("S1", 0): "summary",
    ("S3", 1): "chrome",
    ("S4", 2): "chrome",
}
