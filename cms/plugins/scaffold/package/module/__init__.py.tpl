"""$title: a plugin for Digital Skills CMS. This module describes it, and imports no models."""

from cms.plugins import Plugin, PluginSettings

__all__ = ["${Name}Settings", "plugin"]


class ${Name}Settings(PluginSettings):
    """What an operator may set. The environment variable of ``most`` is ``CMS_${NAME}_MOST``."""

    most: int = 100


plugin = Plugin(
    name="$name",
    version="0.1.0",
    cms="$range",
    title="$title",
    description="A section block, a page type and an operation of the API.",
    apps=("$module",),
    hooks=("$module.hooks",),
    settings=${Name}Settings,
    maintainers=("Your team <team@example.org>",),
    documentation="https://example.org/$name/",
)
