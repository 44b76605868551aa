"""What a package says of itself, in one typed object that its entry point names.

::

    # pyproject.toml
    [project.entry-points.digital_skills_cms]
    events = "digital_skills_events:plugin"

    # digital_skills_events/__init__.py
    plugin = Plugin(name="events", version="1.0", cms=">=0.1,<0.2", apps=("digital_skills_events",), ...)

The module is imported while Django's settings are read, so it imports neither models nor hooks: it names them.
Checked by ``finding``; ``manager`` imports what it names.
"""

import os
import re
from functools import lru_cache
from typing import TypeVar

from django.conf import settings as django_settings
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from cms.errors import PluginError

__all__ = ["NAME", "Plugin", "PluginSettings", "plugin_settings"]

#: What plugins are called, and what they name: blocks, slots, image recipes. Stands in variables and addresses.
NAME = re.compile(r"[a-z][a-z0-9_]*")


class PluginSettings(BaseSettings):
    """Base of a plugin's settings. A field without a default must be set, or the start is stopped.

    The environment variable of a field is ``CMS_``, the plugin's name and the field's name in upper case, such as
    ``CMS_EVENTS_FEED_DAYS``; ``ENV_FILE`` counts as well.
    """

    model_config = SettingsConfigDict(extra="ignore", case_sensitive=False, frozen=True)


class Plugin(BaseModel):
    """A plugin: what it is called, what it works with, what belongs to it.

    ``name`` is that of its entry point: lower case with underscores. ``version`` follows PEP 440.
    ``cms`` is the range of versions of the CMS that it works with, as pip writes them: ``">=0.1,<0.2"``.
    ``apps`` are its Django apps and those that it needs, by dotted name; an app that is installed already counts once.
    ``hooks`` are its modules that implement hooks of ``cms.hookspecs``, by dotted name.
    ``settings`` is its settings class. ``title`` and ``description`` are for people, ``maintainers`` are names or
    addresses, ``documentation`` is where to read on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    name: str
    version: str
    cms: str
    title: str = ""
    description: str = ""
    apps: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()
    settings: type[PluginSettings] | None = None
    maintainers: tuple[str, ...] = Field(min_length=1)
    documentation: str = Field(min_length=1)

    @field_validator("name")
    @classmethod
    def _is_a_name(cls, name: str) -> str:
        if not NAME.fullmatch(name):
            raise ValueError("must be lower case letters, digits and underscores")
        return name

    @field_validator("version")
    @classmethod
    def _is_a_version(cls, version: str) -> str:
        try:
            Version(version)
        except InvalidVersion as error:
            raise ValueError(f"{version!r} is no version as PEP 440 has them") from error
        return version

    @field_validator("cms")
    @classmethod
    def _is_a_range(cls, cms: str) -> str:
        try:
            if not len(SpecifierSet(cms)):
                raise InvalidSpecifier
        except InvalidSpecifier as error:
            raise ValueError(f'{cms!r} is no range of versions, such as ">=0.1,<0.2"') from error
        return cms

    def works_with(self, version: str) -> bool:
        """Whether it says that it works with ``version`` of the CMS."""
        return SpecifierSet(self.cms).contains(version, prereleases=True)

    @property
    def variable_prefix(self) -> str:
        """What the environment variables of its settings begin with."""
        return f"CMS_{self.name.upper()}_"

    def read_settings(self) -> PluginSettings | None:
        """Its settings, from the environment. Raises ``PluginError``, which names each variable and never its value."""
        if self.settings is None:
            return None
        return _kept(self.settings, self.variable_prefix)


_Settings = TypeVar("_Settings", bound=PluginSettings)


def plugin_settings(settings: type[_Settings]) -> _Settings:
    """The settings of the plugin whose ``Plugin.settings`` is this class. Read once."""
    plugin = next((each for each in django_settings.PLUGINS if each.settings is settings), None)
    if plugin is None:
        raise PluginError(f"{settings.__name__} is not the settings class of any plugin that is loaded.")
    values: _Settings = plugin.read_settings()  # type: ignore[assignment]  # the class that was asked for
    return values


@lru_cache(maxsize=64)
def _kept(settings: type[PluginSettings], prefix: str) -> PluginSettings:
    try:
        return settings(_env_prefix=prefix, _env_file=os.environ.get("ENV_FILE") or None)
    except ValidationError as error:
        problems = {f"{prefix}{problem['loc'][0]}".upper(): problem["msg"] for problem in error.errors()}
        raise PluginError(" ".join(f"{variable}: {reason}." for variable, reason in problems.items())) from None
