"""Which image recipes there are, and what a wrong one says."""

from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from blocks.recipes import image_recipes
from cms.errors import ConfigurationError, PluginError
from cms.hookspecs import ImageRecipe, hookimpl
from cms.media.plugin import BUILT_IN_RECIPES
from cms.plugins.manager import plugins
from tests.programs import manage
from tests.recipes import with_recipes

Register = Callable[..., None]


@pytest.fixture
def register() -> Iterator[Register]:
    """Registers a plugin with some recipes."""
    registered: list[ModuleType] = []

    def _register(*found: ImageRecipe) -> None:
        module = ModuleType(f"plugin_{len(registered)}")
        module.image_recipes = hookimpl(lambda: found)  # type: ignore[attr-defined]
        registered.append(module)
        plugins().register(module)
        image_recipes.cache_clear()

    yield _register
    for module in registered:
        plugins().unregister(module)
    image_recipes.cache_clear()


def filters() -> dict[str, str]:
    return {name: recipe.filter_spec for name, recipe in image_recipes().items()}


def test_the_built_in_recipes_are_there() -> None:
    assert filters() == BUILT_IN_RECIPES


def test_a_plugin_adds_recipes(register: Register) -> None:
    register(ImageRecipe("poster", "fill-800x1200"))

    assert filters() == {**BUILT_IN_RECIPES, "poster": "fill-800x1200"}


def test_the_setting_adds_changes_and_takes_away(register: Register) -> None:
    register(ImageRecipe("poster", "fill-800x1200"))

    with with_recipes({"card": "fill-320x180", "poster": None, "hero": None, "wide": "width-1200", "unknown": None}):
        assert filters() == {
            "thumbnail": BUILT_IN_RECIPES["thumbnail"],
            "card": "fill-320x180",
            "content": BUILT_IN_RECIPES["content"],
            "wide": "width-1200",
        }


def test_two_plugins_cannot_mean_different_things_by_a_name(register: Register) -> None:
    register(ImageRecipe("poster", "fill-800x1200"))
    register(ImageRecipe("poster", "fill-600x900"))

    with pytest.raises(PluginError, match="Image recipe 'poster' is registered twice"):
        image_recipes()


@pytest.mark.parametrize("name", ["", "Card", "card-large", "card large", "2x", "größe"])
def test_a_malformed_name_is_refused(register: Register, name: str) -> None:
    register(ImageRecipe(name, "width-100"))

    with pytest.raises(PluginError, match=f"Image recipe '{name}' must be named"):
        image_recipes()


WRONG_FILTERS = [
    "",
    "blow-up",
    "fill-640",
    "fill-0x0",
    "width-0",
    "width-many",
    "scale-nan",
    "scale-200",
    "fill-640x360|format-paper",
    "fill-640x360|",
    "width-0000000960" + "|jpegquality-60" * 14,
]


@pytest.mark.parametrize("filter_spec", WRONG_FILTERS)
def test_an_invalid_filter_is_refused_and_its_recipe_named(register: Register, filter_spec: str) -> None:
    with with_recipes({"wide": filter_spec}), pytest.raises(ConfigurationError, match="IMAGE_RECIPES: recipe 'wide'"):
        image_recipes()

    register(ImageRecipe("wide", filter_spec))
    with pytest.raises(PluginError, match="Image recipe 'wide'"):
        image_recipes()


def test_an_invalid_recipe_stops_the_start_with_one_line() -> None:
    stopped = manage("check", IMAGE_RECIPES='{"wide": "fill-640"}')

    assert stopped.returncode == 1
    [line] = stopped.stderr.splitlines()
    assert line.startswith("ConfigurationError: IMAGE_RECIPES: recipe 'wide' has an invalid filter 'fill-640'")
