"""Which site an operation of version 3 is asked about. Named by the routers of what each site has of its own."""

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja.errors import HttpError
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema
from wagtail.models import Site

from cms.api.public import requested_site

__all__ = ["SiteName", "asked_site", "needed_site"]

LONGEST_NAME = 260  # the longest host name and a port

SiteName = Annotated[
    str | SkipJsonSchema[None],
    Field(
        max_length=LONGEST_NAME,
        description="Host name of a site, with its port where sites share one; without it, the site of the request.",
    ),
]


def asked_site(request: HttpRequest) -> Site | None:
    """The requested site, ``None`` where no site answers the request's host.

    Refuses a name that fits several sites with status 400, one that fits none with 404.
    """
    try:
        return requested_site(request)
    except ValueError as error:
        raise HttpError(400, str(error)) from error


def needed_site(request: HttpRequest) -> Site:
    """The requested site; 404 where there is none."""
    site = asked_site(request)
    if site is None:
        raise Http404("No site answers this host. Name one with site=.")
    return site
