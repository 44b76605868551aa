"""``manage.py delivery``: look at the store of public answers, fill it, check it. The work is in ``cms.delivery``."""

from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from cms.delivery.status import status
from cms.delivery.store import clear
from cms.delivery.verify import differences, of_other_builds
from cms.delivery.warm import warm
from cms.ledger.head import lock_head

__all__ = ["Command"]


class Command(BaseCommand):
    """Status, warm, rebuild, verify."""

    help = "Look at the store of public answers, fill it, or compare it with what would be rendered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the actions."""
        actions = parser.add_subparsers(dest="action", required=True)
        shown = actions.add_parser("status", help="What the store holds and how often it was asked.")
        shown.add_argument("--format", choices=["text", "prometheus"], default="text")
        actions.add_parser("warm", help="Render what is not stored: every public page, menus and settings.")
        actions.add_parser("rebuild", help="Remove every stored answer, then warm.")
        actions.add_parser("verify", help="Render every stored answer afresh; fails where one differs.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Run the action."""
        if not settings.DELIVERY_STORE and action != "status":
            raise CommandError("The store is switched off: DELIVERY_STORE.")
        getattr(self, f"_{action}")(**options)

    def _status(self, **options: Any) -> None:
        found = status()
        if options["format"] == "prometheus":
            self.stdout.write(found.as_prometheus(), ending="")
            return
        for name, value in asdict(found).items():
            self.stdout.write(f"{name:>10} {value}")
        self.stdout.write(f"{'hit ratio':>10} {found.hit_ratio:.3f}")

    def _warm(self, **_options: Any) -> None:
        good, bad = warm()
        self.stdout.write(f"{good} answers are stored or were already; {bad} requests had no answer to store.")

    def _rebuild(self, **_options: Any) -> None:
        with transaction.atomic():
            lock_head()
            clear()
        self._warm()

    def _verify(self, **_options: Any) -> None:
        count = 0
        for found in differences():
            count += 1
            parts = " and ".join(found.of)
            self.stderr.write(f"{found.address}: rendered afresh, it differs in its {parts} (status {found.status}).")
        if count:
            raise CommandError(f"{count} stored answers differ. `manage.py delivery rebuild` makes them anew.")
        self.stdout.write("Every stored answer is what would be stored now.")
        if others := of_other_builds():
            self.stdout.write(f"Not compared: {others} of other code or other settings, which nobody gets from these.")
