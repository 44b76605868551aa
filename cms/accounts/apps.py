"""App configuration of the accounts."""

from django.apps import AppConfig

__all__ = ["AccountsConfig"]


class AccountsConfig(AppConfig):
    """Holds the user model."""

    name = "cms.accounts"
    label = "accounts"
