"""Edits of sites, of their settings, menus and redirects, and of languages."""

import random

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from home.navigation_overrides import Navigation
from home.site_settings import SiteSettings, SocialLink
from pages.models import Contact, ContentPage
from tests.cms.delivery.edits.choosing import WORDS, page_of, pick

__all__ = [
    "language",
    "navigation",
    "page_over_redirect",
    "redirect",
    "redirect_over_page",
    "root",
    "site",
    "site_settings",
    "social",
]


def redirect(chance: random.Random) -> None:
    """A redirect comes, leads elsewhere, or goes."""
    found = pick(chance, Redirect.objects.order_by("pk"))
    if found is None or chance.random() < 0.3:
        Redirect.objects.create(old_path=f"/gone-{chance.randrange(10**6)}", redirect_page=page_of(chance))
    elif chance.random() < 0.3:
        found.delete()
    else:
        found.redirect_page, found.redirect_link = page_of(chance), ""
        found.is_permanent = chance.random() < 0.5
        found.site = chance.choice([None, *Site.objects.order_by("pk")]) if chance.random() < 0.3 else None
        found.save()


def redirect_over_page(chance: random.Random) -> None:
    """A redirect from where a page stands, or will stand."""
    if page := page_of(chance):
        path = "/" + page.url_path.strip("/").partition("/")[2]
        Redirect.objects.get_or_create(
            old_path=Redirect.normalise_path(path), defaults={"redirect_link": "https://x.org"}
        )


def page_over_redirect(chance: random.Random) -> None:
    """A page that comes to stand where a redirect leads on from, or a redirect for one site alone, which wins."""
    found = pick(chance, Redirect.objects.filter(site=None).order_by("pk"))
    home = Site.objects.get(is_default_site=True).root_page
    slug = found.old_path.strip("/") if found else ""
    if slug and "/" not in slug and Page._slug_is_available(slug, home):
        if chance.random() < 0.5:
            home.add_child(instance=ContentPage(title=slug.title(), slug=slug))
        else:
            Redirect.objects.get_or_create(
                old_path=found.old_path, site=home.sites_rooted_here.first(), redirect_link="https://one.example.org/"
            )


def site(chance: random.Random) -> None:
    """The name and the port of a site, in all addresses of its pages; the second one is at another host, too, or at
    its own again.
    """
    found = pick(chance, Site.objects.order_by("pk"))
    found.site_name = chance.choice(WORDS)
    found.port = chance.choice([80, 8000])
    if not found.is_default_site:
        found.hostname = "two.example.org" if found.hostname != "two.example.org" else "three.example.org"
    found.save()


def root(chance: random.Random) -> None:
    """The second site begins at another page."""
    if found := Site.objects.filter(is_default_site=False).order_by("pk").first():
        found.root_page = chance.choice(list(Page.objects.filter(depth__gte=2).order_by("pk")))
        found.save()


def language(chance: random.Random) -> None:
    """One more language, or one less."""
    found = Locale.objects.filter(language_code="fr").first()
    if found:
        found.delete()
    else:
        Locale.objects.create(language_code="fr")


def site_settings(chance: random.Random) -> None:
    """The settings of a site."""
    settings = SiteSettings.for_site(pick(chance, Site.objects.order_by("pk")))
    settings.name = chance.choice(WORDS)
    page = page_of(chance)
    settings.acknowledgement = f'<p><a linktype="page" id="{page.pk}">x</a></p>' if page else ""
    settings.contact = pick(chance, Contact.objects.order_by("pk"))
    settings.save()


def social(chance: random.Random) -> None:
    """A part of a site's settings, saved or deleted by itself."""
    settings = SiteSettings.for_site(pick(chance, Site.objects.order_by("pk")))
    if found := SocialLink.objects.filter(settings=settings).first():
        found.delete()
    else:
        SocialLink.objects.create(settings=settings, label=chance.choice(WORDS), url="https://social.example.org/")


def navigation(chance: random.Random) -> None:
    """The menus of a site by hand."""
    found = Navigation.for_site(pick(chance, Site.objects.order_by("pk")))
    if (page := page_of(chance, live=True)) is not None:
        kinds = [name for name in ("main_items", "footer_items") if hasattr(found, name)]
        items = getattr(found, chance.choice(kinds))
        items.set([items.model(label=chance.choice(WORDS), page=page)] if chance.random() < 0.7 else [])
        found.save()
