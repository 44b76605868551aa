"""Reads what all the rich text of some bodies links to and shows, at once instead of text by text.

Called by ``blocks.stream`` before a body is shown, within the ``visibility_scope`` in which it is shown. Bodies are
looked at as they are stored, so that no block needs to be built for it, and a plugin's rich text counts as well.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from blocks.renditions import read_renditions
from blocks.visibility import objects_by_id

__all__ = ["read_link_targets"]

_TAG = re.compile(r"<(?:a|embed)\b([^>]*)>")
_ID = re.compile(r' id="([0-9]{1,18})"')


def read_link_targets(stored: Any) -> None:
    """Read the pages, documents and images that the links and embeds of rich text within ``stored`` name."""
    tags = [tag for text in _texts(stored) if 'type="' in text for tag in _TAG.findall(text)]
    objects_by_id(Page, _ids(tags, 'linktype="page"'))
    objects_by_id(get_document_model(), _ids(tags, 'linktype="document"'))
    images = objects_by_id(get_image_model(), _ids(tags, 'embedtype="image"'))
    read_renditions([image for image in images.values() if not hasattr(image, "known_renditions")])


def _texts(stored: Any) -> Iterator[str]:
    """Every text within ``stored``, whatever block holds it."""
    if isinstance(stored, str):
        yield stored
    elif isinstance(stored, Mapping):
        for value in stored.values():
            yield from _texts(value)
    elif isinstance(stored, Sequence):
        for value in stored:
            yield from _texts(value)


def _ids(tags: Iterable[str], kind: str) -> set[int]:
    return {int(pk) for tag in tags if kind in tag for pk in _ID.findall(tag)}
