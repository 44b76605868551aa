"""Which pages a change of one page reaches: those below it, and its aliases. Read by the receivers' rooms."""

from collections.abc import Iterable, Iterator

from wagtail.models import Page

from blocks import addresses
from blocks.visibility import is_public_page, visibility_scope

__all__ = ["below", "public_among", "reached_by", "root_paths", "site_roots"]


def below(page: Page) -> Iterator[Page]:
    """The pages below ``page`` in the tree's order, as they are in the database."""
    return Page.objects.filter(path__startswith=page.path, depth__gt=page.depth).order_by("path").iterator()


def reached_by(page: Page) -> Iterator[Page]:
    """What a restriction of ``page`` closes: the page, its aliases, theirs, and all below each of them."""
    roots, found = [page], {page.pk}
    while roots:
        root = roots.pop()
        yield root
        yield from below(root)
        aliases = list(Page.objects.filter(alias_of=root.pk).exclude(pk__in=found))
        found.update(alias.pk for alias in aliases)
        roots += aliases


def public_among(pages: Iterable[Page], opened: Iterable[int] = ()) -> frozenset[int]:
    """The ids of those of ``pages`` that the public can see, or could if the restrictions ``opened`` were not."""
    on_a_site = site_roots()
    with visibility_scope(opened=frozenset(opened)):
        return frozenset(page.pk for page in pages if page.url_path.startswith(on_a_site) and is_public_page(page))


def site_roots() -> tuple[str, ...]:
    """The ``url_path`` of each site's root. The public sees nothing that stands elsewhere.

    From the database: Wagtail's cache may miss a site that another process has made, whose pages would seem hidden.
    """
    with addresses.address_scope(anew=True):
        return root_paths()


def root_paths() -> tuple[str, ...]:
    """The same as the scope of addresses has them that the caller is in, for who asks of many objects."""
    return tuple(root.root_path for root in addresses.site_roots())
