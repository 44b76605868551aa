"""Declares which answers of the built-in API are stored, through the hook that every plugin uses."""

from collections.abc import Iterable

from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from cms.hookspecs import StoredKind, hookimpl

__all__ = ["stored_kinds"]

OF_A_SITE = frozenset({"site", "rich_text_format"})
OF_A_DETAIL = frozenset({"fields"})
OF_A_LIST = frozenset({"fields", "limit", "offset", "order", "locale"})
OF_PAGES = OF_A_LIST | {
    "type",
    "child_of",
    "descendant_of",
    "ancestor_of",
    "audience",
    "location",
    "practice",
    "status",
    "show_in_menus",
    "slug",
}
API = r"/api/v[23]/"
LABEL = r"\w+\.\w+"


@hookimpl
def stored_kinds() -> Iterable[StoredKind]:
    """Pages, what is at a path, menus, settings, sites, redirects, images, documents and snippets, and the lists
    of them.

    Not what is searched for, not windows by cursor, not what is ordered at random.
    """
    filtered_by = tuple(get_snippet_models())
    image, document = get_image_model(), get_document_model()
    yield StoredKind(rf"{API}pages/\d+/", OF_A_SITE, OF_A_DETAIL)
    yield StoredKind(r"/api/v3/resolve/", OF_A_SITE | {"path"}, OF_A_DETAIL)
    yield StoredKind(r"/api/v3/navigation/", OF_A_SITE)
    yield StoredKind(r"/api/v3/settings/", OF_A_SITE)
    yield StoredKind(r"/api/v3/sites/(?:\d+/)?", further_parameters=OF_A_LIST)
    yield StoredKind(r"/api/v3/pages/", OF_A_SITE, OF_PAGES, depends_on=filtered_by)
    yield StoredKind(r"/api/v2/pages/", OF_A_SITE, OF_PAGES, depends_on=(Page, *filtered_by))
    yield StoredKind(rf"{API}redirects/", OF_A_SITE, OF_A_LIST, depends_on=(Redirect, Page))
    yield StoredKind(rf"{API}redirects/\d+/", OF_A_SITE, OF_A_DETAIL)
    yield StoredKind(rf"{API}images/", frozenset(), OF_A_LIST, depends_on=(image,))
    yield StoredKind(rf"{API}images/\d+/", frozenset(), OF_A_DETAIL)
    yield StoredKind(rf"{API}documents/", frozenset(), OF_A_LIST, depends_on=(document,))
    yield StoredKind(rf"{API}documents/\d+/", frozenset(), OF_A_DETAIL)
    yield StoredKind(rf"/api/v3/snippets/{LABEL}/", frozenset(), OF_A_LIST, depends_on=filtered_by)
    yield StoredKind(rf"/api/v3/snippets/{LABEL}/\d+/", frozenset(), OF_A_DETAIL)
