"""Events: workshops, meet-ups, guest talks and pop-ups, their list, their calendars and their block.

::

    event_page.py, event_index_page.py    the page types; speakers.py and left_out_dates.py are lists of an event
    recurrence.py, wall_clock.py          when an event takes place: pure, no database
    occurrences.py                        what takes place, of many events: asked by all that follow
    representations.py, serializers.py    how events look in the API
    upcoming_block.py                     the block “Upcoming events”
    listing.py                            the list that an events index shows
    api.py                                /api/v3/events/
    calendars.py, calendar_views.py       iCalendar
    structured_data.py                    schema.org
    hooks.py                              what the CMS is told of all this
"""

from cms.plugins import Plugin
from digital_skills_events.settings import EventsSettings
from digital_skills_events.version import VERSION

__all__ = ["plugin"]

plugin = Plugin(
    name="events",
    version=VERSION,
    cms=">=0.1,<0.2",
    title="Events",
    description="Workshops, meet-ups, guest talks and pop-ups: pages, lists, a block, calendars and an API.",
    apps=("digital_skills_events",),
    hooks=("digital_skills_events.hooks",),
    settings=EventsSettings,
    maintainers=("The Digital Skills CMS team",),
    documentation="README.md of the package",
)
