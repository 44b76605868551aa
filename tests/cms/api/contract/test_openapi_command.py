"""``manage.py openapi``. Its tests have no database, because the command must not need one."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

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


@pytest.mark.django_db
def test_the_api_serves_the_same_document(client: Client) -> None:
    served = client.get("/api/v3/openapi.json").json()

    assert served == openapi_document()
