"""Brings the demo up: database, content, sign-ins, static files, then the server.

Called by ``manage.py demo``, which ``make demo`` runs. Every step can be repeated; a second start finds nearly all of
it done.
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from wagtail.models import Site

from cms.conf import product_settings
from cms.demo.load import load_demo
from cms.demo.port import HOST
from cms.demo.sign_ins import SignIn, sign_ins

__all__ = ["prepare", "serve"]

OUR_HOSTS = ("localhost", HOST)
THREADS = 4
SECONDS_TO_STOP = 5


def prepare(port: int, say: Callable[[str], object]) -> list[SignIn]:
    """Make everything ready to be served on ``port``. Returns the sign-ins; ``say`` is told about what takes long."""
    say("Preparing the database")
    call_command("migrate", interactive=False, verbosity=0)
    if load_demo().pages:
        say("Loaded the demo content")
    say("Preparing images")
    call_command("prepare_renditions", verbosity=0)
    _point_default_site_here(port)
    _collect_static_files(say)
    return sign_ins(settings.VAR_DIR / "demo-passwords.json", product_settings().demo_password.get_secret_value())


def serve(port: int) -> int:
    """Run granian until the person at the terminal, or the system, stops it. Returns its exit status.

    One worker process: its cache is then everybody's cache, and SQLite's writers take turns anyway. Beside it runs the
    stream of changes, on a port that happens to be free; without it the demo goes on.
    """
    streams = _free_port()
    os.environ.setdefault("PUBLIC_URL", f"http://{HOST}:{port}")
    os.environ["STREAM_URL"] = f"http://{HOST}:{streams}"
    connection.close()
    sys.stdout.flush()
    wsgi = ["--interface", "wsgi", "--blocking-threads", str(THREADS), "cms.wsgi:application"]
    asgi = ["--interface", "asgi", "cms.asgi:application"]
    with _granian(port, wsgi) as server, _granian(streams, asgi) as beside:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: server.terminate())
        try:
            return server.wait()
        finally:
            beside.terminate()


def _granian(port: int, options: list[str]) -> subprocess.Popen[bytes]:
    """Start a server in a process group of its own: a worker that Ctrl-C reaches as well can wait for ever."""
    command = [sys.executable, "-m", "granian", "--host", HOST, "--port", str(port), "--workers", "1", "--no-ws"]
    command += ["--log-level", "warning", "--workers-kill-timeout", str(SECONDS_TO_STOP), *options]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, process_group=0)  # noqa: S603  all of it is ours


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _point_default_site_here(port: int) -> None:
    """Let URLs in the API name this port, unless a person gave the site a host of its own."""
    site = Site.objects.get(is_default_site=True)
    if site.hostname in OUR_HOSTS and (site.hostname, site.port) != (HOST, port):
        site.hostname, site.port = HOST, port
        site.save()


def _collect_static_files(say: Callable[[str], object]) -> None:
    """Collect static files unless those collected last are still the same by name, size and time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = _static_files_digest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Collecting static files")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted)


def _static_files_digest() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = os.stat(storage.path(name))
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
