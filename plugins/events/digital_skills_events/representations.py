"""How one time of an event looks in lists: that of the API, and the block “Upcoming events”."""

from collections.abc import Iterable

from blocks.references import PageCard, page_card
from digital_skills_events.choices import Attendance, EventKind, EventStatus
from digital_skills_events.occurrences import Occurrence, with_details
from digital_skills_events.rhythm_words import rhythm_in_words
from pages.snippets.location import LocationData, LocationsSerializer
from pages.snippets.practice import PracticeData, PracticesSerializer

__all__ = ["EventOccurrence", "event_occurrences"]


class EventOccurrence(PageCard):
    """One time that an event takes place, with what a list says of it. ``id`` is the event’s, whose other times have
    it as well. ``starts`` and ``ends`` are ISO 8601 with the offset that holds at the place then, ``time_zone`` is the
    name of its time zone. ``repeats`` says in words how the event comes round, and is empty when it does not.
    """

    kind: EventKind
    status: EventStatus
    status_note: str
    starts: str
    ends: str
    time_zone: str
    repeats: str
    attendance: Attendance
    locations: list[LocationData]
    practices: list[PracticeData]


def event_occurrences(occurrences: Iterable[Occurrence]) -> list[EventOccurrence]:
    """The public form of each; those whose page is not public are left out."""
    shown = (_represented(each) for each in with_details(occurrences, {"locations", "practices"}))
    return [each for each in shown if each is not None]


def _represented(occurrence: Occurrence) -> EventOccurrence | None:
    event = occurrence.event
    card = page_card(event)
    if card is None:
        return None
    return EventOccurrence(
        **card,
        kind=EventKind(event.kind),
        status=EventStatus(event.status),
        status_note=event.status_note,
        starts=occurrence.starts.isoformat(),
        ends=occurrence.ends.isoformat(),
        time_zone=event.time_zone,
        repeats=rhythm_in_words(event.start_date, event.rhythm),
        attendance=Attendance(event.attendance),
        locations=LocationsSerializer().to_representation(event.locations),
        practices=PracticesSerializer().to_representation(event.practices),
    )
