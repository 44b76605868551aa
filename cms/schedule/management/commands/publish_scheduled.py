"""``manage.py publish_scheduled``: publish and expire what is due. Made for cron; replaces Wagtail's command.

Exit code 0 when everything due is done, 1 when an item failed; it is then named on the standard error and stays
scheduled for the next run.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.schedule.due import DueItem
from cms.schedule.run import Failure, Outcome, find_due, run_schedule

__all__ = ["Command"]


class Command(BaseCommand):
    """See the module's docstring."""

    help = (
        "Publish scheduled pages and snippets that are due, and expire those whose time is over. Safe to run from cron."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Both spellings of the dry run: the usual one and Wagtail's."""
        parser.add_argument(
            "--dry-run", "--dryrun", action="store_true", dest="dry_run", help="List what is due and change nothing."
        )

    def handle(self, *args: Any, dry_run: bool, verbosity: int, **options: Any) -> None:
        """Run the schedule, or list what is due."""
        self.verbosity = verbosity
        if dry_run:
            items, failures = find_due()
            for item in items:
                self.stdout.write(f"would {item.action}: {item}, due {item.due_at.isoformat()}")
            if not items:
                self.stdout.write("Nothing is due.")
        else:
            failures = run_schedule(self.tell).failures
        self.refuse(failures)

    def tell(self, outcome: Outcome, item: DueItem) -> None:
        """One line for each item."""
        if self.verbosity:
            self.stdout.write(f"{outcome}: {item.action} {item}, due {item.due_at.isoformat()}")

    def refuse(self, failures: list[Failure]) -> None:
        """End with a summary and exit code 1 if anything failed."""
        if failures:
            summary = "\n".join(f"  {failure}" for failure in failures)
            raise CommandError(f"{len(failures)} failed; what is not done stays scheduled:\n{summary}")
