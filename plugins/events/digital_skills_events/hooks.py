"""What the CMS is told of events, through its hooks."""

from collections.abc import Iterable

from cms.hookspecs import PagePlacement, hookimpl

__all__ = ["page_placements"]

EVENT = "events.EventPage"
EVENTS = "events.EventIndexPage"
HOME = "home.HomePage"
INDEX = "pages.IndexPage"


@hookimpl
def page_placements() -> Iterable[PagePlacement]:
    """Events stand where there are any; an event has pages and a form of its own."""
    yield PagePlacement(EVENTS, under=(HOME, INDEX, "pages.ProgramPage", "pages.CommunityPage"))
    yield PagePlacement(EVENT, under=(HOME, INDEX, EVENTS, "pages.ProgramPage", "pages.CommunityPage"))
    yield PagePlacement("pages.ContentPage", under=(EVENT,))
    yield PagePlacement("pages.FormPage", under=(EVENT,))
