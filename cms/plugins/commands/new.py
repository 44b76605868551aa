"""``manage.py plugins new NAME``: writes a package that works at once."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from cms.plugins.scaffold import new_plugin

__all__ = ["HELP", "add_arguments", "run"]

HELP = "Write a package with a block, a page type, an operation of the API, tests and documentation."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The name, and where to."""
    parser.add_argument("name", help="Name of the plugin: lower case letters, digits and underscores")
    parser.add_argument("--folder", default=".", help="Where to make its folder; without it, here")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Write it, and say what to do next."""
    package = new_plugin(options["name"], Path(options["folder"]))
    command.stdout.write(
        f"Wrote {package}. Install it and run its tests:\n"
        f"  .venv/bin/pip install --no-deps --no-build-isolation --editable {package}\n"
        f"  .venv/bin/python -m pytest {package}\n"
    )
