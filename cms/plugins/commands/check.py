"""``manage.py plugins check NAME``: whether a plugin keeps its contract."""

import argparse
import importlib
import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.plugins.manager import loaded_plugins

__all__ = ["HELP", "add_arguments", "run"]

HELP = "Check that a plugin keeps its contract: blocks, page types, migrations, imports, and that nothing leaks."
CHECKS = "cms.plugins.testing.check"  # by name: what it needs is installed for development only


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The name."""
    parser.add_argument("name", help="Name of a plugin that is loaded")


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Tell of each check; the exit status is 1 when one fails."""
    plugin = next((each for each in loaded_plugins() if each.name == options["name"]), None)
    if plugin is None:
        names = ", ".join(each.name for each in loaded_plugins()) or "none"
        raise CommandError(f"There is no plugin {options['name']!r} that is loaded. Loaded: {names}.")
    try:
        checks = importlib.import_module(CHECKS)
    except ModuleNotFoundError as error:
        raise CommandError(f"{error}. The checks need what make dev installs.") from error
    logging.disable(logging.CRITICAL)  # what the checks ask for is meant to be refused
    failed = 0
    try:
        for outcome in checks.check_plugin(plugin):
            command.stdout.write(f"{'failed' if outcome.problem else 'ok':8}{outcome.check}")
            if outcome.problem:
                failed += 1
                command.stdout.write(f"        {outcome.problem}")
    finally:
        logging.disable(logging.NOTSET)
    if failed:
        raise CommandError(f"{plugin.name} fails {failed} of its checks.")
