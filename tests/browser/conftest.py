"""A real browser before the demo as a visitor starts it.

The demo runs in a process and a database of its own. Each test gets a page that
remembers what the browser complained of; at its end there must be nothing.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.desk_pages import ADD, CHANGE

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90


@dataclass(frozen=True)
class Demo:
    """Where the demo runs, and the passwords it has printed."""

    url: str
    passwords: dict[str, str]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    port = _free_port()
    printed = folder / "printed.txt"
    env = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
    }
    with printed.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=ROOT,
            env=env,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + PATIENCE
        while not _answers(url):
            assert process.poll() is None, printed.read_text()
            assert time.monotonic() < until, "the demo did not start in time"
            time.sleep(0.2)
        found = dict(re.findall(r"(demo-\w+)[\s│]+(\S+)", printed.read_text()))
        yield Demo(url, found)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def complaints(page):
    """What the browser says on its console, errors and refused resources alike."""
    heard = []
    page.on(
        "console",
        lambda message: (
            heard.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    page.on("pageerror", lambda error: heard.append(str(error)))
    yield heard
    assert heard == []


@pytest.fixture
def site(demo, page, complaints):
    """Opens a page of the demo: `site("/shows/ballard/")`."""

    def visit(path="/"):
        answer = page.goto(demo.url + path)
        assert answer.status == 200, f"{path}: {answer.status}"
        return page

    return visit


@pytest.fixture
def signed_in(demo, site):
    """Signs in on the desk as one of the demo's staff."""

    def sign_in(role="editor"):
        page = site("/admin/")
        page.get_by_label("Username").fill(f"demo-{role}")
        page.get_by_label("Password").fill(demo.passwords[f"demo-{role}"])
        page.locator("#login-form [type=submit]").click()
        page.wait_for_url(f"{demo.url}/admin/")
        return page

    return sign_in


@pytest.fixture
def writing(signed_in, demo):
    """Opens the form of an article, or of a new one, as the demo's editor."""
    page = signed_in("editor")
    # Leaving with unsaved work asks; these tests always leave.
    page.on("dialog", lambda dialog: dialog.accept())

    def visit(number=None):
        page.goto(demo.url + (CHANGE.format(number) if number else ADD))
        page.locator(".text-tools").first.wait_for()
        return page

    return visit
