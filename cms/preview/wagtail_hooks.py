"""Wagtail's hooks: the content checker works with frontends on other domains."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from cms.preview.userbar import frontends_checker

__all__ = ["construct_userbar"]


@hooks.register("construct_wagtail_userbar")
def construct_userbar(request: HttpRequest | None, items: list[Any], page: Any) -> None:
    """See ``frontends_checker``."""
    frontends_checker(items)
