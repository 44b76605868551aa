"""The day of the installation, where a bound is so far away that the time zone makes no difference."""

import datetime

from django.utils import timezone

from blocks.dependencies import right_until

__all__ = ["today"]


def today() -> datetime.date:
    """The day in the installation's time zone. What was answered with it is right until the next one begins."""
    now = timezone.localtime()
    midnight = datetime.datetime.combine(now.date() + datetime.timedelta(days=1), datetime.time(), now.tzinfo)
    right_until(midnight)
    return now.date()
