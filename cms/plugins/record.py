"""A record of what each plugin has brought, kept for the time when it is not installed any more.

Written after ``migrate``, by ``manage.py plugins`` and when an administrator opens the report of plugins. Never by a
request of the API, and never deleted: it says which plugin a missing block or page type came from.
"""

from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.hookspecs import SectionBlockRegistration
from cms.plugins.description import Plugin
from cms.plugins.manager import answers, loaded_plugins

__all__ = ["KnownPlugin", "Origins", "app_labels", "record_plugins", "unannounced"]


class KnownPlugin(models.Model):
    """A plugin that this installation has been started with, as of the last time.

    ``app_labels`` are the labels of its apps, ``blocks`` the names of its blocks; ``tables`` are the models of its
    apps, in lower case as content types have them (``"events.eventpage"``), with the names of their tables.
    ``announced`` are the blocks and models of it that followers of the change feed know to be there; ``None`` while it
    is not there for them.
    """

    name = models.CharField(_("name"), max_length=100, primary_key=True)
    version = models.CharField(_("version"), max_length=100)
    title = models.CharField(_("title"), max_length=255, blank=True)
    documentation = models.CharField(_("documentation"), max_length=500, blank=True)
    app_labels = models.JSONField(default=list)
    blocks = models.JSONField(default=list)
    tables = models.JSONField(default=dict)
    announced = models.JSONField(null=True)
    recorded_at = models.DateTimeField(_("recorded"), auto_now=True)

    class Meta:
        default_permissions = ()
        ordering = ["name"]
        verbose_name = _("known plugin")
        verbose_name_plural = _("known plugins")

    def __str__(self) -> str:
        return f"{self.title or self.name} {self.version}"


class Origins:
    """Which plugin things came from, read once. The latest that named a thing wins."""

    def __init__(self) -> None:
        self.plugins = {plugin.name: plugin for plugin in KnownPlugin.objects.order_by("recorded_at")}
        self._blocks = {name: plugin for plugin in self.plugins.values() for name in plugin.blocks}
        self._apps = {label: plugin for plugin in self.plugins.values() for label in plugin.app_labels}

    def of_block(self, name: str) -> KnownPlugin | None:
        """The plugin that had a block of this name."""
        return self._blocks.get(name)

    def of_app(self, label: str) -> KnownPlugin | None:
        """The plugin that had an app of this label."""
        return self._apps.get(label)


def record_plugins(**_kwargs: Any) -> None:
    """Keep what the plugins of this process bring. A receiver of ``post_migrate`` too. Writes only what is new."""
    blocks: dict[str, list[str]] = {}
    for answer in answers("section_blocks", SectionBlockRegistration):
        blocks.setdefault(answer.plugin, []).append(answer.item.name)
    known = {plugin.name: plugin for plugin in KnownPlugin.objects.all()}
    for plugin in loaded_plugins():
        labels = app_labels(plugin)
        told = {
            "version": plugin.version,
            "title": plugin.title,
            "documentation": plugin.documentation,
            "app_labels": labels,
            "blocks": sorted(blocks.get(plugin.name, [])),
            "tables": {
                model._meta.label_lower: model._meta.db_table
                for label in labels
                for model in apps.get_app_config(label).get_models()
            },
        }
        before = known.get(plugin.name)
        if before is None or any(getattr(before, name) != value for name, value in told.items()):
            KnownPlugin.objects.update_or_create(name=plugin.name, defaults=told)


def unannounced() -> dict[str, list[str] | None]:
    """What followers of the change feed do not know yet: plugins that came, went or bring something else than they did,
    with what each brings now, ``None`` when it is gone.

    What is recorded of the loaded ones counts: call ``record_plugins`` before.
    """
    loaded = {plugin.name for plugin in loaded_plugins()}
    brought = {
        known: sorted([*known.blocks, *known.tables]) if known.name in loaded else None
        for known in KnownPlugin.objects.order_by("name")
    }
    return {known.name: now for known, now in brought.items() if known.announced != now}


def app_labels(plugin: Plugin) -> list[str]:
    """The labels of the apps of ``plugin`` that have models."""
    configs = {config.name: config for config in apps.get_app_configs()}
    paths = {f"{type(config).__module__}.{type(config).__qualname__}": config for config in configs.values()}
    found = (configs.get(app) or paths.get(app) for app in plugin.apps)
    return sorted({config.label for config in found if config is not None})
