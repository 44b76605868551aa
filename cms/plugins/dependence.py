"""Which content depends on which plugin: pages by type, blocks by type, rows of its other models.

Of plugins that are loaded, disabled and missing alike; what a missing one has left is known from the content itself and
from the record (``cms.plugins.record``). Asked by ``manage.py plugins`` and by the report in the admin.

The database counts pages and rows. Blocks are counted in the stored text of every body, live and latest draft, one page
at a time: some seconds for ten thousand pages.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Count
from wagtail.models import Page

from cms.hookspecs import SectionBlockRegistration
from cms.plugins.finding import installed_names
from cms.plugins.manager import answers, hook_names, loaded_plugins
from cms.plugins.missing.content_types import missing_content_types
from cms.plugins.record import Origins, app_labels
from cms.plugins.stored_blocks import count_blocks

__all__ = ["Dependence", "Kind", "PluginState", "PluginStatus", "plugin_statuses"]


class PluginState(StrEnum):
    """How a plugin stands in this process."""

    LOADED = "loaded"
    DISABLED = "disabled"
    MISSING = "missing"


class Kind(StrEnum):
    """What depends on a plugin."""

    PAGES = "pages"
    BLOCKS = "blocks"
    OBJECTS = "objects"


@dataclass(frozen=True, slots=True)
class Dependence:
    """So much content of one type. ``name`` is ``"events.eventpage"`` or the name of a block.

    ``count`` is how many pages or rows there are, or in how many bodies the block stands, live; ``drafts`` in how many
    latest drafts.
    """

    kind: Kind
    name: str
    count: int
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class PluginStatus:
    """A plugin. ``name`` is empty for content of which nobody knows where it came from."""

    name: str
    title: str
    version: str
    state: PluginState
    documentation: str = ""
    hooks: tuple[str, ...] = ()
    content: tuple[Dependence, ...] = field(default=())


def plugin_statuses() -> list[PluginStatus]:
    """Every plugin that is loaded, installed or has left content, by name; content of unknown origin comes last."""
    origins = Origins()
    content = _content(origins)
    found = [
        PluginStatus(
            plugin.name,
            plugin.title or plugin.name,
            plugin.version,
            PluginState.LOADED,
            plugin.documentation,
            tuple(hook_names(plugin)),
            _sorted(content.pop(plugin.name, [])),
        )
        for plugin in loaded_plugins()
    ]
    loaded = {status.name for status in found}
    installed = set(installed_names())
    for name in sorted({*content, *origins.plugins, *installed} - loaded - {""}):
        known = origins.plugins.get(name)
        state = PluginState.DISABLED if name in installed else PluginState.MISSING
        about = (known.title or name, known.version, state, known.documentation) if known else (name, "", state, "")
        found.append(PluginStatus(name, *about, (), _sorted(content.pop(name, []))))
    found.sort(key=lambda status: status.name)
    if unknown := content.pop("", []):
        found.append(PluginStatus("", "", "", PluginState.MISSING, content=_sorted(unknown)))
    return found


def _content(origins: Origins) -> dict[str, list[Dependence]]:
    """What depends on each plugin, by its name; by the empty name what is of unknown origin."""
    content: dict[str, list[Dependence]] = defaultdict(list)
    owners = {label: plugin.name for plugin in loaded_plugins() for label in app_labels(plugin)}
    pages = dict(Page.objects.order_by().values_list("content_type").annotate(Count("pk")))
    for model in apps.get_models():
        owner = owners.get(model._meta.app_label)
        if owner is None or model._meta.proxy or not model._meta.managed:
            continue
        if issubclass(model, Page):
            count = pages.get(ContentType.objects.get_for_model(model).pk, 0)
            content[owner].append(Dependence(Kind.PAGES, model._meta.label_lower, count))
        elif not model._meta.auto_created:
            content[owner].append(Dependence(Kind.OBJECTS, model._meta.label_lower, model._base_manager.count()))
    _add_missing(content, origins, pages)
    _add_blocks(content, origins)
    return content


def _add_missing(content: dict[str, list[Dependence]], origins: Origins, pages: dict[int, int]) -> None:
    """Pages and rows of types without a model."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    for content_type in missing_content_types():
        name = f"{content_type.app_label}.{content_type.model}"
        plugin = origins.of_app(content_type.app_label)
        owner = plugin.name if plugin else ""
        table = (plugin.tables if plugin else {}).get(name, f"{content_type.app_label}_{content_type.model}")
        if content_type.pk in pages:
            content[owner].append(Dependence(Kind.PAGES, name, pages[content_type.pk]))
        elif table in tables:
            content[owner].append(Dependence(Kind.OBJECTS, name, _rows_of(table)))


def _add_blocks(content: dict[str, list[Dependence]], origins: Origins) -> None:
    """Blocks of plugins, and blocks of types that are not installed where they stand."""
    registered = {answer.item.name: answer.plugin for answer in answers("section_blocks", SectionBlockRegistration)}
    # A built-in module has a dotted name. Its blocks depend on no plugin.
    of_plugins = {name for name, owner in registered.items() if "." not in owner}
    counted = count_blocks(of_plugins)
    for name in sorted({*counted.live, *counted.drafts, *of_plugins}):
        known = origins.of_block(name)
        owner = registered.get(name) or (known.name if known else "")
        content[owner].append(Dependence(Kind.BLOCKS, name, counted.live[name], counted.drafts[name]))


def _rows_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # a name that the database gave
        return int(cursor.fetchone()[0])


def _sorted(content: list[Dependence]) -> tuple[Dependence, ...]:
    order: list[Any] = list(Kind)
    return tuple(sorted(content, key=lambda each: (order.index(each.kind), each.name)))
