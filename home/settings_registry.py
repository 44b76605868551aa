"""The settings of sites: the answers of every plugin to the ``site_settings`` hook.

``home.apps`` registers their screens with Wagtail when the process starts; ``/api/v3/settings/`` serves what is public.
"""

from typing import Any, get_type_hints

from typing_extensions import TypedDict
from wagtail.contrib.settings.registry import registry
from wagtail.models import Site

from blocks.typing_gaps import types_nothing
from cms.hookspecs import SettingsRegistration
from cms.plugins.manager import Answer, answers
from home.public_settings import PublicSiteSettings

__all__ = ["every_public_setting", "public_settings_type", "register_site_settings"]


def register_site_settings() -> None:
    """Give each its screen under "Settings" in the admin."""
    for answer in _registrations():
        registry.register(answer.item.model, icon=answer.item.icon, order=answer.item.order)


def public_settings_type() -> Any:
    """The ``TypedDict`` of what is public: the keys of all plugins together.

    Raises ``PluginError`` for a key that there is already, and for what is no ``TypedDict``.
    """
    keys: dict[str, Any] = {}
    for answer in _registrations():
        if answer.item.public is None:
            continue
        returned = get_type_hints(answer.item.public).get("return")
        if not hasattr(returned, "__required_keys__"):
            raise answer.error(f"The public settings of {answer.item.model.__name__} must be annotated as a TypedDict")
        if types_nothing(returned):
            raise answer.error(f"The public settings of {answer.item.model.__name__} do not type all that they hold")
        further = get_type_hints(returned, include_extras=True)
        if taken := sorted(keys.keys() & further.keys()):
            raise answer.error(f"There is a public setting {taken[0]!r} already")
        keys.update(further)
    if keys == get_type_hints(PublicSiteSettings, include_extras=True):
        return PublicSiteSettings
    made = TypedDict(PublicSiteSettings.__name__, keys)  # type: ignore[misc]  # what there is shows at run time
    made.__doc__ = PublicSiteSettings.__doc__
    return made


def every_public_setting(site: Site) -> dict[str, Any]:
    """What everybody may know of the settings of ``site``, as ``public_settings_type`` says."""
    found: dict[str, Any] = {}
    for answer in _registrations():
        if answer.item.public is not None:
            found.update(answer.item.public(site))
    return found


def _registrations() -> list[Answer[SettingsRegistration]]:
    return answers("site_settings", SettingsRegistration)
