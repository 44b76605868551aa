"""The API of version 3: one OpenAPI document of Wagtail's routers, ours and plugins'. Included by ``cms.api.urls``.

An instance of our own instead of Wagtail's, because some of Wagtail's routers show private content and cannot be taken
off theirs. The namespace is Wagtail's: its schemas build their links with it.
"""

from typing import Any

from ninja import NinjaAPI
from wagtail.api.v3.errors import register_exception_handlers

from cms import __version__
from cms.api.v3.access import document_access, register_scope_problems
from cms.api.v3.body_faults import misfit, register_body_faults
from cms.api.v3.bounds import BoundedParser, bounded, register_refusals
from cms.api.v3.changes import register_changes_gone
from cms.api.v3.guard import guarded
from cms.api.v3.openapi_document import SharedSchemas, served_once
from cms.api.v3.preconditions import document_preconditions, matching, register_changed_since, with_new_etag
from cms.api.v3.private_pages import register_private_pages
from cms.api.v3.problem_responses import document_problems
from cms.api.v3.query_faults import told_by_name
from cms.api.v3.routers import declared_routers
from cms.api.v3.writing.contents import reading_contents

__all__ = ["api"]


class PublicAPI(NinjaAPI):
    """Ninja's, with what each operation needs and the problems that it may answer with in its document, and with
    parameters and fields called by their names where they are refused.
    """

    def validation_error_from_error_contexts(self, error_contexts: Any) -> Any:
        """Called by Ninja."""
        told = told_by_name(super().validation_error_from_error_contexts(error_contexts), error_contexts)
        return misfit(told, error_contexts)

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
register_body_faults(api)
api.add_decorator(reading_contents, mode="view")
api.add_decorator(bounded, mode="view")
api.add_decorator(matching, mode="operation")
api.add_decorator(guarded, mode="operation")

for mounted_at, mounted in declared_routers():
    api.add_router(mounted_at, mounted)
