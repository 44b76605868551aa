"""The settings of this plugin, ``CMS_EVENTS_…``. Read with ``plugin_settings(EventsSettings)``."""

from pydantic import Field

from cms.plugins import PluginSettings

__all__ = ["EventsSettings"]


class EventsSettings(PluginSettings):
    """Bounds. All have defaults, so none has to be set."""

    most_occurrences: int = Field(
        default=200, ge=1, le=1000, description="How often one event can take place; editors are told when it is more."
    )
    calendar_past_days: int = Field(
        default=90, ge=0, le=3650, description="For how many days calendars keep events that are over."
    )
    calendar_most_events: int = Field(
        default=1000,
        ge=1,
        le=10000,
        description="How many events a calendar holds; those that are over longest go first.",
    )
