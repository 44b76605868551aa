"""Which pages stand at a path of a site and above it, read with one query however deep the path is.

Wagtail's own routing asks once for each part of the path. Called by ``cms.api.v3.resolve``.
"""

from typing import NamedTuple
from urllib.parse import unquote

from wagtail.models import Page, Site

from blocks.references import PageReference, page_reference
from cms.api.public import pages_of

__all__ = ["PathInSite", "pages_on_path"]

DEEPEST = 64  # the page tree has no more levels


class PathInSite(NamedTuple):
    """``page`` is the page at the path, public or not; ``above`` are the pages above it, the closest one first."""

    page: Page | None
    above: list[Page]

    @property
    def nearest(self) -> PageReference | None:
        """The closest public page above."""
        return next(filter(None, map(page_reference, self.above)), None)


def pages_on_path(site: Site, path: str) -> PathInSite:
    """What is at ``path``, an address within ``site``: percent-encoded or not, with or without a slash at its end. Its
    query string is passed over.
    """
    segments = _segments(path)
    slugs: list[str] = []
    for segment in segments[:DEEPEST]:
        slug = unquote(segment)
        if not slug or "/" in slug or "\x00" in slug:
            break
        slugs.append(slug)
    root = site.root_page
    url_paths = [root.url_path]
    for slug in slugs:
        url_paths.append(f"{url_paths[-1]}{slug}/")
    found = {root.url_path: root}
    if slugs:
        below = Page.objects.filter(pages_of(site), slug__in=slugs, url_path__in=url_paths[1:])
        found |= {page.url_path: page for page in below}
    is_whole = len(slugs) == len(segments)
    above = [found[url_path] for url_path in reversed(url_paths[:-1] if is_whole else url_paths) if url_path in found]
    return PathInSite(found.get(url_paths[-1]) if is_whole else None, above)


def _segments(path: str) -> list[str]:
    """The parts of a path, still encoded; none for the root. Two slashes in a row make an empty one."""
    path = path.strip().partition("#")[0].partition("?")[0]
    segments = path.removeprefix("/").split("/")
    return segments[:-1] if segments[-1] == "" else segments
