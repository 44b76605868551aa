"""Registers the preview in the frontend and the user bar for it, through the hooks that every plugin uses."""

from collections.abc import Iterable

from cms.hookspecs import PreviewMode, UrlPatterns, hookimpl

__all__ = ["preview_modes", "url_patterns"]


@hookimpl
def preview_modes() -> Iterable[PreviewMode]:
    """The mode "Frontend"."""
    from cms.preview.modes import FRONTEND

    yield FRONTEND


@hookimpl
def url_patterns() -> Iterable[UrlPatterns]:
    """The user bar. Below ``/api/`` it is on the API's hosts, without a session, and frontends may read it."""
    yield UrlPatterns("api/userbar/", "cms.preview.urls")
