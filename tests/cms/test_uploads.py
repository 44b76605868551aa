"""Uploads on the local disk are served when DEBUG is off, documents only through Wagtail's own view."""

from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from cms.uploads import serve_upload, upload_urls


@pytest.fixture
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """An upload folder with an image and a document in it, and a secret beside it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    for name, content in (("images/a.png", b"\x89PNG"), ("documents/plan.pdf", b"%PDF")):
        file = tmp_path / "media" / name
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
    (tmp_path / "secret-key").write_text("secret")
    return tmp_path / "media"


def test_an_image_is_served(uploads: Path, client: Client) -> None:
    response = client.get("/media/images/a.png")
    assert (response.status_code, b"".join(response)) == (200, b"\x89PNG")
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "public, max-age=3600"


def test_an_image_that_has_not_changed_is_not_sent_again(uploads: Path, client: Client) -> None:
    first = client.get("/media/images/a.png")
    again = client.get("/media/images/a.png", headers={"if-modified-since": first["Last-Modified"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "documents/plan.pdf",
        "Documents/plan.pdf",
        "images/../documents/plan.pdf",
        "images//../documents/plan.pdf",
        "./documents/plan.pdf",
        "/documents/plan.pdf",
        "documents",
        "images",
        "",
        "../secret-key",
        "images/../../secret-key",
        "%2e%2e/secret-key",
        "absent.png",
        "images/a.png\0",
    ],
)
@pytest.mark.django_db
def test_documents_folders_and_what_lies_outside_are_not_served(uploads: Path, client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404


def test_an_upload_cannot_be_written_to(uploads: Path) -> None:
    assert serve_upload(RequestFactory().post("/media/images/a.png"), "images/a.png").status_code == 405


def test_the_address_is_the_one_that_files_have() -> None:
    assert reverse("upload", args=["images/a.png"]) == "/media/images/a.png"


def test_a_bucket_or_another_host_serves_its_own(settings: Settings) -> None:
    assert len(upload_urls()) == 1
    settings.MEDIA_URL = "https://media.example.org/"
    assert upload_urls() == []
    settings.MEDIA_URL = "/media/"
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": "uploads"}}
    }
    assert upload_urls() == []
