"""The law of floors as data, and how to read a file against it.

Floors: 0 pure (touches no table), 1 models, 2 actions and readers, 3 interfaces.
Apps stack: catalog, then articles, then newsroom. A module imports only from floors
at or below its own, and never from an app above its own.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

APPS = ("catalog", "articles", "newsroom")

# A package stands here for all that is inside it. Migrations stand on no floor: they
# are a record of the past and have a rule of their own.
FLOORS = {
    "catalog": {
        0: [
            "authorities",
            "dates",
            "differences",
            "fields",
            "held",
            "merging",
            "parts",
            "realign",
            "text",
            "versions",
        ],
        1: ["models"],
        2: ["actions", "cast", "sheets"],
        3: ["admin", "apps", "management", "templatetags", "views"],
    },
    "articles": {
        0: [
            "addresses",
            "asof",
            "body",
            "citing",
            "clock",
            "fixture_files",
            "folding",
            "intake",
            "lifecycle",
            "moments",
            "nearest",
            "origins",
            "predicates",
            "predicate_shapes",
            "previews",
            "printed_dates",
            "printed_values",
            "quotations",
            "quotes",
            "revaluing",
            "reviewing",
            "roles",
            "seals",
            "sentences",
            "shingles",
            "values",
        ],
        1: ["models"],
        2: [
            "actions",
            "checks",
            "comparing",
            "conflicts",
            "corrections",
            "coverage",
            "demo",
            "demo_accounts",
            "fixture_checks",
            "fixture_loading",
            "fixture_tables",
            "heirs",
            "integrity",
            "knowledge",
            "known",
            "ledger",
            "picking",
            "pictures",
            "queues",
            "rosters",
            "source_coverage",
            "stale",
            "timeline",
            "titles",
            "upkeep",
            "writing",
        ],
        3: ["admin", "apps", "management", "templatetags"],
    },
    "newsroom": {
        3: [
            "apps",
            "asgi",
            "checks",
            "desk",
            "front_page",
            "keeping",
            "limits",
            "pressing",
            "previews",
            "public",
            "queue_pages",
            "settings",
            "signin",
            "sqlite",
            "stale_queue",
            "static",
            "urls",
            "wsgi",
        ],
    },
}

# The part of the project that a migration may use: the fields it has to name.
LIVE_CODE_FOR_MIGRATIONS = {"catalog.fields"}


@dataclass(frozen=True)
class Module:
    """A Python file of the project under its dotted name."""

    name: str
    path: str
    tree: ast.Module
    is_package: bool = False

    @classmethod
    def parse(cls, name: str, source: str, is_package: bool = False) -> "Module":
        return cls(name, f"{name}.py", ast.parse(source), is_package)

    @property
    def app(self) -> str:
        return self.name.partition(".")[0]

    @property
    def is_migration(self) -> bool:
        return self.name.split(".")[1:2] == ["migrations"]


def read_modules(root: Path = ROOT) -> list[Module]:
    """Return every Python file of the three apps, parsed."""
    modules = []
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            relative = path.relative_to(root)
            is_package = path.name == "__init__.py"
            dotted = relative.parent if is_package else relative.with_suffix("")
            name = ".".join(dotted.parts)
            tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(relative))
            modules.append(Module(name, str(relative), tree, is_package))
    return modules


def place(name: str) -> tuple[int, int] | None:
    """Return the app's height and the module's floor, or None for a module unlisted.

    The package of an app itself stands on the ground: all of the app imports through
    it, so it has to import nothing.
    """
    app, _, inner = name.partition(".")
    if app not in APPS:
        return None
    if not inner:
        return APPS.index(app), 0
    top = inner.partition(".")[0]
    for floor, listed in FLOORS[app].items():
        if top in listed:
            return APPS.index(app), floor
    return None


def imports(module: Module, known: set[str]) -> Iterator[tuple[int, str]]:
    """Yield the line and the dotted name of each import of the project, at any depth.

    `from ..models import Fact` names `articles.models`, `from .. import models` names
    it too: an imported name counts as a module when the project has one (`known`) or
    when its floor is listed.
    """
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            names = []
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                is_module = inner in known or (base in APPS and place(inner))
                names.append(inner if is_module else base)
        else:
            continue
        for name in dict.fromkeys(names):
            if name.partition(".")[0] in APPS:
                yield node.lineno, name


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    up = node.level - 1 if module.is_package else node.level
    parts = module.name.split(".")
    base = parts[: len(parts) - up]
    return ".".join([*base, *([node.module] if node.module else [])])


def unlisted(modules: list[Module]) -> list[str]:
    """Return a message for each module that stands on no floor."""
    return [
        f"{module.path} stands on no floor: list {module.name.split('.')[1]!r} under "
        f"FLOORS[{module.app!r}] in tests/house/floors.py"
        for module in modules
        if not module.is_migration and place(module.name) is None
    ]


def upward(modules: list[Module]) -> list[str]:
    """Return a message for each import that climbs a floor or an app."""
    known = {module.name for module in modules}
    found = []
    for module in modules:
        here = place(module.name)
        if module.is_migration or here is None:
            continue
        for line, name in imports(module, known):
            there = place(name)
            if there is None:
                found.append(f"{module.path}:{line}: {name} stands on no floor")
            elif there[0] > here[0]:
                found.append(f"{module.path}:{line}: {module.app} imports {name}")
            elif there[1] > here[1]:
                found.append(
                    f"{module.path}:{line}: floor {here[1]} imports {name} of "
                    f"floor {there[1]}"
                )
    return found


def live_code_in_migrations(modules: list[Module]) -> list[str]:
    """Return a message for each import by which a migration would change with time."""
    known = {module.name for module in modules}
    return [
        f"{module.path}:{line}: a migration imports {name}"
        for module in modules
        if module.is_migration
        for line, name in imports(module, known)
        if name not in LIVE_CODE_FOR_MIGRATIONS and not _is_migration_name(name)
    ]


def _is_migration_name(name: str) -> bool:
    return name.split(".")[1:2] == ["migrations"]


def names_of_articles(modules: list[Module]) -> list[str]:
    """Return a message for each place where catalog names articles.

    Counted are identifiers and strings that point at the app ("articles.Fact",
    "articles_fact", "articles__status"), and what articles hangs on the catalogue's
    rows: related names ("facts") and default reverse accessors ("fact_set"). Words in
    docstrings and sentences are not names.
    """
    hung = reverse_names(modules)
    found = []
    for module in modules:
        if module.app != "catalog" or module.is_migration:
            continue
        documentation = set(_docstrings(module.tree))
        for node in ast.walk(module.tree):
            if id(node) in documentation:
                continue
            for name in _names(node):
                if _points_at_articles(name, hung):
                    found.append(f"{module.path}:{node.lineno}: catalog names {name!r}")
    return found


def reverse_names(modules: list[Module]) -> set[str]:
    """Return the names under which articles can be reached from a catalogue row.

    A name that the catalogue uses for something of its own is left out: `entry.titles`
    is no reach upwards because an article has titles too.
    """
    own = {
        name
        for module in modules
        if module.app == "catalog"
        for node in ast.walk(module.tree)
        for name in _defined(node)
    }
    hung = set()
    for module in modules:
        if module.app != "articles" or module.is_migration:
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and module.name.startswith(
                "articles.models"
            ):
                hung.add(f"{node.name.lower()}_set")
            hung.update(_related_names(node))
    return hung - own


def _related_names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.keyword(
            arg="related_name" | "related_query_name", value=ast.Constant(str(name))
        ) if not name.endswith("+"):
            yield name


def _defined(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.arg):
        yield node.arg
    else:
        yield from _related_names(node)


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
            yield name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.keyword(arg=str(name)):
            yield name
        case ast.Constant(value=str(text)):
            yield text


def _points_at_articles(text: str, hung: set[str]) -> bool:
    if text == "articles" or re.search(r"\barticles[._:/]\w", text):
        return True
    if not re.fullmatch(r"-?\w+", text):
        return False
    return not hung.isdisjoint([text, *text.lstrip("-").split("__")])


def _docstrings(tree: ast.Module) -> Iterator[int]:
    """Yield the identity of each bare string, which is read by people alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
