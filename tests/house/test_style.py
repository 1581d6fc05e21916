"""Rules of style about Python files that a linter has no rule for."""

import ast
import re

import pytest

from .floors import ROOT

MOST_LINES = 400
# Forty is the aim; past sixty a function does two things.
MOST_LINES_OF_A_FUNCTION = 60

# Names that say nothing about what is inside.
EMPTY_NAMES = {"base", "common", "helpers", "misc", "util", "utils"}

# Files that vouch for HTML, each with the reason why what they vouch for is safe.
MAY_VOUCH_FOR_HTML: dict[str, str] = {
    "articles/admin/reading.py": "It passes on what articles.body has sanitised.",
    "newsroom/public/html.py": "It passes on what articles.body has sanitised, and "
    "JSON without the characters that could end its element.",
}

VOUCHING = {"mark_safe", "SafeString", "SafeText", "html_safe"}


def python_files():
    yield ROOT / "manage.py"
    for folder in ("catalog", "articles", "newsroom", "tests", "benchmarks"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def own_files():
    """Yield path and source of every Python file that a person has written."""
    for path in python_files():
        relative = path.relative_to(ROOT)
        if "migrations" not in relative.parts and path.exists():
            yield str(relative), path.read_text(encoding="utf-8")


def long_functions(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                yield f"{node.lineno}: {node.name} has {lines} lines"


def vouches_for_html(source):
    """Tell whether a file names one of the ways to call a string safe HTML."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                if name in VOUCHING:
                    return True
    return False


def test_no_file_is_too_long():
    lengths = {path: source.count("\n") for path, source in own_files()}

    assert {path: n for path, n in lengths.items() if n > MOST_LINES} == {}


def test_no_function_is_too_long():
    found = [
        f"{path}:{what}"
        for path, source in own_files()
        for what in long_functions(source)
    ]

    assert found == []


def test_a_long_function_is_caught():
    lines = "\n".join("        pass" for _ in range(MOST_LINES_OF_A_FUNCTION))
    source = f"class Desk:\n    def run(self):\n{lines}\n"

    assert list(long_functions(source)) == ["2: run has 61 lines"]


def test_every_module_is_named_for_its_subject():
    parts = {
        path: set(path.removesuffix(".py").split("/")) & EMPTY_NAMES
        for path, _ in own_files()
    }

    assert [path for path, empty in parts.items() if empty] == []


def test_html_is_vouched_for_where_it_is_allowed_and_nowhere_else():
    vouching = {path for path, source in own_files() if vouches_for_html(source)}

    assert vouching == MAY_VOUCH_FOR_HTML.keys()


@pytest.mark.parametrize(
    "source",
    [
        "from django.utils.safestring import mark_safe",
        "import django.utils.safestring as s\ns.mark_safe(text)",
        "SafeString(text)",
    ],
)
def test_vouching_is_caught(source):
    assert vouches_for_html(source)


def test_escaping_is_not_vouching():
    assert not vouches_for_html("format_html('<b>{}</b>', text)")


def test_the_map_of_the_desk_names_every_module():
    package = ROOT / "articles" / "admin"
    told = ast.get_docstring(ast.parse((package / "__init__.py").read_text()))

    modules = {path.stem for path in package.glob("*.py")} - {"__init__"}
    assert modules == set(re.findall(r"`(\w+)`", told))
