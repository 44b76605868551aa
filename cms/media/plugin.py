"""Registers the built-in image recipes, through the hook that every plugin uses."""

from collections.abc import Iterable

from cms.hookspecs import ImageRecipe, hookimpl

__all__ = ["BUILT_IN_RECIPES", "image_recipes"]

#: Name to Wagtail filter.
BUILT_IN_RECIPES = {
    "thumbnail": "fill-160x160",
    "card": "fill-640x360",
    "content": "width-960",
    "hero": "fill-1600x600",
}


@hookimpl
def image_recipes() -> Iterable[ImageRecipe]:
    """The built-in recipes."""
    for name, filter_spec in BUILT_IN_RECIPES.items():
        yield ImageRecipe(name, filter_spec)
