"""Registers the preview in the frontend, through the hook that every plugin uses."""

from collections.abc import Iterable

from cms.hookspecs import PreviewMode, hookimpl

__all__ = ["preview_modes"]


@hookimpl
def preview_modes() -> Iterable[PreviewMode]:
    """The mode "Frontend"."""
    from cms.preview.modes import FRONTEND

    yield FRONTEND
