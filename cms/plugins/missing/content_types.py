"""Which content types have no model in this process.

Asked by everything that must know whether an object's type is installed: visibility, the ledger, schedules, reports.
"""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

__all__ = ["installed_page_types", "is_installed", "is_missing", "missing_content_types"]


def is_missing(content_type: ContentType | int | None) -> bool:
    """Whether the model of a content type (or of its key) is not installed."""
    if content_type is None:
        return False
    if isinstance(content_type, int):
        content_type = ContentType.objects.get_for_id(content_type)
    return not is_installed(content_type.app_label, content_type.model)


def missing_content_types() -> list[ContentType]:
    """Every stored content type without a model, by name."""
    return [each for each in ContentType.objects.order_by("app_label", "model") if is_missing(each)]


def installed_page_types() -> list[int]:
    """The keys of the content types of all page types that are installed."""
    from wagtail.models import get_page_models

    return sorted(content_type.pk for content_type in ContentType.objects.get_for_models(*get_page_models()).values())


def is_installed(app_label: str, model: str) -> bool:
    """Whether there is a model of this name, in lower case as content types store it."""
    try:
        apps.get_model(app_label, model)
    except LookupError:
        return False
    return True
