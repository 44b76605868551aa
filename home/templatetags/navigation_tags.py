"""Menus in templates: ``home.navigation``'s data, marked for the page that is being read.

Links stay within the CMS's own sites, whatever frontends there are. Each tag is used as ``{% main_menu as menu %}`` and
gives ``Link`` objects.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from wagtail.models import Page, Site

from blocks.addresses import cms_addresses
from home import navigation

__all__ = ["Link", "register"]

register = template.Library()


@dataclass(frozen=True, slots=True)
class Link:
    """A menu item as a template needs it. ``current`` is the page being read, ``open`` also every page above it."""

    label: str
    href: str
    current: bool
    open: bool
    children: tuple[Link, ...]


@register.simple_tag(takes_context=True)
def main_menu(context: template.Context) -> tuple[Link, ...]:
    """The main menu of the site; the home page's own entry is the site's name, which the header shows."""
    site = _site(context)
    with cms_addresses():
        return _links(navigation.main_menu(site), _trail(context)) if site else ()


@register.simple_tag(takes_context=True)
def footer_menu(context: template.Context) -> tuple[Link, ...]:
    """The footer menu of the site."""
    site = _site(context)
    with cms_addresses():
        return _links(navigation.footer_menu(site), _trail(context)) if site else ()


@register.simple_tag(takes_context=True)
def section_menu(context: template.Context) -> Link | None:
    """The menu of the section that the page is in; ``None`` where it would hold nothing but the section itself."""
    page = _page(context)
    with cms_addresses():
        item = navigation.section_menu(page) if page else None
    if item is None or not item["children"]:
        return None
    return _links([item], _trail(context))[0]


@register.simple_tag(takes_context=True)
def breadcrumbs(context: template.Context) -> tuple[Link, ...]:
    """The pages above the page."""
    trail = _trail(context)
    return _links(trail.above, trail)


@dataclass(frozen=True, slots=True)
class _Trail:
    """Where the reader is: the page and what is above it."""

    page_id: int | None
    above: list[navigation.MenuItem]


def _trail(context: template.Context) -> _Trail:
    """Where the reader is. Several menus of one page ask, so it is kept with the request."""
    page, request = _page(context), context.get("request")
    if page is None:
        return _Trail(None, [])
    key = f"_home_trail_{page.path}"
    trail: _Trail | None = getattr(request, key, None)
    if trail is None:
        with cms_addresses():
            trail = _Trail(page.pk, navigation.breadcrumbs(page))
        if request is not None:
            setattr(request, key, trail)
    return trail


def _page(context: template.Context) -> Page | None:
    page = context.get("page")
    return page if isinstance(page, Page) and page.path else None


def _site(context: template.Context) -> Site | None:
    request = context.get("request")
    return Site.find_for_request(request) if request else None


def _links(items: Iterable[navigation.MenuItem], trail: _Trail) -> tuple[Link, ...]:
    above = {item["page_id"] for item in trail.above}
    return tuple(_link(item, trail.page_id, above) for item in items)


def _link(item: navigation.MenuItem, page_id: int | None, above: set[int | None]) -> Link:
    current = page_id is not None and item["page_id"] == page_id
    return Link(
        label=item["label"],
        href=item["path"] or item["url"],
        current=current,
        open=current or (item["page_id"] is not None and item["page_id"] in above),
        children=tuple(_link(child, page_id, above) for child in item["children"]),
    )
