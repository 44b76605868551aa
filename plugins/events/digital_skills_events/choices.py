"""The choices of an event, which are enumerations in the API: kind, state, attendance, repetition."""

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["Attendance", "EventKind", "EventStatus", "Repeats", "Weekday"]


class EventKind(models.TextChoices):
    """What people come to."""

    WORKSHOP = "workshop", _("Workshop")
    MEETUP = "meetup", _("Meet-up")
    TALK = "talk", _("Guest talk")
    POPUP = "popup", _("Pop-up")
    OTHER = "other", _("Other event")


class EventStatus(models.TextChoices):
    """Whether it takes place. The values of schema.org’s ``EventStatusType``, as far as one page can say them."""

    SCHEDULED = "scheduled", _("Takes place as planned")
    MOVED_ONLINE = "moved_online", _("Moved online")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class Attendance(models.TextChoices):
    """Where people take part."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    BOTH = "both", _("In person and online")


class Repeats(models.TextChoices):
    """In which rhythm an event comes round."""

    NEVER = "never", _("Does not repeat")
    DAILY = "daily", _("Every day, or every few days")
    WEEKLY = "weekly", _("Every week, or every few weeks")
    MONTHLY_BY_DAY = "monthly_by_day", _("Every month on the same date, such as the 12th")
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday", _("Every month on the same weekday, such as the second Tuesday")


class Weekday(models.TextChoices):
    """The days of the week by their names in RFC 5545, Monday first."""

    MONDAY = "MO", _("Monday")
    TUESDAY = "TU", _("Tuesday")
    WEDNESDAY = "WE", _("Wednesday")
    THURSDAY = "TH", _("Thursday")
    FRIDAY = "FR", _("Friday")
    SATURDAY = "SA", _("Saturday")
    SUNDAY = "SU", _("Sunday")
