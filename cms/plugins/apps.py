"""Loads the plugins as soon as Django's apps are ready."""

from django.apps import AppConfig

__all__ = ["PluginsConfig"]


class PluginsConfig(AppConfig):
    """The first of the installed apps, so that hooks answer in every other app's ``ready``."""

    name = "cms.plugins"
    label = "cms_plugins"

    def ready(self) -> None:
        from cms.plugins.manager import load_plugins

        load_plugins()
