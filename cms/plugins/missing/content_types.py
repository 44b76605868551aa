"""Which content types have no model in this process, and what stands in for it.

Asked by everything that must know whether an object's type is installed: visibility, the ledger, schedules, reports.
"""

from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

__all__ = ["give_stand_in", "installed_page_types", "is_missing", "missing_content_types", "stand_in"]


def is_missing(content_type: ContentType | int | None) -> bool:
    """Whether the model of a content type (or of its key) is not installed."""
    if content_type is None:
        return False
    if isinstance(content_type, int):
        content_type = ContentType.objects.get_for_id(content_type)
    return not _is_installed(content_type.app_label, content_type.model)


def missing_content_types() -> list[ContentType]:
    """Every stored content type without a model, by name."""
    return [each for each in ContentType.objects.order_by("app_label", "model") if is_missing(each)]


def installed_page_types() -> list[int]:
    """The keys of the content types of all page types that are installed."""
    from wagtail.models import get_page_models

    return sorted(content_type.pk for content_type in ContentType.objects.get_for_models(*get_page_models()).values())


def give_stand_in(instance: Any, **_kwargs: Any) -> None:
    """Have a content type that was loaded answer with a stand-in, if it has no model. A receiver of ``post_init``."""
    loaded = instance.__dict__
    if "app_label" in loaded and "model" in loaded and not _is_installed(loaded["app_label"], loaded["model"]):
        instance.model_class = partial(stand_in, instance)


def stand_in(content_type: ContentType) -> type[Model]:
    """``PageOfMissingType`` for a type that pages have, else ``ObjectOfMissingType``."""
    from cms.plugins.missing.objects import ObjectOfMissingType
    from cms.plugins.missing.pages import PageOfMissingType

    is_of_pages = PageOfMissingType._base_manager.filter(content_type_id=content_type.pk).exists()
    return PageOfMissingType if is_of_pages else ObjectOfMissingType


def _is_installed(app_label: str, model: str) -> bool:
    try:
        apps.get_model(app_label, model)
    except LookupError:
        return False
    return True
