"""Where the API takes submissions. Asked by form pages."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from wagtail.models import Site

__all__ = ["submit_url"]

PORTS = {"http": 80, "https": 443}


def submit_url(page: Any) -> str:
    """The absolute URL for submissions of ``page``; it names the page's site where there are several."""
    url = f"{settings.WAGTAILAPI_BASE_URL}{reverse('wagtailapi_v3:submit_form', args=[page.pk])}"
    place = page.get_url_parts() if len(Site.get_site_root_paths()) > 1 else None
    if place is None or not place[1]:
        return url
    root = urlsplit(place[1])
    site = f"{root.hostname}:{root.port or PORTS[root.scheme]}"
    return f"{url}?{urlencode({'site': site}, safe=':')}"
