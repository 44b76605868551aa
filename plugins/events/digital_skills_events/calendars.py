"""Events as iCalendar (RFC 5545), made with the library ``icalendar``. Called by ``calendar_views``.

The same events make the same text, byte for byte, so that a calendar program is told 304 as long as nothing changed.
"""

import datetime
from collections.abc import Iterable
from uuid import UUID, uuid5

from icalendar import Calendar, Event, vDuration

from blocks.addresses import page_address
from digital_skills_events.calendar_rule import calendar_rule
from digital_skills_events.calendar_zones import described_zone
from digital_skills_events.choices import Attendance, EventStatus
from digital_skills_events.event_page import EventPage
from digital_skills_events.wall_clock import moment

__all__ = ["calendar_of"]

PRODUCT = "-//Digital Skills CMS//Events//EN"
#: How often calendar programs ask again, if they respect it (RFC 7986, section 5.7).
REFRESHED_EVERY = datetime.timedelta(hours=6)

_STATUSES = {
    EventStatus.SCHEDULED: "CONFIRMED",
    EventStatus.MOVED_ONLINE: "CONFIRMED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}


def calendar_of(events: Iterable[EventPage], name: str) -> bytes:
    """A calendar called ``name`` with ``events``, which have their relations loaded."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _line(name))
    calendar.add("x-wr-calname", _line(name))  # what programs read that do not know RFC 7986
    interval = vDuration(REFRESHED_EVERY)
    interval.params["VALUE"] = "DURATION"
    calendar.add("refresh-interval", interval)
    calendar.add("x-published-ttl", interval.to_ical().decode())
    shown = [event for event in events if event.spans]
    for zone, first, last in _zones(shown):
        calendar.add_component(described_zone(zone, first, last))
    for event in shown:
        calendar.add_component(_entry(event))
    text: bytes = calendar.to_ical()
    return text


def _zones(events: Iterable[EventPage]) -> list[tuple[str, int, int]]:
    """Each time zone with the first and the last year in which something takes place."""
    years: dict[str, set[int]] = {}
    for event in events:
        if event.zone.key != "UTC":
            years.setdefault(event.time_zone, set()).update({event.start_date.year, event.last_date.year})
    return [(zone, min(found), max(found)) for zone, found in sorted(years.items())]


def _entry(event: EventPage) -> Event:
    entry = Event()
    published = event.last_published_at or event.first_published_at or event.starts
    first_published = event.first_published_at or published
    entry.add("uid", str(uuid5(UUID(str(event.translation_key)), f"event-{event.pk}")))
    entry.add("dtstamp", published.astimezone(datetime.UTC))
    entry.add("last-modified", published.astimezone(datetime.UTC))
    entry.add("created", first_published.astimezone(datetime.UTC))
    # Larger after every publication, and 0 before the second: the seconds in between.
    entry.add("sequence", max(int((published - first_published).total_seconds()), 0))
    entry.add("summary", _line(event.title))
    entry.add("status", _STATUSES[EventStatus(event.status)])
    _add_times(entry, event)
    if description := "\n\n".join(filter(None, (event.status_note, event.summary or event.lede, event.online_url))):
        entry.add("description", "\n".join(description.splitlines()))
    if place := _place(event):
        entry.add("location", _line(place))
    if categories := [_line(practice.name) for practice in event.practices.all()]:
        entry.add("categories", categories)
    if (address := page_address(event)) is not None:
        entry.add("url", address.url)
    return entry


def _add_times(entry: Event, event: EventPage) -> None:
    """The first time, how it comes round, and what is left out. The first time is there even where it is left out: it
    is what the rhythm counts from.
    """
    entry.add("dtstart", event.starts)
    entry.add("dtend", event.ends)
    if event.rhythm is None:
        return
    entry.add("rrule", calendar_rule(event.first_span.starts, event.rhythm, event.zone))
    days = sorted({row.date for row in event.left_out_dates.all()} & event.possible_dates)
    if days:
        entry.add("exdate", [moment(datetime.datetime.combine(day, event.start_time), event.zone) for day in days])


def _line(text: str) -> str:
    """``text`` in one line."""
    return " ".join(text.split())


def _place(event: EventPage) -> str:
    """In one line, as programs show it: names and addresses, or where to take part online."""
    online = event.attendance == Attendance.ONLINE or event.status == EventStatus.MOVED_ONLINE
    if online:
        return event.online_url
    lines = (", ".join(filter(None, (place.name, *place.address.splitlines()))) for place in event.locations.all())
    return "; ".join(lines)
