"""``manage.py plugins``: what plugins there are, whether one keeps its contract, and a new one."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from cms.plugins.commands import SUBCOMMANDS

__all__ = ["Command"]


class Command(BaseCommand):
    """Each subcommand is a module of ``cms.plugins.commands``."""

    help = "List, check and make plugins."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Let each subcommand add its own; ``list`` can be left out."""
        SUBCOMMANDS["list"].add_arguments(parser)
        choices = parser.add_subparsers(title="subcommands", dest="subcommand")
        for name, subcommand in SUBCOMMANDS.items():
            subcommand.add_arguments(choices.add_parser(name, help=subcommand.HELP))

    def handle(self, *args: Any, subcommand: str | None, **options: Any) -> None:
        """Carry it out."""
        SUBCOMMANDS[subcommand or "list"].run(self, options)
