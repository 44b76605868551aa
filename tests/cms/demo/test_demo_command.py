"""``manage.py demo`` for real: an empty folder becomes a site that answers; a second start changes nothing."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.programs import PROJECT, manage

SECONDS_TO_START = 300
SETTINGS = "cms.settings.demo"


@dataclass
class Demo:
    """A demo that runs: where it is, who may sign in, what it printed."""

    address: str
    passwords: dict[str, str]
    output: str

    def get(self, path: str) -> requests.Response:
        return requests.get(f"{self.address}{path}", timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_demo(var_dir: Path, port: int, **environment: str) -> Iterator[Demo]:
    """Start the demo as a person at a terminal does, and stop it with that person's Ctrl-C."""
    log = var_dir.parent / f"demo-{time.monotonic_ns()}.log"
    inherited = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": SETTINGS, "VAR_DIR": str(var_dir)}
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=PROJECT,
            env=inherited | environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            # a test run in the background ignores Ctrl-C, and would hand that on
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, process, log)
        output = log.read_text()
        yield Demo(address, dict(re.findall(r"^  (\w+) +(\S+)$", output, re.MULTILINE)), output)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(30) == 0, log.read_text()
        with pytest.raises(requests.ConnectionError):
            requests.get(address, timeout=5)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            requests.get(f"{address}/healthz/", timeout=30).raise_for_status()
        except requests.ConnectionError:
            time.sleep(0.2)  # there is nothing else to wait on: the server is a process of its own
        else:
            return
    pytest.fail(f"no answer in {SECONDS_TO_START} s:\n{log.read_text()}")


def sign_in(demo: Demo, username: str) -> requests.Session:
    session = requests.Session()
    form = session.get(f"{demo.address}/admin/login/", timeout=60)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)
    assert token is not None
    answer = session.post(
        f"{demo.address}/admin/login/",
        data={
            "username": username,
            "password": demo.passwords[username],
            "csrfmiddlewaretoken": token[1],
            "next": "/admin/",
        },
        timeout=60,
    )
    assert answer.url == f"{demo.address}/admin/", f"{username} cannot sign in"
    return session


@pytest.mark.long
def test_the_demo_from_nothing_and_once_more(tmp_path: Path) -> None:
    var_dir = tmp_path / "var"
    port = free_port()
    with running_demo(var_dir, port) as demo:
        assert list(demo.passwords) == ["admin", "designer", "reviewer", "developer"]
        for username in demo.passwords:
            sign_in(demo, username)
        assert demo.get("/").status_code == 200
        for version in ("v2", "v3"):
            pages = demo.get(f"/api/{version}/pages/").json()["items"]
            assert pages
        urls = [page["meta"]["html_url"] for page in demo.get("/api/v2/pages/").json()["items"]]
        assert all(url.startswith(f"{demo.address}/") for url in urls)
        stylesheet = re.search(r'href="(/static/home/site\.[0-9a-f]{12}\.css)"', demo.get("/").text)
        assert stylesheet is not None
        assert demo.get(stylesheet[1]).headers["Cache-Control"] == "max-age=315360000, public, immutable"
        image = demo.get("/api/v2/images/?fields=*").json()["items"][0]
        for rendition in image["renditions"].values():
            assert "original_images" not in rendition["src"]
            assert all(rendition["srcset"].values())
        upload = demo.get(image["meta"]["download_url"].removeprefix(demo.address))
        assert (upload.status_code, upload.headers["Content-Type"][:6]) == (200, "image/")

    files = {file.name: file.stat().st_mode & 0o777 for file in var_dir.iterdir() if "demo" in file.name}
    assert files == {"demo-passwords.json": 0o600, "demo-secret-key": 0o600}
    with sqlite3.connect(var_dir / "db.sqlite3") as database:
        database.execute("UPDATE wagtailcore_page SET title = 'Edited by a person' WHERE depth = 3")
        before = database.execute("SELECT * FROM wagtailcore_page ORDER BY id").fetchall()
    database.close()

    with running_demo(var_dir, port) as again:
        assert again.passwords == demo.passwords
        assert "Collecting static files" not in again.output
        assert "Edited by a person" in again.get("/api/v2/pages/").text
    with sqlite3.connect(var_dir / "db.sqlite3") as database:
        assert database.execute("SELECT * FROM wagtailcore_page ORDER BY id").fetchall() == before
        assert database.execute("SELECT hostname, port FROM wagtailcore_site").fetchall() == [("127.0.0.1", port)]
        database.execute("UPDATE wagtailcore_site SET hostname = 'www.example.org', port = 443")
    database.close()

    with running_demo(var_dir, free_port(), DEMO_PASSWORD="please-let-me-in") as third:
        assert set(third.passwords.values()) == {"please-let-me-in"}
        sign_in(third, "reviewer")
    with sqlite3.connect(var_dir / "db.sqlite3") as database:
        assert database.execute("SELECT hostname, port FROM wagtailcore_site").fetchall() == [("www.example.org", 443)]
    database.close()


def test_the_demo_never_touches_an_installation_whose_variables_are_set(tmp_path: Path) -> None:
    shown = manage(
        "shell",
        "--no-imports",
        "--command",
        "from django.conf import settings as s; from django.db import connection as c;"
        "print(c.vendor, s.CACHES['default']['BACKEND'], s.STORAGES['default']['BACKEND'], s.EMAIL_DELIVERY_BACKEND)",
        DJANGO_SETTINGS_MODULE=SETTINGS,
        VAR_DIR=tmp_path,
        DATABASE_URL="postgres://cms:secret@db.example.org/production",
        REDIS_URL="redis://cache.example.org",
        S3_BUCKET="production-uploads",
        EMAIL_URL="smtp://mail.example.org",
    )
    assert shown.stdout.split() == [
        "sqlite",
        "cms.per_request_cache.LocalCache",
        "cms.local_storage.LocalStorage",
        "django.core.mail.backends.console.EmailBackend",
    ], shown.stderr


@pytest.mark.parametrize(
    ("settings_module", "port", "message"),
    [
        ("cms.settings.development", "8000", "make demo"),
        (SETTINGS, "0", "PORT must be a number"),
    ],
)
def test_what_cannot_be_served_is_refused_before_anything_is_written(
    tmp_path: Path, settings_module: str, port: str, message: str
) -> None:
    refused = manage("demo", "--port", port, DJANGO_SETTINGS_MODULE=settings_module, VAR_DIR=tmp_path / "var")
    assert refused.returncode == 1
    assert message in refused.stderr
    assert not (tmp_path / "var" / "db.sqlite3").exists()
