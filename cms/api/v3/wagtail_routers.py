"""Routers of Wagtail's that are served as they are, with what each operation needs.

Registered by ``cms.api.plugin``.
"""

from wagtail.api.v3.routers.whoami import router as whoami_router

from cms.api.v3.access import WITH_TOKEN, with_access

__all__ = ["whoami"]

whoami = with_access(whoami_router, {"whoami": WITH_TOKEN})
