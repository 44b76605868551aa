"""Sites and their home pages."""

import factory
import wagtail_factories
from django.conf import settings
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page, Site

from home.models import HomePage

__all__ = ["HomePageFactory", "SiteFactory", "default_home"]


class HomePageFactory(wagtail_factories.PageFactory):
    """A home page beside the first site's, directly under the tree's root."""

    class Meta:
        model = HomePage

    parent = factory.LazyFunction(lambda: Page.get_first_root_node())
    title = factory.Sequence(lambda number: f"Home {number}")


class SiteFactory(wagtail_factories.SiteFactory):
    """A further site with a home page of its own, such as ``SiteFactory(hostname="two.example.org", port=80)``."""

    hostname = factory.Sequence(lambda number: f"site-{number}.example.org")
    port = 80
    root_page = factory.SubFactory(HomePageFactory)


def default_home() -> Page:
    """The home page of the default site, as it is in the database now.

    A migration makes both; a test that empties the database (``transaction=True``) takes them away, so they are made
    again here.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        Locale.objects.get_or_create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
        root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
        home = root.add_child(instance=HomePage(title="Home", slug="home"))
        site = Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    return site.root_page.specific
