"""Registers the screens of API tokens in place of Wagtail's. Called by Wagtail."""

from typing import Any

from wagtail import hooks

from cms.api.token_screens import TokenViewSet

__all__ = ["leave_out_wagtails_tokens", "register_token_screens"]

WAGTAILS_MENU_ITEM = "api_tokens"


@hooks.register("register_admin_viewset", order=-1)  # before Wagtail's: the first of two at one address answers
def register_token_screens() -> TokenViewSet:
    """See ``cms.api.token_screens``."""
    return TokenViewSet("cms_api_tokens", url_prefix="api-tokens")


@hooks.register("construct_settings_menu")
def leave_out_wagtails_tokens(request: Any, menu_items: list[Any]) -> None:
    """Keep one of the two items that lead to the same address."""
    menu_items[:] = [item for item in menu_items if item.name != WAGTAILS_MENU_ITEM]
