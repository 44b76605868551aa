"""How the API serves what only events have. Each states exactly what it returns: both versions are typed by that."""

import datetime
from collections.abc import Iterable

from typing_extensions import TypedDict

from digital_skills_events.choices import Attendance, EventKind, EventStatus
from pages.serializers import PublicField

__all__ = [
    "AttendanceSerializer",
    "KindSerializer",
    "MomentSerializer",
    "OccurrenceData",
    "OccurrencesSerializer",
    "RecurrenceData",
    "RecurrenceSerializer",
    "StatusSerializer",
]


class OccurrenceData(TypedDict):
    """One time that an event takes place: ISO 8601 with the offset that holds at the place then."""

    starts: str
    ends: str


class RecurrenceData(TypedDict):
    """How an event comes round: ``words`` for people, ``rule`` is RFC 5545’s ``RRULE``, ``left_out`` are days
    (``"2026-12-24"``) on which it does not take place.
    """

    words: str
    rule: str
    left_out: list[str]


class KindSerializer(PublicField):
    """The kind as its plain value."""

    def to_representation(self, value: str) -> EventKind:
        """``value`` is the stored value."""
        return EventKind(value)


class StatusSerializer(PublicField):
    """The status as its plain value."""

    def to_representation(self, value: str) -> EventStatus:
        """``value`` is the stored value."""
        return EventStatus(value)


class AttendanceSerializer(PublicField):
    """The way to take part as its plain value."""

    def to_representation(self, value: str) -> Attendance:
        """``value`` is the stored value."""
        return Attendance(value)


class MomentSerializer(PublicField):
    """A moment: ``"2026-12-01T18:00:00+11:00"``."""

    def to_representation(self, value: datetime.datetime) -> str:
        """``value`` has the time zone of the place."""
        return value.isoformat()


class OccurrencesSerializer(PublicField):
    """Each time that it takes place, those that are over included; their number is bounded."""

    def to_representation(self, value: Iterable[tuple[datetime.datetime, datetime.datetime]]) -> list[OccurrenceData]:
        """``value`` are beginnings and ends, with the time zone of the place."""
        return [OccurrenceData(starts=starts.isoformat(), ends=ends.isoformat()) for starts, ends in value]


class RecurrenceSerializer(PublicField):
    """How it comes round; ``null`` when it does not."""

    def to_representation(self, value: RecurrenceData | None) -> RecurrenceData | None:
        """``value`` is what is served."""
        return value
