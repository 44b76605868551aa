"""``manage.py openapi``. Its tests have no database, because the command must not need one."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cms.api.contract.document import document_text, openapi_document

ROOT = Path(__file__).resolve().parents[4]


def test_the_document_is_written_to_the_standard_output() -> None:
    out = StringIO()

    call_command("openapi", stdout=out)

    assert json.loads(out.getvalue())["openapi"] == "3.1.0"
    assert out.getvalue() == document_text()


def test_the_document_is_written_to_a_file(tmp_path: Path) -> None:
    call_command("openapi", output=tmp_path / "openapi.json")

    assert (tmp_path / "openapi.json").read_text(encoding="utf-8") == document_text()


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"openapi\.json cannot be written"):
        call_command("openapi", output=tmp_path / "missing" / "openapi.json")


def test_another_process_writes_the_same_document() -> None:
    """Nothing in it hangs on the order of sets, on memory addresses or on what ran before."""
    command = [sys.executable, "manage.py", "openapi"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "PYTHONHASHSEED": "4"}

    written = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True, encoding="utf-8")

    assert written.stdout == document_text()


def compared_with(document: Any, folder: Path) -> str:
    out, file = StringIO(), folder / "old.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    call_command("openapi", compare=file, stdout=out)
    return out.getvalue()


def test_a_comparison_with_the_same_document_finds_nothing(tmp_path: Path) -> None:
    assert compared_with(document_text(), tmp_path) == "0 breaking, 0 warning, 0 info.\n"


def test_a_comparison_tells_what_is_new(tmp_path: Path) -> None:
    old = openapi_document()
    del old["paths"]["/api/v3/whoami/"]

    assert "info: whoami (paths): the path /api/v3/whoami/ is new" in compared_with(old, tmp_path)


def test_a_comparison_ends_with_an_error_when_a_client_can_fail(tmp_path: Path) -> None:
    old = openapi_document()
    old["paths"]["/api/v3/lost/"] = old["paths"]["/api/v3/whoami/"]

    with pytest.raises(CommandError, match=r"built on .*old\.json can fail"):
        compared_with(old, tmp_path)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("{", r"old\.json is not JSON"),
        ("[]", r"old\.json is not an OpenAPI document"),
        ('{"openapi": "2.0"}', r"old\.json is not an OpenAPI document"),
    ],
)
def test_a_file_that_is_no_document_is_refused(tmp_path: Path, document: str, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        compared_with(document, tmp_path)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.json cannot be read"):
        call_command("openapi", compare=tmp_path / "nowhere.json")


@pytest.mark.django_db
def test_the_api_serves_the_same_document(client: Client) -> None:
    served = client.get("/api/v3/openapi.json").json()

    assert served == openapi_document()
