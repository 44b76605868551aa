"""``manage.py announce_plugins``: the last step of a deployment with plugins, after every process was restarted."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.ledger.announcing import announce_plugins

__all__ = ["Command"]


class Command(BaseCommand):
    """See the module's docstring."""

    help = "Let everybody who follows the change feed start over, if plugins came or went since it was run last."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        """Announce, and say what."""
        names = announce_plugins()
        if verbosity:
            told = f"Everybody starts over: {', '.join(names)}." if names else "No plugin came or went."
            self.stdout.write(told)
