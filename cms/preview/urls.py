"""The address of the user bar, below ``/api/userbar/``: what other origins may read is below ``/api/``."""

from django.urls import path

from cms.preview.userbar import userbar

__all__ = ["urlpatterns"]

urlpatterns = [path("", userbar, name="userbar_of_frontends")]
