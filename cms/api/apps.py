"""App configuration of the API."""

from django.apps import AppConfig

__all__ = ["APIConfig"]


class APIConfig(AppConfig):
    """Wires our types into Wagtail's API. It stands before Wagtail's own apps, which read them when they are ready."""

    name = "cms.api"
    label = "cms_api"

    def ready(self) -> None:
        """Register the schemas, now that every model is loaded."""
        from cms.api.v3.registration import register_read_schemas

        register_read_schemas()
