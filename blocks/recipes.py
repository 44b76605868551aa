"""The image recipes of the installation: the answers of every plugin to the ``image_recipes`` hook and the setting.

``blocks.apps`` reads them when the process starts, so that a mistake in one stops it; ``blocks.renditions`` makes of
them what the API says of an image.
"""

from collections.abc import Callable
from functools import lru_cache

from wagtail.images import get_image_model
from wagtail.images.models import Filter

from cms.conf import product_settings
from cms.errors import CmsError, ConfigurationError
from cms.hookspecs import ImageRecipe
from cms.plugins.description import NAME
from cms.plugins.manager import answers

__all__ = ["image_recipes"]

_LONGEST_FILTER = 200  # Wagtail stores 255 characters, of which a format and larger numbers need some
_SAMPLE_SIZE = (1600, 900)
_SMALLEST_SIZE = 2


@lru_cache(maxsize=1)
def image_recipes() -> dict[str, ImageRecipe]:
    """The recipes by name: those of plugins in the order of their registration, then those of ``IMAGE_RECIPES``.

    Raises ``PluginError`` for a plugin's recipe and ``ConfigurationError`` for one of the setting whose name or filter
    is malformed. The message names the recipe.
    """
    found: dict[str, ImageRecipe] = {}
    for answer in answers("image_recipes", ImageRecipe):
        recipe = answer.item
        _check(recipe, answer.error, "Image recipe")
        if recipe.name in found:
            raise answer.error(f"Image recipe {recipe.name!r} is registered twice")
        found[recipe.name] = recipe
    for name, filter_spec in product_settings().image_recipes.items():
        if filter_spec is None:
            found.pop(name, None)
            continue
        found[name] = ImageRecipe(name, filter_spec)
        _check(found[name], ConfigurationError, "IMAGE_RECIPES: recipe")
    return found


def _check(recipe: ImageRecipe, error: Callable[[str], CmsError], subject: str) -> None:
    """Raise ``error`` when the name is malformed, or the filter cannot be used on an image."""
    if not NAME.fullmatch(recipe.name):
        raise error(f"{subject} {recipe.name!r} must be named in lower case letters, digits and underscores.")
    sample = get_image_model()(width=_SAMPLE_SIZE[0], height=_SAMPLE_SIZE[1], collection_id=0)
    try:
        size = Filter(recipe.filter_spec).get_transform(sample).size
    except Exception as reason:  # operations of filters raise whatever their authors thought of
        raise error(f"{subject} {recipe.name!r} has an invalid filter {recipe.filter_spec!r}: {reason}.") from reason
    if len(recipe.filter_spec) > _LONGEST_FILTER:
        raise error(f"{subject} {recipe.name!r} has a filter of more than {_LONGEST_FILTER} characters.")
    if min(size) < _SMALLEST_SIZE or size[0] > _SAMPLE_SIZE[0] or size[1] > _SAMPLE_SIZE[1]:
        raise error(
            f"{subject} {recipe.name!r} has an invalid filter {recipe.filter_spec!r}: it makes an image of "
            f"{_SAMPLE_SIZE[0]}x{_SAMPLE_SIZE[1]} pixels {size[0]}x{size[1]}."
        )
