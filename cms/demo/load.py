"""Loads the demo: people, directory, pages, site settings, all in one transaction.

Called by ``manage.py load_demo``. It works once: where the demo was loaded before, only missing people are made, so
nothing that a person edited or removed comes back.
"""

from dataclasses import dataclass

from wagtail.models import Page, Site

from cms.demo.directory import Directory, create_directory
from cms.demo.models import DemoLoad
from cms.demo.pages import create_pages
from cms.demo.people import create_people
from cms.demo.sources import read
from cms.ledger.head import writing
from home.models import FooterMenuItem, Navigation, SiteSettings

__all__ = ["DemoReport", "load_demo"]


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What a load did: the user names created, and how many pages (0 when the demo was there already)."""

    people: list[str]
    pages: int


def load_demo() -> DemoReport:
    """Load the demo into the default site, unless it was loaded before."""
    with writing():
        people = create_people()
        if DemoLoad.objects.exists():
            return DemoReport(people, 0)
        site = Site.objects.get(is_default_site=True)
        directory = create_directory()
        pages = create_pages(site, directory)
        _apply_site_settings(site, directory, pages)
        DemoLoad.objects.create()
    return DemoReport(people, len(pages))


def _apply_site_settings(site: Site, directory: Directory, pages: dict[str, Page]) -> None:
    source = read("site")
    settings = SiteSettings.for_site(site)
    settings.name = source["name"]
    settings.acknowledgement = source["acknowledgement"]
    settings.contact = directory.get("contact", source["contact"])
    settings.footer_text = source["footer_text"]
    settings.save()
    navigation = Navigation.for_site(site)
    navigation.footer_items = [
        FooterMenuItem(label=item["label"], page=pages[item["page"]].page_ptr, sort_order=number)
        for number, item in enumerate(source["footer"])
    ]
    navigation.save()
