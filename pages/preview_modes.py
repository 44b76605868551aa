"""Further ways to preview pages: the answers of every plugin to the ``preview_modes`` hook.

``pages.base`` asks here, so that a capability can preview every page type, a plugin's too, without any knowing it.
"""

from collections.abc import Iterable

from wagtail.models import Page

from cms.hookspecs import PreviewMode
from cms.plugins.manager import answers

__all__ = ["further_mode", "registered_modes", "with_further_modes"]


def registered_modes() -> tuple[PreviewMode, ...]:
    """Every registered mode, in their order; called by ``pages.apps``, too, when the process starts.

    Raises ``PluginError`` for a name that is taken, or empty, which is that of the CMS's own rendering.
    """
    known: dict[str, PreviewMode] = {}
    for answer in answers("preview_modes", PreviewMode):
        if not answer.item.name or answer.item.name in known:
            raise answer.error(f"There is a preview mode {answer.item.name!r} already")
        known[answer.item.name] = answer.item
    return tuple(sorted(known.values(), key=lambda mode: (mode.order, mode.name)))


def with_further_modes(page: Page, own: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Name and label of every mode of ``page``, as Wagtail's ``preview_modes`` has them, around its ``own``."""
    offered = [mode for mode in registered_modes() if mode.offered(page)]
    before, after = (
        [(mode.name, mode.label) for mode in offered if (mode.order < 0) is first] for first in (True, False)
    )
    return [*before, *own, *after]


def further_mode(page: Page, name: str | None) -> PreviewMode | None:
    """The mode with this name, if it is registered and offered for ``page``."""
    return next((mode for mode in registered_modes() if mode.name == name and mode.offered(page)), None)
