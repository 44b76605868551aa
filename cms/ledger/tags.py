"""Names of what can become stale: one for each object, and one for each set of objects.

A change emits the name of its object and those of the sets that it belongs to. A stored response carries the names of
the objects that it shows and of the sets that it lists. Called by the receivers here and by ``cms.delivery``.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, get_page_models

from cms.plugins.missing.pages import is_of_missing_type

__all__ = [
    "EVERYTHING",
    "PAGE",
    "every_page_tag",
    "hidden_key",
    "object_tag",
    "object_tags",
    "page_set_tags",
    "set_tag",
]

#: Carried by every stored response.
EVERYTHING = "everything"
#: Begins the name of a page.
PAGE = "page-"


def object_tag(model: type[Model], key: Any) -> str:
    """The name of one object: ``"page-12"``, ``"image-3"``, ``"document-4"``, else ``"pages.practice-5"``."""
    return f"{_names(model)[0]}-{key}"


def set_tag(model: type[Model]) -> str:
    """The name of all objects of ``model``: ``"pages"``, ``"images"``, ``"documents"``, else ``"pages.practice"``;
    of a page type ``"pages.programpage"``.
    """
    if issubclass(model, Page) and model is not Page:
        return str(model._meta.label_lower)
    return _names(model)[1]


def object_tags(instance: Model) -> frozenset[str]:
    """What a change of ``instance`` makes stale: what shows it, and what lists objects like it."""
    model = type(instance)
    sets = _sets_of(instance) if isinstance(instance, Page) else {set_tag(model)}
    return frozenset({object_tag(model, instance.pk), *sets})


def page_set_tags(page_types: Iterable[type[Page]]) -> frozenset[str]:
    """The names of the sets that pages of these types belong to."""
    ancestors: set[Any] = {ancestor for page_type in page_types for ancestor in page_type.__mro__}
    return frozenset(
        set_tag(ancestor) for ancestor in ancestors if issubclass(ancestor, Page) and not ancestor._meta.abstract
    )


def every_page_tag() -> frozenset[str]:
    """The names of all sets of pages."""
    return page_set_tags([Page, *get_page_models()])


def hidden_key(tag: str) -> str:
    """The name of ``tag`` for those who may not know what it names."""
    secret = settings.SECRET_KEY.encode()[:64]
    return "h-" + blake2b(tag.encode(), key=secret, digest_size=8).hexdigest()


def _sets_of(page: Page) -> Iterable[str]:
    """The names of the sets that ``page`` belongs to. One of a missing type belongs to that of its type as well: lists
    that were stored with the plugin are asked for again when it is back.
    """
    if not is_of_missing_type(page):
        return page_set_tags([page.specific_class])
    kind = page.cached_content_type
    return {set_tag(Page), f"{kind.app_label}.{kind.model}"}


@lru_cache(maxsize=512)
def _names(model: type[Model]) -> tuple[str, str]:
    """The name of an object without its key, and that of the set."""
    if issubclass(model, Page):
        return "page", "pages"
    if issubclass(model, get_image_model()):
        return "image", "images"
    if issubclass(model, get_document_model()):
        return "document", "documents"
    label = model._meta.concrete_model._meta.label_lower if model._meta.concrete_model else model._meta.label_lower
    return label, label
