"""Names the plugin in whose code the start fails, where Django would only show a traceback.

Models of plugins are imported by Django itself, between the two phases. Used by ``manage.py``, ``cms.wsgi`` and
``cms.asgi``.
"""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps

from cms.errors import CmsError
from cms.plugins.errors import plugin_error
from cms.plugins.manager import loaded_plugins

__all__ = ["naming_plugins"]


@contextmanager
def naming_plugins() -> Iterator[None]:
    """Raise ``PluginError`` for what comes out of a plugin's code before Django's apps are ready."""
    try:
        yield
    except CmsError:
        raise
    except Exception as error:  # a plugin's boundary: whatever it raises is reported with its name
        name = None if apps.ready else _plugin_behind(error)
        if name is None:
            raise
        raise plugin_error(name, error) from error


def _plugin_behind(error: Exception) -> str | None:
    """The plugin whose code is the last of any plugin's in the traceback."""
    files = [Path(frame.filename) for frame in reversed(traceback.extract_tb(error.__traceback__))]
    for file in files:
        for plugin in loaded_plugins():
            packages = {name.partition(".")[0] for name in (*plugin.apps, *plugin.hooks)}
            if any(file.is_relative_to(folder) for package in packages for folder in _folders(package)):
                return plugin.name
    return None


def _folders(package: str) -> list[str]:
    spec = find_spec(package)
    return list(spec.submodule_search_locations or ()) if spec else []
