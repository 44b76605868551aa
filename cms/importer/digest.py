"""Digests that say whether two states of content are the same. Used by ``plan.py`` and ``write.py``."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page

__all__ = ["digest_of_page", "digest_of_values"]

# What changes when a page is published, moved, locked or saved again, without its content changing.
_NOT_CONTENT = {
    "alias_of",
    "depth",
    "draft_title",
    "expired",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "path",
    "url_path",
    "wagtail_admin_comments",
}


def digest_of_values(values: dict[str, Any]) -> str:
    """SHA-256 of values as JSON; the order of keys does not count."""
    text = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_page(page: Page) -> str:
    """Digest of everything that a person could have edited in the page's latest revision."""
    latest = page.get_latest_revision_as_object()
    data = {key: value for key, value in latest.serializable_data().items() if key not in _NOT_CONTENT}
    for field in latest._meta.concrete_fields:
        if isinstance(field, StreamField) and isinstance(data.get(field.name), str):
            # Databases store it as JSON and may give its keys back in another order.
            data[field.name] = json.loads(data[field.name])
    return digest_of_values(data)
