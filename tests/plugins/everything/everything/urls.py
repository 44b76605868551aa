"""Addresses outside of the API. Mounted at ``everything/`` by ``hooks``."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms.plugins import plugin_settings
from everything import EverythingSettings

__all__ = ["urlpatterns"]


def greeting(request: HttpRequest) -> HttpResponse:
    """Greets, in the words that the operator has set."""
    return HttpResponse(plugin_settings(EverythingSettings).greeting, content_type="text/plain")


urlpatterns = [path("greeting/", greeting, name="everything_greeting")]
