"""App configuration of the redirects that follow pages."""

from django.apps import AppConfig

__all__ = ["RedirectsConfig"]


class RedirectsConfig(AppConfig):
    """See the package's docstring."""

    name = "cms.redirects"
    label = "redirects_of_pages"

    def ready(self) -> None:
        """Connect the receivers, now that every model is loaded."""
        from cms.redirects.receivers import connect

        connect()
