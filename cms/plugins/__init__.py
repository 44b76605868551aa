"""Finding, checking and loading plugins, the built-in ones included.

::

    description.py   what a package says of itself: Plugin, PluginSettings
    finding.py       first phase, when settings are read: which packages there are, and whether they fit
    manager.py       second phase, when apps are ready: their hooks, and what these answer
    starting.py      names the plugin whose models cannot be imported
    errors.py        one message for whatever is wrong with a plugin
    middleware.py    runs the middleware of plugins
    record.py        which plugin brought what, kept for when it is gone
    missing/         what stands in for the types of plugins that are not installed
    dependence.py    what content depends on which plugin
    stored_blocks.py counts blocks in stored bodies
    screens/         what the admin shows of them
    commands/        manage.py plugins: list, check, new
    scaffold/        the package that "plugins new" writes
    public.py        which names of ours plugins may import
    testing/         what the author of a plugin tests with

A plugin's author needs ``Plugin``, ``PluginSettings`` and ``plugin_settings`` from here, and ``cms.hookspecs``.
"""

from cms.plugins.description import Plugin, PluginSettings, plugin_settings

__all__ = ["Plugin", "PluginSettings", "plugin_settings"]
