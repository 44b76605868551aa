"""``docs/write-a-plugin.md``, followed word for word in an empty folder, as a newcomer would.

Only the port of the demo is another one, and somebody has to wait until it answers.
"""

import json
import os
import re
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from cms.conf import product_settings
from tests.docs.documents import DOCS
from tests.programs import PROJECT

DOCUMENT = (DOCS / "write-a-plugin.md").read_text(encoding="utf-8")
STEP = re.compile(r"^## (\d+)\. (.+?)$", re.MULTILINE)
PART = re.compile(
    r"(?:`(?P<file>\.\./[^`]+)`:\n\n)?^```(?P<kind>console|python)\n(?P<text>.*?)^```", re.DOTALL | re.MULTILINE
)
SECONDS = 900

pytestmark = [
    pytest.mark.skipif(not (PROJECT / ".git").exists(), reason="this is no git checkout, so it cannot be cloned"),
    pytest.mark.skipif(
        bool(product_settings().test_database_url.get_secret_value()),
        reason="uses SQLite whatever the tests use, so once is enough",
    ),
]


def script(port: int) -> str:
    """The commands of all steps as one script; what the reader is to write into a file is written."""
    lines = ["set -eu", "trap 'kill %1' EXIT"]
    for part in PART.finditer(DOCUMENT):
        if part["kind"] == "python":
            assert part["file"], "The document does not say into which file this is to be written."
            lines.append(f"cat > {part['file']} <<'END_OF_FILE'\n{part['text']}END_OF_FILE")
            continue
        for command in re.findall(r"^\$ (.*)$", part["text"], re.MULTILINE):
            lines.append(command.replace(":8000/", f":{port}/"))
            if command == "make demo &":
                lines[-1] = f"make demo PORT={port} > demo.log 2>&1 &"
                lines.append(
                    f"until curl --fail --silent --output /dev/null http://127.0.0.1:{port}/readyz/; "
                    "do kill -0 %1 || { cat demo.log; exit 1; }; sleep 1; done"
                )
            if command.startswith("curl"):
                lines[-1] += "; echo"
    return "\n".join(lines)


def test_there_are_ten_steps() -> None:
    assert [int(number) for number, _title in STEP.findall(DOCUMENT)] == list(range(1, 11))


@pytest.mark.long
def test_the_steps_lead_to_a_plugin_in_the_demo(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = subprocess.Popen(
        ["bash", "-c", script(port)],
        cwd=tmp_path,
        env={**inherited, "CMS": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        told, _nothing = process.communicate(timeout=SECONDS)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)

    assert process.returncode == 0, told
    assert re.search(r"\d+ passed", told), told
    assert "failed" not in told, told
    assert told.count("\nok      ") == 6, told
    *_before, listed, resolved, block = told.strip().splitlines()
    assert [page["title"] for page in json.loads(listed)] == ["Terms"]
    page = json.loads(resolved)["page"]
    assert (page["meta"]["type"], page["subject"], page["number"]) == ("glossary.GlossaryPage", "Design", 3)
    example = {"term": "Prototype", "text": "<p>Something to try an idea with.</p>", "source": ""}
    assert json.loads(block)["example"]["value"] == example
