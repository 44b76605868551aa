"""The user model. Django's own fields, in a table of ours, so that an installation can grow it later."""

from django.contrib.auth.models import AbstractUser

__all__ = ["User"]


class User(AbstractUser):  # type: ignore[django-manager-missing]  # reverse managers of untyped Wagtail models
    """Somebody who signs in to the admin or calls the API with a token."""
