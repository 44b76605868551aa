"""App configuration of the API."""

from django.apps import AppConfig

__all__ = ["APIConfig"]


class APIConfig(AppConfig):
    """Wires our types into Wagtail's API."""

    name = "cms.api"
    label = "cms_api"
