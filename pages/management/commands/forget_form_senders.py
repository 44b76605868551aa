"""``manage.py forget_form_senders``: remove the digests of addresses and keys that are over. Made for cron.

Submissions stay. Exit code 0.
"""

from typing import Any

from django.core.management.base import BaseCommand

from pages.submissions.purge import forget_old

__all__ = ["Command"]


class Command(BaseCommand):
    """See the module's docstring."""

    help = "Remove what the throttle and the idempotency keys of forms no longer need. Submissions stay."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, and say how much."""
        self.stdout.write(f"Forgot {forget_old()} entries.")
