"""Registers what a site has of its own, through the hooks that every plugin uses: settings, menus, files for robots."""

from collections.abc import Iterable

from django.urls import path
from django.views.generic import TemplateView
from wagtail.models import Site

from cms.hookspecs import NavigationEntry, SettingsRegistration, UrlPatterns, hookimpl
from home.navigation_overrides import Navigation
from home.public_settings import public_settings
from home.site_settings import SiteSettings
from home.sitemap import LIST, sitemap

__all__ = ["navigation_entries", "site_settings", "url_patterns"]


@hookimpl
def site_settings() -> Iterable[SettingsRegistration]:
    """The site's own settings, and its menus."""
    yield SettingsRegistration(SiteSettings, icon="site", order=50, public=public_settings)
    yield SettingsRegistration(Navigation, icon="bars", order=51)


@hookimpl
def navigation_entries(site: Site, menu: str) -> Iterable[NavigationEntry]:
    """The entries that an editor has listed."""
    navigation = Navigation.objects.filter(site=site).first()
    if navigation is None:
        return
    for item in getattr(navigation, f"{menu}_items").select_related("page"):
        yield NavigationEntry(label=item.label, page=item.page, url=item.url, order=0)


@hookimpl
def url_patterns() -> Iterable[UrlPatterns]:
    """What search engines ask for at the root."""
    robots = TemplateView.as_view(template_name="robots.txt", content_type="text/plain")
    lists = path("sitemap-pages.xml", sitemap, {"section": "pages"}, name=LIST)
    yield UrlPatterns("", (path("sitemap.xml", sitemap), lists, path("robots.txt", robots)))
