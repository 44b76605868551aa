"""The error tree: every exception that the product raises on purpose.

::

    CmsError
    ├── ConfigurationError      a setting is missing or wrong; the message names the variable
    ├── PluginError             a plugin cannot be loaded or breaks a rule
    └── ...                     capabilities add their own branches here

Callers catch ``CmsError`` at the boundary (a management command, a view) and show its message, which is
written for the person who can act on it.
"""

__all__ = ["CmsError", "ConfigurationError", "PluginError"]


class CmsError(Exception):
    """Base of every error that the product raises on purpose."""


class ConfigurationError(CmsError):
    """A setting is missing or wrong. The message names the environment variable."""


class PluginError(CmsError):
    """A plugin cannot be loaded or breaks a rule. The message names the plugin."""
