"""Uploaded pictures, which must not be able to do anything."""

import pytest

from .world import PNG


@pytest.fixture
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "a.html").write_text("<script>alert(1)</script>")
    (tmp_path / "a.svg").write_text("<svg onload='alert(1)'/>")
    return tmp_path


def test_a_picture_is_served_in_a_sandbox(client, folder):
    response = client.get("/media/a.png")

    assert b"".join(response) == PNG
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["a.html", "a.svg", "", "../a.png", "%2e%2e/a.png"])
def test_nothing_but_a_picture_is_served(client, folder, path):
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.django_db
def test_pictures_kept_elsewhere_are_not_looked_for_here(client, folder, settings):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    }

    assert client.get("/media/a.png").status_code == 404


def test_robots_are_told_what_not_to_read(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    assert b"Disallow: /admin/" in response.content
