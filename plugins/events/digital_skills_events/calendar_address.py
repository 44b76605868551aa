"""Where the calendar of an event, or of a site, is: the address that people give to their calendar program."""

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page, Site

from blocks.addresses import known_sites, page_address
from pages.serializers import PublicField

__all__ = ["CalendarAddressSerializer", "event_calendar_address", "site_calendar_address"]


class CalendarAddressSerializer(PublicField):
    """The address of an event’s calendar; ``null`` where the event belongs to no site."""

    def to_representation(self, value: Page) -> str | None:
        """``value`` is the event."""
        return event_calendar_address(value)


def event_calendar_address(event: Page) -> str | None:
    """The absolute address of the calendar that holds ``event`` alone."""
    site = _site_of(event)
    return _address(reverse("events_event_calendar", args=[event.pk]), site) if site else None


def site_calendar_address(page: Page) -> str | None:
    """That of the calendar of all events on the site of ``page``."""
    site = _site_of(page)
    return _address(reverse("events_calendar"), site) if site else None


def _site_of(page: Page) -> Site | None:
    address = page_address(page)
    return next((site for site in known_sites() if address and site.pk == address.site_id), None)


def _address(path: str, site: Site) -> str:
    """With the site, since the API may be on a host that is none of a site’s."""
    return f"{settings.WAGTAILAPI_BASE_URL.rstrip('/')}{path}?site={site.hostname}:{site.port}"
