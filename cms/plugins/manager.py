"""The plugin manager of this process: who implements which hook of ``cms.hookspecs``.

Filled once by ``cms.plugins.apps`` when apps are ready: first the built-in modules, then the installed packages that
announce themselves by the entry point group ``digital_skills_cms``. Read by whoever collects a hook's results, for
instance ``blocks.registry``.
"""

from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points

import pluggy

from cms import hookspecs
from cms.conf import product_settings
from cms.errors import PluginError

__all__ = ["BUILT_IN_MODULES", "ENTRY_POINT_GROUP", "load_plugins", "plugins"]

ENTRY_POINT_GROUP = hookspecs.PROJECT_NAME

#: Modules of ours that implement hooks, by dotted name, so that this room imports none of them.
BUILT_IN_MODULES = ("blocks.plugin", "cms.media.plugin", "cms.ledger.plugin", "cms.delivery.plugin")


@lru_cache(maxsize=1)
def plugins() -> pluggy.PluginManager:
    """The manager of this process; ``plugins().hook`` has one attribute per hook."""
    manager = pluggy.PluginManager(hookspecs.PROJECT_NAME)
    manager.add_hookspecs(hookspecs)
    return manager


def load_plugins() -> None:
    """Register every built-in module and every installed plugin that is not disabled. Calling it again changes nothing.

    Raises ``PluginError``, which names the plugin and how to start without it.
    """
    manager = plugins()
    for dotted_name in BUILT_IN_MODULES:
        if not manager.has_plugin(dotted_name):
            manager.register(import_module(dotted_name), name=dotted_name)
    disabled = set(product_settings().cms_plugins_disabled)
    for entry_point in entry_points(group=ENTRY_POINT_GROUP):
        if entry_point.name in disabled or manager.has_plugin(entry_point.name):
            continue
        try:
            manager.register(entry_point.load(), name=entry_point.name)
        except Exception as error:  # a plugin's boundary: whatever it raises is reported with its name
            raise PluginError(
                f"Plugin {entry_point.name!r} cannot be loaded: {error}. "
                f"To start without it, set CMS_PLUGINS_DISABLED={entry_point.name}"
            ) from error
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        name = manager.get_name(error.plugin)
        raise PluginError(
            f"Plugin {name!r} implements a hook that does not exist: {error}. "
            f"To start without it, set CMS_PLUGINS_DISABLED={name}"
        ) from error
