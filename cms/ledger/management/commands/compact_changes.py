"""``manage.py compact_changes``: remove old changes from the ledger. Made for cron, once a day.

``--start-over`` is for once, after the database was restored from a backup.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.conf import product_settings
from cms.ledger.compaction import compact
from cms.ledger.compaction import start_over as begin_anew

__all__ = ["Command"]


class Command(BaseCommand):
    """See the module's docstring."""

    help = "Remove old changes from the ledger. Whoever follows the change feed and lags further behind starts over."

    def add_arguments(self, parser: CommandParser) -> None:
        """Without an option, the setting counts."""
        parser.add_argument(
            "--keep-days",
            type=int,
            default=product_settings().changes_keep_days,
            help="Keep the changes of so many days (the setting CHANGES_KEEP_DAYS: %(default)s).",
        )
        parser.add_argument(
            "--start-over",
            action="store_true",
            help="After a backup was restored: keep none, and let everybody who follows the change feed start over.",
        )

    def handle(self, *args: Any, keep_days: int, start_over: bool, verbosity: int, **options: Any) -> None:
        """Remove, and say how many."""
        if keep_days < 0:
            raise CommandError("--keep-days must not be negative.")
        if start_over:
            told = f"Everybody starts over; the ledger goes on from number {begin_anew()}."
        else:
            told = f"Removed {compact(keep_days)} changes."
        if verbosity:
            self.stdout.write(told)
