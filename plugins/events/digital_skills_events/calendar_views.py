"""``/api/calendars/…``: the calendars that people subscribe to. They stand under ``/api/`` because they are served
where the API is, read no cookies, and are stored and revalidated like its answers.

::

    /api/calendars/events.ics                        everything on a site
    /api/calendars/practices/user-research.ics       what is about a practice
    /api/calendars/events/12.ics                     one event, however long ago
"""

import datetime
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from blocks.dependencies import depends_on_every
from cms.api.problems import problem_response
from cms.api.public import requested_site, site_pages
from cms.plugins import plugin_settings
from digital_skills_events.calendars import calendar_of
from digital_skills_events.event_page import EventPage
from digital_skills_events.settings import EventsSettings
from digital_skills_events.today import today
from pages.models import Practice

__all__ = ["urlpatterns"]

CONTENT_TYPE = "text/calendar; charset=utf-8"
LARGEST_KEY = 2**63 - 1  # more is no number to a database
READ = ("locations", "practices", "left_out_dates")


def of_a_site(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """``view`` with the site that is asked for as its second argument. Refuses unknown parameters, as the API does."""

    @require_safe
    @wraps(view)
    def wrapper(request: HttpRequest, **arguments: Any) -> HttpResponse:
        if unknown := sorted(request.GET.keys() - {"site"}):
            return problem_response(HTTPStatus.BAD_REQUEST, f"'{unknown[0]}' is not a parameter of this address")
        try:
            site = requested_site(request)
        except ValueError as error:
            return problem_response(HTTPStatus.BAD_REQUEST, str(error))
        if site is None:
            raise Http404("No site answers this host. Name one with site=.")
        return view(request, site, **arguments)

    return wrapper


@of_a_site
def site_calendar(request: HttpRequest, site: Site) -> HttpResponse:
    """All events of a site."""
    return _answer(_recent(request), _("Events of %(site)s") % {"site": site.site_name or site.hostname}, "events")


@of_a_site
def practice_calendar(request: HttpRequest, site: Site, slug: str) -> HttpResponse:
    """The events of a site that are about a practice."""
    practice = get_object_or_404(Practice, slug=slug)
    return _answer(_recent(request).filter(practices=practice), _("Events: %(name)s") % {"name": practice}, slug)


@of_a_site
def event_calendar(request: HttpRequest, site: Site, key: int) -> HttpResponse:
    """One event."""
    if key > LARGEST_KEY:
        raise Http404("There is no such event.")
    event = get_object_or_404(site_pages(request, EventPage).prefetch_related(*READ), pk=key)
    return _answer([event], event.title, event.slug)


def _recent(request: HttpRequest) -> Any:
    """What is not over for long, the latest kept where there are too many."""
    settings = plugin_settings(EventsSettings)
    depends_on_every(EventPage)
    since = today() - datetime.timedelta(days=settings.calendar_past_days)
    events = site_pages(request, EventPage).filter(last_date__gte=since)
    kept = events.order_by("-last_date", "-pk").values_list("pk", flat=True)[: settings.calendar_most_events]
    return (
        EventPage.objects.filter(pk__in=list(kept))
        .defer_streamfields()
        .prefetch_related(*READ)
        .order_by("start_date", "start_time", "pk")
    )


def _answer(events: Any, name: str, file_name: str) -> HttpResponse:
    response = HttpResponse(calendar_of(events, name), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{get_valid_filename(file_name)}.ics"'
    return response


urlpatterns = [
    path("events.ics", site_calendar, name="events_calendar"),
    path("practices/<slug:slug>.ics", practice_calendar, name="events_practice_calendar"),
    path("events/<int:key>.ics", event_calendar, name="events_event_calendar"),
]
