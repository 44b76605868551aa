"""Table of contents of this app's models. The models themselves live one per file beside this one."""

from digital_skills_events.event_index_page import EventIndexPage
from digital_skills_events.event_page import EventPage
from digital_skills_events.left_out_dates import LeftOutDate
from digital_skills_events.speakers import EventSpeaker

__all__ = ["EventIndexPage", "EventPage", "EventSpeaker", "LeftOutDate"]
