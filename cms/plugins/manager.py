"""The plugin manager of this process: who implements which hook of ``cms.hookspecs``, and what they answer.

Filled once by ``cms.plugins.apps`` when apps are ready: first the built-in modules, then the hook modules of the
plugins in the setting ``PLUGINS``. Whoever reads a hook asks ``answers``, which tells the plugin of each answer.
"""

from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from typing import Any, Generic, NamedTuple, TypeVar

import pluggy
from django.conf import settings

from cms import hookspecs
from cms.errors import PluginError
from cms.plugins.description import Plugin
from cms.plugins.errors import plugin_error

__all__ = ["BUILT_IN_MODULES", "Answer", "answers", "hook_names", "load_plugins", "loaded_plugins", "plugins"]

#: Modules of ours that implement hooks, by dotted name, so that this room imports none of them.
BUILT_IN_MODULES = (
    "blocks.plugin",
    "pages.plugin",
    "home.plugin",
    "cms.media.plugin",
    "cms.ledger.plugin",
    "cms.delivery.plugin",
    "cms.redirects.plugin",
    "cms.edits.plugin",
    "cms.importer.plugin",
    "cms.preview.plugin",
    "cms.api.plugin",
    "cms.health.plugin",
    "cms.demo.plugin",
)

Registration = TypeVar("Registration")


class Answer(NamedTuple, Generic[Registration]):
    """What one plugin answered to a hook. ``plugin`` is its name, that of the module for a built-in one."""

    plugin: str
    item: Registration

    def error(self, cause: object) -> PluginError:
        """The error to raise when there is something wrong with it."""
        return plugin_error(self.plugin, cause)


@lru_cache(maxsize=1)
def plugins() -> pluggy.PluginManager:
    """The manager of this process. Each module is registered as ``"plugin:module"``, a built-in one by its name."""
    manager = pluggy.PluginManager(hookspecs.PROJECT_NAME)
    manager.add_hookspecs(hookspecs)
    return manager


def loaded_plugins() -> tuple[Plugin, ...]:
    """The plugins that this process has started with, built-in modules not counted."""
    found: tuple[Plugin, ...] = settings.PLUGINS
    return found


def load_plugins() -> None:
    """Register every built-in module and the hook modules of every plugin. Calling it again changes nothing.

    Raises ``PluginError``, which names the plugin and how to start without it.
    """
    for dotted_name in BUILT_IN_MODULES:
        _register(dotted_name, dotted_name, dotted_name)
    for plugin in loaded_plugins():
        for dotted_name in plugin.hooks:
            _register(plugin.name, dotted_name, f"{plugin.name}:{dotted_name}")


def answers(hook: str, kind: type[Registration], **arguments: Any) -> list[Answer[Registration]]:
    """What every plugin answers to ``hook``, in the order in which they were loaded: ours, then theirs by name.

    Raises ``PluginError`` where one raises, or answers something else than any number of ``kind``.
    """
    found: list[Answer[Registration]] = []
    for implementation in getattr(plugins().hook, hook).get_hookimpls():
        name = implementation.plugin_name.partition(":")[0]
        try:
            answer = implementation.function(*(arguments[argument] for argument in implementation.argnames))
            items = list(answer) if isinstance(answer, Iterable) else []
        except Exception as error:  # a plugin's boundary: whatever it raises is reported with its name
            raise plugin_error(name, error) from error
        if not isinstance(answer, Iterable) or not all(isinstance(item, kind) for item in items):
            raise plugin_error(name, f"Its {hook}() must return any number of {kind.__name__}")
        found += (Answer(name, item) for item in items)
    return found


def hook_names(plugin: Plugin) -> list[str]:
    """The hooks that ``plugin`` implements, by name."""
    names: set[str] = set()
    for dotted_name in plugin.hooks:
        module = plugins().get_plugin(f"{plugin.name}:{dotted_name}")
        names.update(caller.name for caller in plugins().get_hookcallers(module) or ())
    return sorted(names)


def _register(owner: str, dotted_name: str, registered_as: str) -> None:
    manager = plugins()
    if manager.has_plugin(registered_as):
        return
    try:
        module = import_module(dotted_name)
        manager.register(module, name=registered_as)
    except pluggy.PluginValidationError as error:
        raise plugin_error(owner, f"A hook of {dotted_name} has another signature: {error}") from error
    except Exception as error:  # a plugin's boundary: whatever it raises is reported with its name
        raise plugin_error(owner, error) from error
    unknown = [
        implementation.function.__name__
        for caller in manager.get_hookcallers(module) or ()
        if not caller.has_spec()
        for implementation in caller.get_hookimpls()
    ]
    if unknown:
        manager.unregister(name=registered_as)
        raise plugin_error(owner, f"{dotted_name} implements a hook that does not exist: {', '.join(unknown)}")
