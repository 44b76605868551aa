"""``/sitemap.xml``: Wagtail's list of the public pages of the site that is asked. Mounted by ``home.plugin``."""

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.sitemaps.views import sitemap as wagtails_sitemap
from wagtail.models import Site

__all__ = ["sitemap"]


def sitemap(request: HttpRequest) -> HttpResponse:
    """The list. 404 where no site answers the host, of which Wagtail's view makes a server error."""
    if Site.find_for_request(request) is None:
        raise Http404("No site answers this host.")
    answer: HttpResponse = wagtails_sitemap(request)
    return answer
