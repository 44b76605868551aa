"""Registers the built-in routers of version 3, through the hook that every plugin uses."""

from collections.abc import Iterable

from cms.hookspecs import ApiRouter, hookimpl

__all__ = ["api_routers"]

#: Imported when they are mounted: by then, every model has its schema.
ROUTERS = {
    "/pages/": "cms.api.v3.pages.router",
    "/images/": "cms.api.v3.images.router",
    "/documents/": "cms.api.v3.documents.router",
    "/redirects/": "cms.api.v3.redirects.router",
    "/forms/": "cms.api.v3.forms.router",
    "/snippets/": "cms.api.v3.snippets.router",
    "/sites/": "cms.api.v3.sites.router",
    "/resolve/": "cms.api.v3.resolve.router",
    "/navigation/": "cms.api.v3.navigation.router",
    "/settings/": "cms.api.v3.settings.router",
    "/preview/": "cms.api.v3.preview.router",
    "/changes/": "cms.api.v3.changes.router",
    "/schema/blocks/": "cms.api.v3.block_schemas.router",  # before the next, which takes any name for a content type
    "/schema/": "cms.api.v3.type_schemas.router",
    "/": "cms.api.v3.wagtail_routers.whoami",
}


@hookimpl
def api_routers() -> Iterable[ApiRouter]:
    """The built-in routers."""
    for prefix, router in ROUTERS.items():
        yield ApiRouter(prefix, router)
