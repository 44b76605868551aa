"""What a content type answers with, when it is asked for a model that is not installed."""

from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from cms.plugins.missing.content_types import is_installed
from cms.plugins.missing.objects import ObjectOfMissingType
from cms.plugins.missing.pages import PageOfMissingType

__all__ = ["give_stand_in", "stand_in"]


def give_stand_in(instance: Any, **_kwargs: Any) -> None:
    """Have a content type that was loaded answer with a stand-in, if it has no model. A receiver of ``post_init``."""
    loaded = instance.__dict__
    if "app_label" in loaded and "model" in loaded and not is_installed(loaded["app_label"], loaded["model"]):
        instance.model_class = partial(stand_in, instance)


def stand_in(content_type: ContentType) -> type[Model]:
    """``PageOfMissingType`` for a type that pages have, else ``ObjectOfMissingType``."""
    is_of_pages = PageOfMissingType._base_manager.filter(content_type_id=content_type.pk).exists()
    return PageOfMissingType if is_of_pages else ObjectOfMissingType
