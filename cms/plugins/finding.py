"""The first phase, when Django's settings are read: which plugins are installed, and whether they fit.

Imports the module that each entry point names, and nothing else of a plugin but its app configurations. Called by
``cms.settings.applications``. Whatever is wrong is one ``PluginError`` that names the plugin.
"""

from collections.abc import Collection, Iterable
from importlib.metadata import EntryPoint, entry_points

from django.apps import AppConfig
from pydantic import ValidationError

from cms import __version__, hookspecs
from cms.errors import PluginError
from cms.plugins.description import Plugin
from cms.plugins.errors import plugin_error

__all__ = ["ENTRY_POINT_GROUP", "apps_with", "find_plugins", "installed_names"]

ENTRY_POINT_GROUP = hookspecs.PROJECT_NAME


def installed_names() -> list[str]:
    """The names of all installed plugins, disabled ones included, in order. Imports none of them."""
    return sorted(entry_point.name for entry_point in entry_points(group=ENTRY_POINT_GROUP))


def find_plugins(disabled: Collection[str] = ()) -> tuple[Plugin, ...]:
    """The installed plugins that are not ``disabled``, by name. Raises ``PluginError``."""
    found: dict[str, Plugin] = {}
    for entry_point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry_point: entry_point.name):
        name = entry_point.name
        if name in disabled:
            continue
        if name in found:
            raise plugin_error(name, "Two installed packages have a plugin of this name")
        found[name] = _described(entry_point)
    return tuple(found.values())


def apps_with(installed: Iterable[str], plugins: Iterable[Plugin], *, before: str) -> list[str]:
    """``installed`` apps with those of ``plugins``, which stand in front of the app ``before``. Raises ``PluginError``.

    Django names no plugin when two apps have one label, so that is checked here.
    """
    apps = list(installed)
    position = apps.index(before)
    owners: dict[str, str] = {}
    for plugin in plugins:
        for app in plugin.apps:
            if app in apps:
                continue
            try:
                config = AppConfig.create(app)
            except Exception as error:  # a plugin's boundary: whatever it raises is reported with its name
                raise plugin_error(plugin.name, error) from error
            owner = owners.setdefault(config.label, plugin.name)
            if owner != plugin.name:
                raise plugin_error(plugin.name, f"Its app {app!r} has the label {config.label!r}, as one of {owner!r}")
            apps.insert(position, app)
            position += 1
    return apps


def _described(entry_point: EntryPoint) -> Plugin:
    name = entry_point.name
    try:
        plugin = entry_point.load()
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise plugin_error(name, f"Its description is wrong: {wrong}") from error
    except Exception as error:  # a plugin's boundary: whatever it raises is reported with its name
        raise plugin_error(name, error) from error
    if not isinstance(plugin, Plugin):
        raise plugin_error(name, f"Its entry point leads to {type(plugin).__name__!r}, not to a Plugin of cms.plugins")
    if plugin.name != name:
        raise plugin_error(name, f"It calls itself {plugin.name!r}, unlike its entry point")
    if not plugin.works_with(__version__):
        raise plugin_error(name, f"Version {plugin.version} works with the CMS {plugin.cms}, and this is {__version__}")
    try:
        plugin.read_settings()
    except PluginError as error:
        raise plugin_error(name, str(error)) from error
    return plugin
