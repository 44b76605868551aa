"""Uploads go to the local disk or to a bucket; static files are collected with nothing missing."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from storages.backends.s3 import S3Storage

from cms.conf import product_settings
from cms.settings.files import uploads_storage
from tests.programs import PROJECT, manage

STATIC_REFERENCE = re.compile(r"""(?:\{% static |\bstatic\()["']([^"'{}]+)["']""")


@pytest.fixture(autouse=True)
def _settings_are_read_again() -> Iterator[None]:
    product_settings.cache_clear()
    yield
    product_settings.cache_clear()


def s3_storage() -> S3Storage:
    options = uploads_storage("uploads")["OPTIONS"]
    return S3Storage(**options, access_key="test", secret_key="test")


def test_without_a_bucket_uploads_stay_on_the_disk() -> None:
    assert uploads_storage("") == {"BACKEND": "cms.local_storage.LocalStorage"}


def test_an_address_in_a_bucket_never_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("S3_ENDPOINT_URL", "https://objects.example.org")
    assert s3_storage().url("images/a b.png") == "https://objects.example.org/uploads/images/a%20b.png"


def test_the_media_address_of_a_bucket_is_the_one_in_the_api(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIA_URL", "https://media.example.org/files/")
    assert s3_storage().url("images/a.png") == "https://media.example.org/files/images/a.png"


def test_static_files_are_collected_for_production_with_nothing_missing(tmp_path: Path) -> None:
    collected = manage("collectstatic", "--noinput", DJANGO_SETTINGS_MODULE="cms.settings.demo", VAR_DIR=tmp_path)
    assert collected.returncode == 0, collected.stderr
    manifest = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
    sources = [
        file
        for folder in ("cms", "home", "pages", "blocks", "templates")
        for ending in ("py", "html")
        for file in (PROJECT / folder).rglob(f"*.{ending}")
    ]
    wanted = {name for file in sources for name in STATIC_REFERENCE.findall(file.read_text(encoding="utf-8"))}
    assert "home/site.css" in wanted
    assert wanted <= set(manifest), f"no such static file: {sorted(wanted - set(manifest))}"
