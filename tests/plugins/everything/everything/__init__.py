"""A plugin that uses every extension point once. Tests hold that none is missing."""

from cms.plugins import Plugin, PluginSettings

__all__ = ["EverythingSettings", "plugin"]


class EverythingSettings(PluginSettings):
    """What an operator may set, such as ``CMS_EVERYTHING_GREETING``."""

    greeting: str = "Hello"


plugin = Plugin(
    name="everything",
    version="1.0",
    cms=">=0.1,<0.2",
    title="Everything",
    description="Uses every extension point once.",
    apps=("everything",),
    hooks=("everything.hooks",),
    settings=EverythingSettings,
    maintainers=("The maintainers of Digital Skills CMS",),
    documentation="docs/extension-points.md",
)
