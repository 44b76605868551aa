"""Recipes for one test: ``with_recipes`` sets ``IMAGE_RECIPES`` and lets it be read again."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from blocks.recipes import image_recipes
from cms.conf import product_settings

__all__ = ["with_recipes"]


@contextmanager
def with_recipes(recipes: dict[str, str | None]) -> Iterator[None]:
    """Within it, ``IMAGE_RECIPES`` is ``recipes``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMAGE_RECIPES", json.dumps(recipes))
        product_settings.cache_clear()
        image_recipes.cache_clear()
        try:
            yield
        finally:
            patch.undo()
            product_settings.cache_clear()
            image_recipes.cache_clear()
