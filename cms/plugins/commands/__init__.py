"""The subcommands of ``manage.py plugins``, a module each, as ``Subcommand`` says."""

import argparse
from typing import Any, Protocol

from django.core.management.base import BaseCommand

from cms.plugins.commands import check, listing, new

__all__ = ["SUBCOMMANDS", "Subcommand"]


class Subcommand(Protocol):
    """What each module has."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add its arguments."""

    def run(self, command: BaseCommand, options: dict[str, Any]) -> None:
        """Carry it out. Raises ``CommandError``."""


SUBCOMMANDS: dict[str, Subcommand] = {"list": listing, "check": check, "new": new}
