"""The locks keep what pyproject.toml asks for, and the code asks for no more."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .floors import APPS, ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt"]
ENTRY = re.compile(r"^(?P<name>[\w.-]+)(\[.*?\])?==(?P<version>[^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")

# The database server is the choice of whoever runs the site, so are the caches.
OPTIONAL = {"psycopg"}


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def runtime():
    return [Requirement(line) for line in project()["dependencies"]]


def tools():
    """Return what the extras ask for besides, without the project's own name."""
    extras = project()["optional-dependencies"].values()
    asked = [Requirement(line) for lines in extras for line in lines]
    return [each for each in asked if each.name != project()["name"]]


def read_lock(text):
    """Return name → (version, number of hashes) of each package in a lock."""
    locked = {}
    for block in re.split(r"\n(?=[^\s#])", text):
        if found := ENTRY.match(block):
            name = canonicalize_name(found["name"])
            locked[name] = found["version"], len(HASH.findall(block))
    return locked


def lock(name):
    return read_lock((ROOT / name).read_text("utf-8"))


def missing(asked, locked):
    """Return a message for each requirement that a lock does not keep."""
    for each in asked:
        version, hashes = locked.get(canonicalize_name(each.name), (None, 0))
        if version is None:
            yield f"{each.name} is not locked"
        elif not each.specifier.contains(version):
            yield f"{each.name} is locked at {version}, asked for is {each.specifier}"
        elif not hashes:
            yield f"{each.name} is locked without a hash"


def test_the_runtime_lock_keeps_every_dependency():
    assert list(missing(runtime(), lock("requirements.txt"))) == []


def test_the_developers_lock_keeps_every_dependency_and_every_tool():
    assert list(missing(runtime() + tools(), lock("requirements-dev.txt"))) == []


def test_both_locks_hold_the_same_runtime():
    everything = lock("requirements-dev.txt")

    for name, locked in lock("requirements.txt").items():
        assert everything[name] == locked


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_pinned_and_hashed(name):
    text = (ROOT / name).read_text("utf-8")
    starts = [line for line in text.splitlines() if line and line[0] not in " #"]

    assert [line for line in starts if not ENTRY.match(line)] == []
    assert [name for name, (_, hashes) in read_lock(text).items() if not hashes] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_registry_and_no_machine(name):
    text = (ROOT / name).read_text("utf-8")

    assert not re.search(r"://|--index|--find-links|file:|(?<!\w)/\w", text)


def test_a_lock_that_falls_behind_is_caught():
    locked = read_lock(
        "django==4.2 \\\n"
        f"    --hash=sha256:{'0' * 64}\n"
        "rich==15.0.0 ; sys_platform == 'linux'\n"
    )
    asked = [Requirement("Django>=5.2"), Requirement("rich"), Requirement("nh3>=0.3")]

    assert list(missing(asked, locked)) == [
        "Django is locked at 4.2, asked for is >=5.2",
        "rich is locked without a hash",
        "nh3 is not locked",
    ]


def third_party_imports():
    """Return the outside packages that the three apps import."""
    names = set()
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - set(APPS)


def test_the_code_imports_only_what_is_asked_for():
    distributions = packages_distributions()
    asked = {canonicalize_name(each.name) for each in runtime()} | OPTIONAL

    for name in third_party_imports():
        owners = {canonicalize_name(owner) for owner in distributions.get(name, [])}
        assert owners & asked, f"{name} is imported, but pyproject.toml asks for none"


def test_every_dependency_is_explained():
    text = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()

    for each in runtime() + tools():
        assert f"`{each.name.lower()}" in text, f"{each.name} is not in the list"
