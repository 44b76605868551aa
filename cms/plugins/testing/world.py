"""A small installation to test in: a site with a section, and pages that not everybody may see.

Made by the fixtures ``site`` and ``world``, and by ``manage.py plugins check``.
"""

from dataclasses import dataclass

from django.conf import settings
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.plugins.testing.filling import filled
from home.models import HomePage
from pages.models import ContentPage, IndexPage

__all__ = ["SECRET", "World", "default_site", "hide_below", "make_world", "secret_title"]

#: In the title and the slug of everything that an anonymous reader must not see.
SECRET = "zanzibar"


@dataclass(frozen=True, slots=True)
class World:
    """``site`` and ``other_site``, the first one's ``home`` page and public ``section``; a ``private`` section, behind
    a password, and the ``other_home``: what is below the last two must not show on the first site.
    """

    site: Site
    home: Page
    section: Page
    private: Page
    other_site: Site
    other_home: Page


def default_site() -> Site:
    """The default site, with its home page. A test that emptied the database took them away; they are made again."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is not None:
        return site
    Locale.objects.get_or_create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    home = root.add_child(instance=HomePage(title="Home", slug="home"))
    return Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)


def make_world() -> World:
    """A ``World`` around the default site."""
    site = default_site()
    home = site.root_page.specific
    section = home.add_child(instance=IndexPage(title="Section", slug="section"))
    section.add_child(instance=ContentPage(title="Page", slug="page", lede="A page that everybody may read."))
    private = home.add_child(instance=IndexPage(title=secret_title("section"), slug=f"{SECRET}-section"))
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="open sesame")
    root = Page.get_first_root_node()
    other_home = root.add_child(instance=HomePage(title=secret_title("site"), slug=f"{SECRET}-site"))
    other_site = Site.objects.create(hostname="other.example.org", port=80, root_page=other_home)
    return World(site, home, section, private, other_site, other_home)


def hide_below(world: World, make: type[Page], **fields: object) -> list[Page]:
    """Pages of the type ``make`` that the first site's readers must not see: a draft, a private one, another site's."""
    hidden = []
    places = ((world.section, False, "draft"), (world.private, True, "private"), (world.other_home, True, "elsewhere"))
    for parent, live, kind in places:
        page = filled(make, title=secret_title(kind), slug=f"{SECRET}-{kind}-{make.__name__.lower()}", **fields)
        page.live = live
        hidden.append(Page.objects.get(pk=parent.pk).specific.add_child(instance=page))
    return hidden


def secret_title(kind: str) -> str:
    """A title that must not show."""
    return f"{SECRET.title()} {kind}"
