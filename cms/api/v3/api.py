"""The API of version 3: one OpenAPI document of Wagtail's routers and ours. Included by ``cms.api.urls``.

An instance of our own instead of Wagtail's, because some of Wagtail's routers show private content and cannot be taken
off theirs. The namespace is Wagtail's: its schemas build their links with it.
"""

from typing import Any

from ninja import NinjaAPI
from wagtail.api.v3.errors import register_exception_handlers
from wagtail.api.v3.routers.whoami import router as whoami_router
from wagtail.snippets.api.v3.router import router as snippets_router

from cms import __version__
from cms.api.v3.access import (
    READS_DRAFTS,
    REVIEWS,
    WITH_TOKEN,
    WRITES,
    document_access,
    register_scope_problems,
    with_access,
)
from cms.api.v3.block_schemas import router as block_schemas_router
from cms.api.v3.bounds import BoundedParser, bounded, register_refusals
from cms.api.v3.changes import register_changes_gone
from cms.api.v3.changes import router as changes_router
from cms.api.v3.documents import router as documents_router
from cms.api.v3.forms import router as forms_router
from cms.api.v3.guard import guarded
from cms.api.v3.images import router as images_router
from cms.api.v3.navigation import router as navigation_router
from cms.api.v3.openapi_document import SharedSchemas, served_once
from cms.api.v3.pages import router as pages_router
from cms.api.v3.preconditions import document_preconditions, matching, register_changed_since, with_new_etag
from cms.api.v3.private_pages import register_private_pages
from cms.api.v3.problem_responses import document_problems
from cms.api.v3.redirects import router as redirects_router
from cms.api.v3.resolve import router as resolve_router
from cms.api.v3.settings import router as settings_router
from cms.api.v3.sites import router as sites_router
from cms.api.v3.type_schemas import router as type_schemas_router

__all__ = ["api"]


class PublicAPI(NinjaAPI):
    """Ninja's, with what each operation needs and the problems that it may answer with in its document."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:
        """The OpenAPI document."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        document = SharedSchemas(self, prefix)
        views = (view for router in self._get_bound_routers() for view in router.path_operations.values())
        operations = [operation for view in views for operation in view.operations]
        return document_problems(document_preconditions(document_access(document, operations)))


api = PublicAPI(
    title="Digital Skills CMS",
    version=__version__,
    description="Content of the site, as structure. Public content needs no sign-in; the rest needs an API token.",
    urls_namespace="wagtailapi_v3",
    openapi_url="/openapi.json",
    docs_url=None,  # the page of Ninja loads its script from another company's server
    docs_decorator=served_once,
    parser=BoundedParser(),
)
register_exception_handlers(api)
register_refusals(api)
register_scope_problems(api)
register_private_pages(api)
register_changed_since(api)
api.add_decorator(with_new_etag, mode="view")
register_changes_gone(api)
api.add_decorator(bounded, mode="view")
api.add_decorator(matching, mode="operation")
api.add_decorator(guarded, mode="operation")

#: What Wagtail's own operations need.
ACCESS = {
    "snippets_list": READS_DRAFTS,
    "snippets_detail": READS_DRAFTS,
    "snippets_create": WRITES,
    "snippets_update": WRITES,
    "snippets_delete": WRITES,
    "snippets_revisions_list": READS_DRAFTS,
    "snippets_revisions_detail": READS_DRAFTS,
    "snippets_actions_delete": WRITES,
    "snippets_actions_publish": REVIEWS,
    "snippets_actions_unpublish": REVIEWS,
    "snippets_actions_revert": WRITES,
    "snippets_actions_copy_for_translation": WRITES,
    "whoami": WITH_TOKEN,
}
PUBLISHING = frozenset({"snippets_create", "snippets_update"})

ROUTERS: dict[str, Any] = {
    "/pages/": pages_router,
    "/images/": images_router,
    "/documents/": documents_router,
    "/redirects/": redirects_router,
    "/forms/": forms_router,
    "/snippets/": with_access(snippets_router, ACCESS, PUBLISHING),
    "/sites/": sites_router,
    "/resolve/": resolve_router,
    "/navigation/": navigation_router,
    "/settings/": settings_router,
    "/changes/": changes_router,
    "/schema/blocks/": block_schemas_router,  # before the next one, which takes any name for a content type
    "/schema/": type_schemas_router,
    "/": with_access(whoami_router, ACCESS),
}
for prefix, router in ROUTERS.items():
    api.add_router(prefix, router)
