"""Loads the plugins as soon as Django's apps are ready."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

__all__ = ["PluginsConfig"]


class PluginsConfig(AppConfig):
    """The first of the installed apps, so that hooks answer in every other app's ``ready``."""

    name = "cms.plugins"
    label = "cms_plugins"

    def ready(self) -> None:
        from cms.plugins.manager import load_plugins
        from cms.plugins.missing.receivers import connect
        from cms.plugins.record import record_plugins

        connect()
        post_migrate.connect(record_plugins, sender=self, dispatch_uid="cms.plugins.record_plugins")
        load_plugins()
