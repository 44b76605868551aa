"""Which models the ledger keeps beside pages: those that plugins register, the built-in ones through the same hook.

Read by the receivers here, and by ``cms.delivery``, which tells from it what a response can depend on.
"""

from functools import lru_cache

from django.apps import apps
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from cms.hookspecs import TrackedModel
from cms.plugins.manager import answers

__all__ = ["forget_tracked", "is_tracked", "part_of", "tracked", "tracked_models"]


@lru_cache(maxsize=1)
def tracked_models() -> dict[type[Model], TrackedModel]:
    """The models by class, proxies left out. Read once, when the first object is saved or loaded."""
    return {answer.item.model: answer.item for answer in answers("tracked_models", TrackedModel)}


def forget_tracked() -> None:
    """Read the registrations anew, after a plugin came or went."""
    tracked_models.cache_clear()
    part_of.cache_clear()


def tracked(model: type[Model]) -> TrackedModel | None:
    """The registration of ``model``, or ``None``. Pages have receivers of their own and none."""
    concrete = model._meta.concrete_model
    return tracked_models().get(concrete) if concrete else None


def is_tracked(model: type[Model]) -> bool:
    """Whether the ledger keeps changes of ``model``."""
    return issubclass(model, Page) or tracked(model) is not None


@lru_cache(maxsize=512)
def part_of(model: type[Model]) -> str | None:
    """The field by which an object of ``model`` is a part of a kept object, such as a menu's item; else ``None``."""
    if model._meta.app_label not in apps.app_configs:
        return None
    for field in model._meta.get_fields():
        if isinstance(field, ParentalKey) and is_tracked(field.related_model):
            return str(field.name)
    return None
