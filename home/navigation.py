"""The menus of a site as data: derived from the page tree, or taken from the lists under Settings > Navigation.

Templates render them through ``home.templatetags.navigation_tags``; an API can serve them as they are, because nothing
here depends on who asks or on the page being read. A menu holds live pages that are marked "Show in menus" and that
everybody may see. A page whose parent is missing from a menu is missing too, and so is the root of another site that
lies within this one's tree; an editor can list a page of another site by hand.
"""

from collections.abc import Iterable

from django.db.models import Q
from typing_extensions import TypedDict
from wagtail.models import Page, Site

from blocks.addresses import address_scope, page_address
from blocks.dependencies import depends_on_every
from blocks.visibility import is_public_page, visibility_scope
from home.navigation_overrides import Navigation, NavigationItem

__all__ = ["MENU_LEVELS", "MenuItem", "breadcrumbs", "footer_menu", "main_menu", "section_menu"]

#: How many levels of pages a menu shows at most.
MENU_LEVELS = 4


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
        chosen = _chosen_items(site, "main_items")
        if chosen:
            return _from_items(site, chosen, levels)
        root = site.root_page
        if not is_public_page(root):
            return []
        return _Trees(site, [root], levels).below(root)


def footer_menu(site: Site) -> list[MenuItem]:
    """The footer menu of ``site``, one level: the first level of the tree unless an editor listed other items."""
    depends_on_every(Navigation, Page)
    with visibility_scope(), address_scope():
        chosen = _chosen_items(site, "footer_items")
        return _from_items(site, chosen, levels=1) if chosen else main_menu(site, levels=1)


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
    """The site of ``page`` as ``Page.get_site`` finds it, with its root page in the same query."""
    parts = page.get_url_parts()
    return Site.objects.select_related("root_page").get(pk=parts[0]) if parts else None


def _chosen_items(site: Site, relation: str) -> list[NavigationItem]:
    navigation = Navigation.objects.filter(site=site).first()
    return list(getattr(navigation, relation).select_related("page")) if navigation else []


def _from_items(site: Site, items: list[NavigationItem], levels: int) -> list[MenuItem]:
    pages = [item.page for item in items if item.page and is_public_page(item.page) and page_address(item.page)]
    trees = _Trees(site, pages, levels - 1)
    menu: list[MenuItem] = []
    for item in items:
        if item.page is None:
            menu.append(MenuItem(label=item.label, url=item.url, path=None, page_id=None, children=[]))
        elif item.page in pages:
            menu.append({**trees.item(item.page), "label": item.label or item.page.title})
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
