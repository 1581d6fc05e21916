"""Credits as lists of people: merged where one person is named twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from catalog.models import CreditKind
from catalog.sheets import Cell, Role

from .cells import Notebook
from .inputs import Group, Person, Value

NO_CHARACTER = Value("character not announced", absence=True)


def cast(
    roles: Iterable[Role], notebook: Notebook, notes: Mapping[int, str]
) -> tuple[Group, ...]:
    """Who plays whom, in one list; `notes` names the part of the show by entry."""
    found = [role for role in roles if role.group == "cast"]
    return _grouped(found, notebook, notes, label=lambda role: "", told=_character)


def crew(
    roles: Iterable[Role], notebook: Notebook, notes: Mapping[int, str]
) -> tuple[Group, ...]:
    """Everybody else, by job."""
    found = [role for role in roles if role.group != "cast"]
    return _grouped(found, notebook, notes, label=lambda role: role.job, told=_via)


def departments(roles: Iterable[Role], notebook: Notebook) -> tuple[Group, ...]:
    """What one person has done, by department; the names are the works."""
    return _grouped(roles, notebook, {}, label=lambda role: role.department, told=_done)


def portrayals(roles: Iterable[Role], notebook: Notebook) -> tuple[Group, ...]:
    """Who has played one character; the roles are the works."""
    return _grouped(roles, notebook, {}, label=lambda role: "", told=_work)


def on_behalf(roles: Iterable[Role], notebook: Notebook) -> tuple[Group, ...]:
    """Who works for one company, by job; the roles are the works."""
    return _grouped(roles, notebook, {}, label=lambda role: role.job, told=_work)


def works(cells: Iterable[Cell], notebook: Notebook) -> tuple[Group, ...]:
    """What one company makes and carries, by what it does for it."""
    groups: dict[str, list[Person]] = {}
    for cell in cells:
        groups.setdefault(cell.label, []).append(Person(notebook.value(cell)))
    return tuple(Group(label, tuple(people)) for label, people in groups.items())


def _character(role: Role) -> list[Value]:
    if role.character is not None:
        return [Value(role.character.title, role.character.url)]
    return [] if role.kind == CreditKind.SELF.label else [NO_CHARACTER]


def _via(role: Role) -> list[Value]:
    return [Value(role.via.title, role.via.url, hedge="for")] if role.via else []


def _done(role: Role) -> list[Value]:
    if role.group == "cast":
        return _character(role)
    return [Value(role.job), *_via(role)]


def _work(role: Role) -> list[Value]:
    return [Value(role.work.title, role.work.url)]


def _note(role: Role, where: str) -> str:
    planned = "announced" if role.planned else ""
    return ", ".join(filter(None, (role.kind, where, role.part, planned)))


def _grouped(
    roles: Iterable[Role],
    notebook: Notebook,
    notes: Mapping[int, str],
    *,
    label: Callable[[Role], str],
    told: Callable[[Role], list[Value]],
) -> tuple[Group, ...]:
    groups: dict[str, dict[tuple[str, str], list[Role]]] = {}
    for role in roles:
        named = groups.setdefault(label(role), {})
        named.setdefault((role.text, role.url), []).append(role)
    return tuple(
        Group(
            name,
            tuple(_person(found, notebook, notes, told) for found in named.values()),
        )
        for name, named in groups.items()
    )


def _person(
    roles: list[Role],
    notebook: Notebook,
    notes: Mapping[int, str],
    told: Callable[[Role], list[Value]],
) -> Person:
    """One person with everything said of them; the marks stand at the name."""
    behind = notebook.ledger.behind
    marks = [mark for role in roles for mark in notebook.behind(role)]
    said = [value for role in roles for value in told(role)]
    if any(not value.absence for value in said):
        said = [value for value in said if not value.absence]
    beside = [_note(role, notes.get(role.entry_id, "")) for role in roles]
    beside += notebook.doubts(known for role in roles for known in behind(role))
    return Person(
        name=Value(roles[0].text, roles[0].url, marks=tuple(dict.fromkeys(marks))),
        roles=tuple(dict.fromkeys(said)),
        note="; ".join(dict.fromkeys(filter(None, beside))),
    )
