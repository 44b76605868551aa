"""``manage.py plugins`` and ``manage.py plugins list``: every plugin, and what content depends on it."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from cms.plugins.dependence import Dependence, Kind, PluginStatus, plugin_statuses
from cms.plugins.record import record_plugins, unannounced

__all__ = ["HELP", "add_arguments", "run"]

HELP = "List plugins with version, state, hooks, and the content that depends on each. The default."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether for programs."""
    parser.add_argument(
        "--json", action="store_true", dest="as_json", default=argparse.SUPPRESS, help="Write it as JSON"
    )


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Keep what the loaded plugins bring, and tell of all."""
    record_plugins()
    statuses = plugin_statuses()
    if options.get("as_json"):
        command.stdout.write(json.dumps([asdict(status) for status in statuses], indent=2))
        return
    if not statuses:
        command.stdout.write("There are no plugins, and no content needs one.")
    for status in statuses:
        command.stdout.write(_headline(status))
        if status.hooks:
            command.stdout.write(f"  implements {', '.join(status.hooks)}")
        for each in status.content:
            command.stdout.write(f"  {_line(each)}")
    if news := unannounced():
        command.stdout.write(
            f"Followers of the change feed do not know that these came, went or changed: {', '.join(news)}. Once every "
            "process is restarted, run `manage.py announce_plugins`."
        )


def _headline(status: PluginStatus) -> str:
    if not status.name:
        return "(of unknown origin)  missing"
    version = f" {status.version}" if status.version else ""
    title = f"  {status.title}" if status.title != status.name else ""
    return f"{status.name}{version}  {status.state}{title}"


def _line(each: Dependence) -> str:
    if each.kind is Kind.BLOCKS:
        return f"block {each.name}: in {each.count} published bodies and {each.drafts} drafts"
    return f"{each.kind} {each.name}: {each.count}"
