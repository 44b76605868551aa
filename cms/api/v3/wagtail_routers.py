"""Routers of Wagtail's that are served as they are, with what each operation needs.

Registered by ``cms.api.plugin``.
"""

from typing import Any

from wagtail.api.v3.routers.whoami import router as whoami_router
from wagtail.snippets.api.v3.router import router as snippets_router

from cms.api.v3.access import READS_DRAFTS, REVIEWS, WITH_TOKEN, WRITES, with_access

__all__ = ["snippets", "whoami"]

#: What Wagtail's own operations need.
ACCESS: dict[str, Any] = {
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

snippets = with_access(snippets_router, ACCESS, PUBLISHING)
whoami = with_access(whoami_router, ACCESS)
