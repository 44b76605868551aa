"""The site's settings in templates: ``{% site_settings as site_settings %}``."""

from django import template
from wagtail.models import Site

from home.site_settings import SiteSettings

__all__ = ["register"]

register = template.Library()


@register.simple_tag(takes_context=True)
def site_settings(context: template.Context) -> SiteSettings | None:
    """The settings of the site that was asked for, read once per request; ``None`` when no site answers."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if request is None or site is None:
        return None
    if not hasattr(request, "_home_site_settings"):
        request._home_site_settings = SiteSettings.read(site)
    settings: SiteSettings = request._home_site_settings
    return settings
