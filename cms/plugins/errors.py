"""One message for whatever is wrong with a plugin: its name, the cause, and how to start without it."""

from cms.errors import PluginError

__all__ = ["plugin_error"]


def plugin_error(name: str, cause: object) -> PluginError:
    """The error that stops the start. ``name`` is the plugin's; a dotted name is a module of ours, which has to run.

    ``cause`` is a sentence, or an exception: then its kind is told as well.
    """
    told = f"{type(cause).__name__}: {cause}" if isinstance(cause, Exception) else str(cause)
    reason = " ".join(told.split())
    message = f"Plugin {name!r} cannot be loaded. {reason.rstrip('.')}."
    if "." not in name:
        message += f" To start without it, set CMS_PLUGINS_DISABLED={name}"
    return PluginError(message)
