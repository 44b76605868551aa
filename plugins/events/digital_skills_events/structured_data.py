"""An event as search engines read it: schema.org’s ``Event`` in JSON-LD. In the API of an event, and in its page.

https://schema.org/Event; the properties are those that Google and Bing document, and how it comes round.
"""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from blocks.addresses import page_address
from blocks.references import image_reference
from blocks.visibility import is_public_page
from digital_skills_events.choices import Attendance, EventStatus, Repeats, Weekday
from digital_skills_events.event_page import EventPage
from digital_skills_events.recurrence import week_of_month
from pages.serializers import Json, PublicField

__all__ = ["StructuredDataSerializer", "script_of", "structured_data"]

SCHEMA = "https://schema.org"

_STATUSES = {
    EventStatus.SCHEDULED: "EventScheduled",
    EventStatus.MOVED_ONLINE: "EventMovedOnline",
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.CANCELLED: "EventCancelled",
}
_MODES = {
    Attendance.IN_PERSON: "OfflineEventAttendanceMode",
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.BOTH: "MixedEventAttendanceMode",
}
_UNITS = {Repeats.DAILY: "D", Repeats.WEEKLY: "W", Repeats.MONTHLY_BY_DAY: "M", Repeats.MONTHLY_BY_WEEKDAY: "M"}
_DAYS = [str(day.name).capitalize() for day in Weekday]


class StructuredDataSerializer(PublicField):
    """The event as JSON-LD, to be put into ``<script type="application/ld+json">`` as it is."""

    def to_representation(self, value: EventPage) -> dict[str, Json]:
        """``value`` is the event."""
        return structured_data(value)


def structured_data(event: EventPage) -> dict[str, Any]:
    """The object, without what is not known of the event."""
    address = page_address(event)
    picture = image_reference(event.social_image) if event.social_image else None
    found = {
        "@context": SCHEMA,
        "@type": "Event",
        "name": event.title,
        "description": event.summary or event.lede,
        "url": address.url if address else "",
        "startDate": event.starts.isoformat(),
        "endDate": event.ends.isoformat(),
        "eventStatus": f"{SCHEMA}/{_STATUSES[EventStatus(event.status)]}",
        "eventAttendanceMode": f"{SCHEMA}/{_mode(event)}",
        "location": _places(event),
        "image": [rendition["src"] for rendition in picture["renditions"].values()] if picture else [],
        "performer": [_speaker(row) for row in event.speakers.all() if row.shown_name],
        "organizer": _organiser(event),
        "audience": [{"@type": "Audience", "audienceType": each.name} for each in event.audiences.all()],
        "about": [{"@type": "Thing", "name": each.name} for each in event.practices.all()],
        "maximumAttendeeCapacity": event.capacity,
        "eventSchedule": _schedule(event),
        "potentialAction": _registration(event),
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def script_of(event: EventPage) -> SafeString:
    """The object for a template, safe within a script element."""
    text = json.dumps(structured_data(event), ensure_ascii=False)
    escaped = text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return mark_safe(escaped)  # noqa: S308  # nothing in it can end the element


def _mode(event: EventPage) -> str:
    return _MODES[Attendance.ONLINE if event.status == EventStatus.MOVED_ONLINE else Attendance(event.attendance)]


def _places(event: EventPage) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    if _mode(event) != _MODES[Attendance.ONLINE]:
        for place in event.locations.all():
            address = {"@type": "PostalAddress", "streetAddress": place.address, "addressRegion": place.region}
            filled = {name: value for name, value in address.items() if value}
            places.append({"@type": "Place", "name": place.name, "address": filled if len(filled) > 1 else place.name})
    if event.online_url and _mode(event) != _MODES[Attendance.IN_PERSON]:
        places.append({"@type": "VirtualLocation", "url": event.online_url})
    return places


def _speaker(row: Any) -> dict[str, str]:
    person = {"@type": "Person", "name": row.shown_name, "jobTitle": row.shown_role}
    return {name: value for name, value in person.items() if value}


def _organiser(event: EventPage) -> dict[str, str] | None:
    owner = event.owner_organisation
    if owner is None:
        return None
    organiser = {"@type": "Organization", "name": owner.name, "url": owner.url}
    return {name: value for name, value in organiser.items() if value}


def _registration(event: EventPage) -> dict[str, str] | None:
    form_page = event.registration_page
    address = page_address(form_page) if form_page and is_public_page(form_page) else None
    target = event.registration_url or (address.url if address else "")
    return {"@type": "RegisterAction", "target": target} if target else None


def _schedule(event: EventPage) -> dict[str, Any] | None:
    """How it comes round: schema.org’s ``Schedule``."""
    rhythm = event.rhythm
    if rhythm is None:
        return None
    first = event.start_date
    schedule: dict[str, Any] = {
        "@type": "Schedule",
        "startDate": first.isoformat(),
        "startTime": event.start_time.isoformat(),
        "endTime": event.end_time.isoformat(),
        "scheduleTimezone": event.time_zone,
        "repeatFrequency": f"P{rhythm.every}{_UNITS[rhythm.repeats]}",
    }
    if rhythm.repeats is Repeats.WEEKLY:
        days = [name for name, day in zip(_DAYS, Weekday, strict=True) if day.value in rhythm.weekdays]
        schedule["byDay"] = [f"{SCHEMA}/{name}" for name in days or [_DAYS[first.weekday()]]]
    elif rhythm.repeats is Repeats.MONTHLY_BY_DAY:
        schedule["byMonthDay"] = first.day
    elif rhythm.repeats is Repeats.MONTHLY_BY_WEEKDAY:
        schedule["byDay"] = f"{week_of_month(first)}{list(Weekday)[first.weekday()].value}"
    if rhythm.until is not None:
        schedule["endDate"] = rhythm.until.isoformat()
    if rhythm.times is not None:
        schedule["repeatCount"] = rhythm.times
    if left_out := [row.date.isoformat() for row in event.left_out_dates.all()]:
        schedule["exceptDate"] = left_out
    return schedule
