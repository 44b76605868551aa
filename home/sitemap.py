"""``/sitemap.xml``: the public pages of the site that is asked, and where they are many, an index of lists of them.

Mounted by ``home.plugin``.
"""

from datetime import datetime

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps.views import index
from wagtail.contrib.sitemaps.views import sitemap as wagtails_sitemap
from wagtail.models import Site

__all__ = ["LIST", "sitemap"]

#: The name of the address of one list, which ends with ``?p=2`` for the second.
LIST = "sitemap_list"


class PublicPages(Sitemap):
    """Wagtail's list, of fewer pages at once: the format allows 50,000, which take seconds to read."""

    limit = 2_000

    def get_latest_lastmod(self) -> datetime | None:
        """When the last of the pages was published. Django reads every page for it."""
        latest: datetime | None = self.items().aggregate(latest=Max("last_published_at"))["latest"]
        return latest


def sitemap(request: HttpRequest, section: str | None = None) -> HttpResponse:
    """One list, or the index of them. 404 where no site answers the host: Wagtail's view makes that a server error."""
    if Site.find_for_request(request) is None:
        raise Http404("No site answers this host.")
    lists = {"pages": PublicPages(request)}
    if section is None and lists["pages"].paginator.num_pages > 1:
        overview: HttpResponse = index(request, lists, sitemap_url_name=LIST)
        return overview
    answer: HttpResponse = wagtails_sitemap(request, lists)
    return answer
