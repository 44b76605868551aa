"""The site that answers a host, by Wagtail's rule, among sites that were read already. Called by ``cms.api.public``.

Wagtail's own ``Site.find_for_request`` asks the database for each request, with a query that costs as much as a page.
"""

from collections.abc import Sequence

from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site

__all__ = ["site_of_host"]


def site_of_host(request: HttpRequest, sites: Sequence[Site]) -> Site | None:
    """The one of ``sites`` (all there are) with the host name and port of ``request``; else the default site, unless
    just one other has the name. ``None`` where that leaves none.
    """
    name = split_domain_port(request._get_raw_host())[0]  # type: ignore[attr-defined]  # as Wagtail: any host is asked
    port = request.get_port()
    named = [site for site in sites if site.hostname == name]
    default = next((site for site in sites if site.is_default_site), None)
    exact = next((site for site in named if str(site.port) == port), None)
    if exact is not None:
        return exact
    if default in named or not named:
        return default
    return named[0] if len(named) == 1 else default
