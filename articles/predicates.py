"""What can be said about an entry, as data: a row each.

Adding a predicate is adding a row to `PREDICATES`. A system check proves that each
binding names a real column or a real kind of row of the catalogue.
"""

from __future__ import annotations

from articles.predicate_shapes import Part, Predicate, ValueType

SHOW, SEASON, EPISODE = "show", "season", "episode"
PERSON, CHARACTER, ORGANISATION = "person", "character", "organisation"
FRANCHISE, WORK = "franchise", "work"

STATUSES = (
    ("in-development", "in development"),
    ("ordered", "ordered"),
    ("filming", "filming"),
    ("premiered", "premiered"),
    ("airing", "airing"),
    ("renewed", "renewed"),
    ("ended", "ended"),
    ("cancelled", "cancelled"),
)


def _same(column: str, *kinds: str) -> dict[str, str]:
    return dict.fromkeys(kinds, column)


_T = ValueType

# fmt: off
ROWS = (
    # --- What it is
    Predicate("title", "Title", (SHOW, EPISODE, WORK), _T.TITLE, Part.STORY,
        "The title of {subject} is {value}.",
        columns=_same("title", SHOW, EPISODE, WORK),
        absence="{subject} has no announced title."),
    Predicate("working-title", "Working title", (SHOW, EPISODE), _T.TITLE,
        Part.STORY, "{subject} was announced under the working title {value}.",
        many=True, row="title:working"),
    Predicate("alias", "Also known as",
        (SHOW, PERSON, CHARACTER, ORGANISATION, FRANCHISE, WORK), _T.TITLE,
        Part.STORY, "{subject} is also called {value}.", many=True,
        row="title:alternative"),
    Predicate("logline", "Logline", (SHOW,), _T.TEXT, Part.STORY,
        "The logline of {subject}: {value}", columns=_same("logline", SHOW),
        absence="No logline of {subject} has been given."),
    Predicate("premise", "Premise", (SHOW, SEASON), _T.TEXT, Part.STORY,
        "The premise of {subject}: {value}", many=True),
    Predicate("synopsis", "Synopsis", (EPISODE,), _T.TEXT, Part.STORY,
        "What happens in {subject}: {value}", columns=_same("synopsis", EPISODE),
        absence="No synopsis of {subject} has been given."),
    Predicate("genre", "Genre", (SHOW,), _T.TEXT, Part.STORY,
        "{subject} is listed under the genre {value}.", many=True, row="genre"),
    Predicate("described-as", "Described as",
        (SHOW, SEASON, PERSON, CHARACTER, WORK, ORGANISATION), _T.TEXT, Part.STORY,
        "{subject} is described as {value}.", many=True),
    Predicate("rating", "Rating", (SHOW,), _T.TEXT, Part.STORY,
        "{subject} is rated {value}.", columns=_same("rating", SHOW),
        absence="No rating of {subject} has been given."),
    # --- Where it stands
    Predicate("status", "Status", (SHOW, SEASON), _T.CHOICE, Part.MAKING,
        "The status of {subject}: {value}.", columns=_same("status", SHOW, SEASON),
        choices=STATUSES, absence="Nothing is known of where {subject} stands."),
    Predicate("development-reported", "Development reported", (SHOW, FRANCHISE),
        _T.DATE, Part.MAKING, "Plans for {subject} were first reported: {value}."),
    Predicate("series-order", "Series order", (SHOW,), _T.DATE, Part.MAKING,
        "{subject} was ordered to series: {value}.", columns=_same("ordered", SHOW),
        absence="No series order for {subject} has been announced."),
    Predicate("episodes-ordered", "Episodes ordered", (SEASON,), _T.NUMBER,
        Part.MAKING, "Episodes of {subject} ordered: {value}.",
        columns=_same("episodes_ordered", SEASON),
        absence="No episode count for {subject} has been announced."),
    Predicate("season-count", "Seasons", (SHOW,), _T.NUMBER, Part.MAKING,
        "Seasons of {subject} as listed: {value}."),
    Predicate("production-start", "Start of production", (SHOW, SEASON), _T.DATE,
        Part.MAKING, "Production of {subject} starts: {value}.",
        absence="No start of production of {subject} has been announced."),
    Predicate("filming", "Filming", (SHOW, SEASON), _T.TEXT, Part.MAKING,
        "Filming of {subject}: {value}.",
        absence="No filming of {subject} has been announced."),
    Predicate("filming-location", "Filming location", (SHOW, SEASON, EPISODE),
        _T.TEXT, Part.MAKING, "{subject} has filmed at {value}.", many=True),
    Predicate("outlook", "Outlook", (SHOW, SEASON, FRANCHISE), _T.TEXT, Part.MAKING,
        "What is expected of {subject}: {value}", many=True),
    # --- When and where
    Predicate("premiere", "Premiere", (SHOW, SEASON, EPISODE), _T.DATE,
        Part.SCHEDULE, "{subject} premiered: {value}.",
        columns={SHOW: "premiere", SEASON: "premiere", EPISODE: "aired"},
        absence="No premiere of {subject} has been announced."),
    Predicate("expected-premiere", "Expected premiere", (SHOW, SEASON), _T.DATE,
        Part.SCHEDULE, "A premiere of {subject} was expected: {value}.", many=True),
    Predicate("finale", "Finale", (SHOW, SEASON), _T.DATE, Part.SCHEDULE,
        "{subject} ended: {value}.", columns={SHOW: "end", SEASON: "finale"},
        absence="No end of {subject} has been announced."),
    Predicate("runtime", "Running time in minutes", (EPISODE,), _T.NUMBER,
        Part.SCHEDULE, "{subject} runs for {value} minutes.",
        columns=_same("runtime", EPISODE)),
    Predicate("available-on", "Where to watch", (SHOW, SEASON), _T.ENTRY, Part.WHERE,
        "{subject} can be seen on {value}.", many=True, row="availability",
        targets=(ORGANISATION,),
        absence="Nothing is announced of where {subject} can be seen."),
    Predicate("territory", "Territory", (SHOW, SEASON, FRANCHISE), _T.TEXT,
        Part.WHERE, "{subject} is offered to {value}.", many=True),
    Predicate("trailer", "Trailer", (SHOW, SEASON), _T.TEXT, Part.SCHEDULE,
        "The trailer of {subject}: {value}.", many=True,
        absence="No trailer of {subject} has been released."),
    # --- Who
    Predicate("cast", "Cast", (SHOW, SEASON, EPISODE), _T.CREDIT, Part.CAST,
        "{value}, in {subject}.", many=True, row="credit", targets=(PERSON,),
        absence="No casting of {subject} has been announced."),
    Predicate("crew", "Crew", (SHOW, SEASON, EPISODE), _T.CREDIT, Part.CREW,
        "{value}, on {subject}.", many=True, row="credit", targets=(PERSON,),
        absence="No crew of {subject} has been announced."),
    Predicate("network", "Network", (SHOW, SEASON), _T.ENTRY, Part.MAKING,
        "{subject} is made for {value}.", many=True, row="company:network",
        targets=(ORGANISATION,)),
    Predicate("studio", "Studio", (SHOW, SEASON, EPISODE), _T.ENTRY, Part.MAKING,
        "{value} is the studio of {subject}.", many=True, row="company:studio",
        targets=(ORGANISATION,)),
    Predicate("production-company", "Production company", (SHOW, SEASON, EPISODE),
        _T.ENTRY, Part.MAKING, "{value} is a production company of {subject}.",
        many=True, row="company:production", targets=(ORGANISATION,)),
    Predicate("distributor", "Distributor", (SHOW, SEASON), _T.ENTRY, Part.WHERE,
        "{value} distributes {subject}.", many=True, row="company:distributor",
        targets=(ORGANISATION,)),
    # --- How things hang together
    Predicate("franchise", "Universe", (SHOW,), _T.ENTRY, Part.WORLD,
        "{subject} belongs to {value}.", columns=_same("franchise", SHOW),
        targets=(FRANCHISE,)),
    Predicate("spin-off-of", "Spin-off of", (SHOW,), _T.RELATION, Part.WORLD,
        "{subject} is a spin-off of {value}.", many=True, row="relation:spin-off-of",
        targets=(SHOW, FRANCHISE)),
    Predicate("hands-off-to", "Hands off to", (SHOW, SEASON, EPISODE), _T.RELATION,
        Part.WORLD, "{subject} hands off to {value}.", many=True,
        row="relation:hands-off-to", targets=(SHOW, SEASON, EPISODE)),
    Predicate("based-on", "Based on", (SHOW, SEASON, EPISODE, CHARACTER, FRANCHISE),
        _T.RELATION, Part.WORLD, "{subject} is based on {value}.", many=True,
        row="relation:based-on", targets=(WORK,)),
    Predicate("inspired-by", "Inspired by", (SHOW, CHARACTER, FRANCHISE),
        _T.RELATION, Part.WORLD, "{subject} is inspired by {value}.", many=True,
        row="relation:inspired-by", targets=(PERSON, WORK)),
    Predicate("appears-in", "Appears in", (CHARACTER,), _T.RELATION, Part.WORLD,
        "{subject} appears in {value}.", many=True, row="relation:appears-in",
        targets=(SHOW, SEASON, EPISODE, WORK),
        absence="{subject} has not appeared in {target}."),
    Predicate("mentor-of", "Mentor of", (CHARACTER,), _T.RELATION, Part.WORLD,
        "{subject} is or was the mentor of {value}.", many=True,
        row="relation:mentor-of", targets=(CHARACTER,)),
    Predicate("ally-of", "Ally of", (CHARACTER,), _T.RELATION, Part.WORLD,
        "{subject} is an ally of {value}.", many=True, row="relation:ally-of",
        targets=(CHARACTER,)),
    Predicate("relative-of", "Relative of", (CHARACTER, PERSON), _T.RELATION,
        Part.WORLD, "{subject} is a relative of {value}.", many=True,
        row="relation:relative-of", targets=(CHARACTER, PERSON)),
    Predicate("known-for", "Known for", (PERSON,), _T.RELATION, Part.WORLD,
        "{subject} is known for {value}.", many=True, row="relation:known-for",
        targets=(SHOW, WORK)),
    Predicate("author-of", "Author of", (PERSON,), _T.RELATION, Part.WORLD,
        "{subject} is the author of {value}.", many=True, row="relation:author-of",
        targets=(WORK,)),
    Predicate("position", "Position", (PERSON,), _T.RELATION, Part.CREW,
        "{subject} works at {value}.", many=True, row="relation:position",
        targets=(ORGANISATION,)),
    Predicate("works-with", "Works with", (PERSON, ORGANISATION), _T.RELATION,
        Part.CREW, "{subject} works with {value}.", many=True,
        row="relation:works-with", targets=(PERSON, ORGANISATION)),
    Predicate("part-of", "Part of", (ORGANISATION,), _T.RELATION, Part.WORLD,
        "{subject} is part of {value}.", many=True, row="relation:part-of",
        targets=(ORGANISATION,)),
    Predicate("novel-count", "Volumes", (WORK,), _T.NUMBER, Part.WORLD,
        "Volumes of {subject}: {value}.", columns=_same("volumes", WORK)),
    # --- In the story
    Predicate("trait", "Character", (CHARACTER,), _T.TEXT, Part.STORY,
        "{subject}: {value}.", many=True),
    Predicate("backstory", "Backstory", (CHARACTER,), _T.TEXT, Part.STORY,
        "The backstory of {subject}: {value}", many=True),
    Predicate("in-story", "In the story", (CHARACTER, SHOW, SEASON, ORGANISATION),
        _T.TEXT, Part.STORY, "In the story, {subject}: {value}", many=True),
    # --- What people say
    Predicate("statement", "Statement",
        (SHOW, SEASON, FRANCHISE, PERSON, CHARACTER, ORGANISATION, WORK), _T.TEXT,
        Part.VOICES, "Said of {subject}: {value}", many=True),
)
# fmt: on

PREDICATES: dict[str, Predicate] = {row.key: row for row in ROWS}


class UnknownPredicate(ValueError):
    """No predicate has this key."""


def predicate(key: str) -> Predicate:
    """The predicate with this key; raises UnknownPredicate."""
    try:
        return PREDICATES[key]
    except KeyError:
        raise UnknownPredicate(f"There is no predicate “{key}”.") from None


def for_kind(kind: str) -> list[Predicate]:
    """What can be said about an entry of that kind, in the order of the table."""
    return [row for row in ROWS if kind in row.subjects]
