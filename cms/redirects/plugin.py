"""Registers the middleware that answers old addresses, through the hook that every plugin uses."""

from collections.abc import Iterable

from cms.hookspecs import Middleware, hookimpl

__all__ = ["middleware"]


@hookimpl
def middleware() -> Iterable[Middleware]:
    """Wagtail's: where there is nothing at an address, it looks for a redirect from it."""
    yield Middleware("wagtail.contrib.redirects.middleware.RedirectMiddleware", order=1000)  # closest to the view
