"""Moments as people say them: a day, a time on the clock, and the time zone of the place.

An event keeps these three. What moment that is in UTC is worked out whenever somebody asks, so that it stays right when
a government changes its rules: the time on the poster does not change then.
"""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

__all__ = ["check_time_zone", "moment", "usual_time_zone", "zone_named"]


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo:
    """The time zone called ``name`` in IANA's database. Raises ``ValueError`` where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder, such as “Australia”
        raise ValueError(f"There is no time zone {name!r}") from None


def usual_time_zone() -> str:
    """That of the installation: the setting ``TIME_ZONE``."""
    return timezone.get_default_timezone_name()


def check_time_zone(name: str) -> None:
    """Refuse what is no time zone. A validator of a field."""
    try:
        zone_named(name)
    except ValueError:
        raise ValidationError(
            _("There is no time zone “%(name)s”. An example is “Australia/Sydney”."),
            code="invalid",
            params={"name": name},
        ) from None


def moment(wall_clock: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """The moment at which clocks in ``zone`` show ``wall_clock`` (without a time zone).

    In the hour that clocks show twice it is the first; a time that clocks leave out counts on as if they had not, both
    as RFC 5545, section 3.3.5, has it: 02:30 on a morning when clocks go from 2 to 3 is 03:30.
    """
    return wall_clock.replace(tzinfo=zone, fold=0).astimezone(datetime.UTC).astimezone(zone)
