"""The product's name in the templates of the admin."""

from django import template
from django.conf import settings

__all__ = ["register"]

register = template.Library()


@register.simple_tag
def product_name() -> str:
    """The name of this installation (the setting ``SITE_NAME``)."""
    return str(settings.WAGTAIL_SITE_NAME)
