"""``manage.py greet``: a management command, as any Django app may have."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.plugins import plugin_settings
from everything import EverythingSettings


class Command(BaseCommand):
    """Greets."""

    help = "Greet, in the words that the operator has set."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the greeting."""
        self.stdout.write(plugin_settings(EverythingSettings).greeting)
