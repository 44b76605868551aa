"""Brings the demo up: database, content, sign-ins, static files, then the server in place of this process.

Called by ``manage.py demo``, which ``make demo`` runs. Every step can be repeated; a second start finds nearly all of
it done.
"""

import hashlib
import os
import sys
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from cms.conf import product_settings
from cms.demo.load import load_demo
from cms.demo.port import HOST
from cms.demo.sign_ins import SignIn, sign_ins

__all__ = ["prepare", "serve"]

OUR_HOSTS = ("localhost", HOST)
THREADS = 4


def prepare(port: int, out: TextIO) -> list[SignIn]:
    """Make everything ready to be served on ``port``. Returns the sign-ins; tells ``out`` about what takes long."""
    if _is_behind():
        out.write("Preparing the database\n")
        call_command("migrate", interactive=False, verbosity=0)
    if load_demo().pages:
        out.write("Loaded the demo content\n")
    _point_default_site_here(port)
    _collect_static_files(out)
    return sign_ins(settings.VAR_DIR / "demo-passwords.json", product_settings().demo_password.get_secret_value())


def serve(port: int) -> None:
    """Replace this process by granian, so that the terminal's signals reach it without a go-between.

    One process: its cache is then everybody's cache. SQLite writers take turns anyway.
    """
    os.environ.setdefault("PUBLIC_URL", f"http://{HOST}:{port}")
    connection.close()
    options = ["--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "1", "--no-ws"]
    options += ["--blocking-threads", str(THREADS), "--log-level", "warning"]
    os.chdir(settings.BASE_DIR)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "granian", *options, "cms.wsgi:application"])  # noqa: S606  no shell


def _is_behind() -> bool:
    """Whether migrations are to be run. Asking takes a tenth of the time that running none of them takes."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _point_default_site_here(port: int) -> None:
    """Let URLs in the API name this port, unless a person gave the site a host of its own."""
    site = Site.objects.get(is_default_site=True)
    if site.hostname in OUR_HOSTS and (site.hostname, site.port) != (HOST, port):
        site.hostname, site.port = HOST, port
        site.save()


def _collect_static_files(out: TextIO) -> None:
    """Collect static files unless those collected last are still the same by name, size and time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = _static_files_digest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    out.write("Collecting static files\n")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted)


def _static_files_digest() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = os.stat(storage.path(name))
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
