"""Which pages a change of one page reaches: those below it, their aliases, and so on. Read by the receivers' rooms."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from wagtail.models import Page

from blocks.visibility import is_public_page, visibility_scope

__all__ = ["below", "public_among", "reached_by"]


def below(page: Page) -> Iterator[Page]:
    """The pages below ``page`` in the tree's order, as they are in the database."""
    return Page.objects.filter(path__startswith=page.path, depth__gt=page.depth).order_by("path").iterator()


def reached_by(page: Page) -> Iterator[Page]:
    """``page``, all below it, and whatever is an alias of one of them or below that: what its restriction closes."""
    found: set[int] = set()
    roots = [page]
    while roots:
        under = Q()
        for root in roots:
            under |= Q(path__startswith=root.path)
        new = [found_page for found_page in Page.objects.filter(under) if found_page.pk not in found]
        found.update(found_page.pk for found_page in new)
        yield from new
        aliases = Page.objects.filter(alias_of__in=[found_page.pk for found_page in new]).exclude(pk__in=found)
        roots = list(aliases)


def public_among(pages: Iterable[Page], opened: Iterable[int] = ()) -> frozenset[int]:
    """The ids of those of ``pages`` that the public can see, or could if the restrictions ``opened`` were not."""
    with visibility_scope(opened=frozenset(opened)):
        return frozenset(page.pk for page in pages if is_public_page(page))
