"""Registers the middleware that looks at every edit form of the admin, through the hook that every plugin uses."""

from collections.abc import Iterable

from cms.hookspecs import Middleware, hookimpl

__all__ = ["middleware"]


@hookimpl
def middleware() -> Iterable[Middleware]:
    """Close to the view, so that whatever else refuses the request does so first."""
    yield Middleware("cms.edits.middleware.StaleEditMiddleware", order=900)
