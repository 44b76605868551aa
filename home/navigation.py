"""The menus of a site as data: derived from the page tree, or taken from the lists under Settings > Navigation, with
what plugins add by the ``navigation_entries`` hook.

Templates render them through ``home.templatetags.navigation_tags``; an API can serve them as they are, because nothing
here depends on who asks or on the page being read. A menu holds live pages that are marked "Show in menus" and that
everybody may see. A page whose parent is missing from a menu is missing too, and so is the root of another site that
lies within this one's tree; an editor can list a page of another site by hand.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q
from typing_extensions import TypedDict
from wagtail.models import Page, Site

from blocks.addresses import address_scope, known_sites, page_address
from blocks.dependencies import depends_on_every
from blocks.visibility import is_public_page, visibility_scope
from cms.hookspecs import NavigationEntry
from cms.plugins.manager import answers
from home.navigation_overrides import Navigation

__all__ = ["MENU_LEVELS", "MenuItem", "breadcrumbs", "footer_menu", "main_menu", "section_menu"]

#: How many levels of pages a menu shows at most.
MENU_LEVELS = 4

#: Who registers what editors have listed.
EDITORS = "home.plugin"


class MenuItem(TypedDict):
    """An item of a menu. ``url`` is absolute, on the domain of the page's frontend, or as an editor typed it; ``path``
    is the address within the site, for its own pages only.
    """

    label: str
    url: str
    path: str | None
    page_id: int | None
    children: "list[MenuItem]"


def main_menu(site: Site, levels: int = MENU_LEVELS) -> list[MenuItem]:
    """The main menu of ``site``, ``levels`` deep: the pages below its root unless an editor listed others."""
    depends_on_every(Navigation, Page)
    with visibility_scope(), address_scope():
        entries = _entries(site, "main")
        tree = [] if entries.chosen else _tree(site, levels)
        before, after = entries.around
        return [*_from(site, before, levels), *tree, *_from(site, after, levels)]


def footer_menu(site: Site) -> list[MenuItem]:
    """The footer menu of ``site``, one level: the first level of the tree unless an editor listed other items."""
    depends_on_every(Navigation, Page)
    with visibility_scope(), address_scope():
        entries = _entries(site, "footer")
        items = [] if entries.chosen else main_menu(site, levels=1)
        before, after = entries.around
        return [*_from(site, before, 1), *items, *_from(site, after, 1)]


def section_menu(page: Page, levels: int = MENU_LEVELS) -> MenuItem | None:
    """The part of the site that ``page`` is in: the page just below the site's root with the pages under it.

    ``None`` for the root itself, for a page outside of any site, and where the section is not public.
    """
    with visibility_scope(), address_scope():
        site = _site_of(page)
        if site is None or page.depth <= site.root_page.depth:
            return None
        depth = site.root_page.depth + 1
        section = page if page.depth == depth else Page.objects.filter(path=page.path[: depth * Page.steplen]).first()
        if not is_public_page(section):
            return None
        trees = _Trees(site, [section], levels - 1)
        return trees.item(section)


def breadcrumbs(page: Page) -> list[MenuItem]:
    """The pages above ``page``, from the site's root down; ``page`` itself is not among them."""
    with visibility_scope(), address_scope():
        site = _site_of(page)
        if site is None:
            return []
        ancestors = page.get_ancestors().filter(depth__gte=site.root_page.depth)
        links = _Links(site)
        return [links.item(ancestor) for ancestor in ancestors if is_public_page(ancestor)]


def _site_of(page: Page) -> Site | None:
    """The site of ``page``, with its root page."""
    address = page_address(page)
    return next((site for site in known_sites() if site.pk == address.site_id), None) if address else None


class _Entries(NamedTuple):
    """What the plugins say of a menu, in order."""

    chosen: bool  # whether an editor listed entries, in place of those of the tree
    around: tuple[list[NavigationEntry], list[NavigationEntry]]  # before those of the tree, and from there on


def _entries(site: Site, menu: str) -> _Entries:
    found = answers("navigation_entries", NavigationEntry, site=site, menu=menu)
    entries = sorted((answer.item for answer in found), key=lambda entry: entry.order)
    around = [entry for entry in entries if entry.order < 0], [entry for entry in entries if entry.order >= 0]
    return _Entries(any(answer.plugin == EDITORS for answer in found), around)


def _tree(site: Site, levels: int) -> list[MenuItem]:
    root = site.root_page
    return _Trees(site, [root], levels).below(root) if is_public_page(root) else []


def _from(site: Site, entries: list[NavigationEntry], levels: int) -> list[MenuItem]:
    pages = [entry.page for entry in entries if entry.page and is_public_page(entry.page) and page_address(entry.page)]
    trees = _Trees(site, pages, levels - 1)
    menu: list[MenuItem] = []
    for entry in entries:
        if entry.page is None:
            menu.append(MenuItem(label=entry.label, url=entry.url, path=None, page_id=None, children=[]))
        elif entry.page in pages:
            menu.append({**trees.item(entry.page), "label": entry.label or entry.page.title})
    return menu


class _Links:
    """Makes menu items of pages."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def item(self, page: Page) -> MenuItem:
        address = page_address(page, self.site)
        return MenuItem(
            label=page.title,
            url=address.url if address else "",
            path=address.path if address and address.site_id == self.site.pk else None,
            page_id=page.pk,
            children=[],
        )


class _Trees(_Links):
    """The public menu pages below some ``roots``, up to ``levels`` deep, read with one query."""

    def __init__(self, site: Site, roots: Iterable[Page], levels: int) -> None:
        super().__init__(site)
        self._children: dict[str, list[Page]] = {}
        within = Q(pk__in=[])
        sites = {}
        for root in roots:
            sites[root.path] = self._site_id(root)
            within |= Q(path__startswith=root.path, depth__gt=root.depth, depth__lte=root.depth + levels)
        if not within or levels < 1:
            return
        for page in Page.objects.live().in_menu().filter(within).order_by("path"):
            above = page.path[: -Page.steplen]
            if sites.get(above) == self._site_id(page) and is_public_page(page):
                sites.setdefault(page.path, sites[above])
                self._children.setdefault(above, []).append(page)

    def item(self, page: Page) -> MenuItem:
        return {**super().item(page), "children": self.below(page)}

    def _site_id(self, page: Page) -> int | None:
        address = page_address(page, self.site)
        return address.site_id if address else None

    def below(self, page: Page) -> list[MenuItem]:
        return [self.item(child) for child in self._children.get(page.path, [])]
