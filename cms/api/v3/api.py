"""The API of version 3: one OpenAPI document of Wagtail's routers and ours. Included by ``cms.api.urls``.

An instance of our own instead of Wagtail's, because some of Wagtail's routers show private content and cannot be taken
off theirs. The namespace is Wagtail's: its schemas build their links with it.
"""

from typing import Any

from ninja import NinjaAPI
from wagtail.api.v3.errors import register_exception_handlers
from wagtail.api.v3.routers.schema import router as schema_router
from wagtail.api.v3.routers.sites import router as sites_router
from wagtail.api.v3.routers.whoami import router as whoami_router
from wagtail.snippets.api.v3.router import router as snippets_router

from cms import __version__
from cms.api.v3.bounds import bounded
from cms.api.v3.documents import router as documents_router
from cms.api.v3.images import router as images_router
from cms.api.v3.pages import router as pages_router
from cms.api.v3.redirects import router as redirects_router

__all__ = ["api"]

api = NinjaAPI(
    title="Digital Skills CMS",
    version=__version__,
    description="Content of the site, as structure. Public content needs no sign-in; the rest needs an API token.",
    urls_namespace="wagtailapi_v3",
    openapi_url="/openapi.json",
    docs_url=None,  # the page of Ninja loads its script from another company's server
)
register_exception_handlers(api)
api.add_decorator(bounded, mode="view")

ROUTERS: dict[str, Any] = {
    "/pages/": pages_router,
    "/images/": images_router,
    "/documents/": documents_router,
    "/redirects/": redirects_router,
    "/snippets/": snippets_router,
    "/sites/": sites_router,
    "/schema/": schema_router,
    "/": whoami_router,
}
for prefix, router in ROUTERS.items():
    api.add_router(prefix, router)
