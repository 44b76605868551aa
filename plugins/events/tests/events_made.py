"""Makes what the tests need: sites, events, entries of the directory."""

import datetime
from typing import Any

from wagtail.models import Page, Site

from digital_skills_events.models import EventIndexPage, EventPage
from home.models import HomePage
from pages.models import Location, Practice

__all__ = ["add_event", "add_index", "add_location", "add_practice", "home_page", "other_site"]

TUESDAY = datetime.date(2030, 3, 5)


def home_page() -> Page:
    """The home page of the default site."""
    return Site.objects.get(is_default_site=True).root_page.specific


def other_site(hostname: str = "two.example.org") -> Site:
    """A site beside the default one."""
    root = Page.get_first_root_node().add_child(instance=HomePage(title="Two", slug="two"))
    return Site.objects.create(hostname=hostname, port=80, root_page=root)


def event(**values: Any) -> EventPage:
    """An event that is not saved: an evening in Sydney, where nobody says otherwise."""
    usual = {
        "title": "Show your work",
        "start_date": TUESDAY,
        "start_time": datetime.time(18),
        "end_time": datetime.time(20),
        "time_zone": "Australia/Sydney",
    }
    return EventPage(**{**usual, **values})


def add_event(parent: Page | None = None, **values: Any) -> EventPage:
    """An event below ``parent``, else below the home page. Lists and relations are given as lists."""
    parent = Page.objects.get(pk=(parent or home_page()).pk)
    page: EventPage = parent.add_child(instance=event(**values))
    return page


def add_index(parent: Page | None = None, **values: Any) -> EventIndexPage:
    """An events index below ``parent``, else below the home page."""
    parent = Page.objects.get(pk=(parent or home_page()).pk)
    page: EventIndexPage = parent.add_child(instance=EventIndexPage(**{"title": "Events", **values}))
    return page


def add_practice(name: str = "User research") -> Practice:
    """An entry of the directory."""
    return Practice.objects.create(name=name)


def add_location(name: str = "Sydney office") -> Location:
    """An entry of the directory."""
    return Location.objects.create(name=name, address="1 Example Street\nSydney", region="NSW")
