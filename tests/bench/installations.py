"""Builds the databases that are measured, once, under a folder of their own. Called by the measurement.

Everything runs with production settings; only what the comparison is about differs between servers.
"""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from cms.plugins.finding import installed_names
from tests.bench.cases import Installation
from tests.bench.servers import HOST, ROOT

__all__ = ["SITE", "build", "build_stock", "postgres_database", "run_with_django"]

#: The site's address in the database. Requests name another port, and the site answers as the default one.
SITE = f"{HOST}:8000"
SECRET = "only-measured-" + "".join(chr(97 + number % 26) for number in range(52))


def build(folder: Path, name: str, sections: int, pages: int, database: str = "") -> Installation:
    """An installation of this CMS with ``sections`` of ``pages`` each, in SQLite unless ``database`` says otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    environment = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": SECRET,
        "ALLOWED_HOSTS": HOST,
        "PUBLIC_URL": f"http://{SITE}",
        "VAR_DIR": str(folder),
        "DATABASE_URL": database or f"sqlite:///{folder / name}.sqlite3",
        "LOG_LEVEL": "ERROR",
        "PYTHONWARNINGS": "ignore",
        "CMS_PLUGINS_DISABLED": ",".join(installed_names()),  # what plugins cost is measured by itself
    }
    keys = folder / f"{name}.json"
    counts = ["--sections", str(sections), "--pages", str(pages)]
    run_with_django("tests.bench.build", environment, *counts, "--host", SITE, "--keys", str(keys))
    return Installation(keys, environment)


def build_stock(folder: Path) -> Installation:
    """Stock Wagtail with the same page."""
    folder.mkdir(parents=True, exist_ok=True)
    environment = {"DJANGO_SETTINGS_MODULE": "tests.bench.stock.settings", "BENCH_STOCK_DIR": str(folder)}
    run_with_django("tests.bench.stock.build", environment, str(folder / "stock.json"))
    return Installation(folder / "stock.json", environment)


def postgres_database(url: str, name: str) -> str:
    """The address of the database ``name`` beside the one at ``url``, which is made if need be. Empty when the server
    does not answer.
    """
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=3) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
            if known is None:
                connection.execute(f'CREATE DATABASE "{name}"')
    except psycopg.OperationalError:
        return ""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def run_with_django(module: str, environment: dict[str, str], *arguments: str) -> str:
    """Run ``module`` with Django set up in ``environment``. Returns what it printed."""
    command = [sys.executable, "-m", "tests.bench.with_django", module, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
