"""Makes the redirects from where pages were to where they are, and tells the ledger. Called by the receivers."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_dummy_request
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

from blocks.addresses import address_scope, site_roots
from cms.ledger.changes import Action
from cms.ledger.head import writing
from cms.ledger.objects import record_objects

__all__ = ["leave_redirects"]

BATCH = 500
LONGEST_PATH = Redirect._meta.get_field("old_path").max_length or 0  # characters that a redirect can hold


@dataclass(frozen=True, slots=True)
class _Left:
    """An address that a page left: a path of a site, for one of the page's own routes."""

    site_id: int
    path: str
    page_id: int
    route: str


def leave_redirects(page: Page, url_path_before: str, url_path_after: str) -> None:
    """Lead on from where ``page`` and the live pages below it were. Those below may have either path in the database.

    What was never published had no address to keep. A redirect that a person made stays as it is.
    """
    with writing():
        with address_scope(anew=True):
            roots = site_roots()
        sites = [(site, _request_of(site, roots)) for site in Site.objects.exclude(root_page=page.pk)]
        left = [
            one
            for moved in _pages(page, url_path_before, url_path_after)
            for site, request in sites
            for one in _left(moved, site, request, url_path_before, url_path_after)
        ]
        for first in range(0, len(left), BATCH):
            _keep(left[first : first + BATCH])


def _request_of(site: Site, roots: list[SiteRootPath]) -> HttpRequest:
    """A request of ``site`` that knows the ``roots``: Wagtail's cache may miss what another process has changed."""
    request = get_dummy_request(site=site)
    request._wagtail_cached_site_root_paths = roots
    return request


def _pages(page: Page, before: str, after: str) -> Iterator[Page]:
    """The pages that have left an address, each with the address that it has now."""
    specific = page.specific
    if page.live or page.first_published_at is not None:
        moved = copy(specific)
        moved.url_path = after
        yield moved
    below = Page.objects.filter(path__startswith=page.path, depth__gt=page.depth).live()
    for moved in below.defer_streamfields().specific().iterator(chunk_size=BATCH):
        if not moved.url_path.startswith(after):
            moved.url_path = after + moved.url_path.removeprefix(before)
        yield moved


def _left(page: Page, site: Site, request: HttpRequest, before: str, after: str) -> Iterator[_Left]:
    earlier = copy(page)
    earlier.url_path = before + page.url_path.removeprefix(after)
    earlier.slug = earlier.url_path.rstrip("/").rpartition("/")[2]
    old, new = _path(earlier, site, request), _path(page, site, request)
    if old is None or new is None or old == new:
        return
    for route in page.get_route_paths():
        route = Redirect.normalise_page_route_path(route)
        path = Redirect.normalise_path(old.rstrip("/") + (route or "/"))
        if len(path) <= LONGEST_PATH:
            yield _Left(site_id=site.pk, path=path, page_id=page.pk, route=route)


def _path(page: Page, site: Site, request: HttpRequest) -> str | None:
    """The path of ``page`` on ``site``, unless it stands on none or on another one."""
    parts = page.get_url_parts(request)
    return parts[2] if parts is not None and parts[0] == site.pk else None


def _keep(left: Sequence[_Left]) -> None:
    wanted = {(one.site_id, one.path): one for one in left}
    paths = [one.path for one in wanted.values()]
    taken: dict[Any, Redirect] = {}
    for redirect in Redirect.objects.filter(old_path__in=paths):
        taken[redirect.site_id, redirect.old_path] = redirect
    followed = [redirect for key, redirect in taken.items() if key in wanted and redirect.automatically_created]
    for redirect in followed:
        one = wanted[redirect.site_id, redirect.old_path]
        redirect.redirect_page_id = one.page_id
        redirect.redirect_page_route_path = one.route
    Redirect.objects.bulk_update(followed, ["redirect_page", "redirect_page_route_path"])
    last = Redirect.objects.aggregate(last=Max("pk"))["last"] or 0
    Redirect.objects.bulk_create(
        Redirect(
            site_id=one.site_id,
            old_path=one.path,
            redirect_page_id=one.page_id,
            redirect_page_route_path=one.route,
            automatically_created=True,
        )
        for key, one in wanted.items()
        if key not in taken
    )
    record_objects(Action.CHANGED, [*followed, *Redirect.objects.filter(pk__gt=last)])
