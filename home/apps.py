"""App configuration of ``home``."""

from django.apps import AppConfig

__all__ = ["HomeConfig"]


class HomeConfig(AppConfig):
    """See the package's docstring."""

    name = "home"

    def ready(self) -> None:
        """Let plugins say which settings a site has, before Wagtail makes its menu of them."""
        from home.settings_registry import register_site_settings

        register_site_settings()
