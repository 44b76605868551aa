"""What the templates of pages ask for: public pages of a relation, dates in words, rich text, addresses."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from blocks.links import without_dead_links
from blocks.outline import OutlineEntry
from blocks.visibility import is_public_file, is_public_page, public_pages, visibility_scope
from home.index_listing import Listing, index_listing, shows_listing
from home.page_outline import page_outline
from pages.dates import PartialDate, span_label

__all__ = ["register"]

register = template.Library()


@register.filter
def public_html(source: str) -> SafeString:
    """Rich text as HTML; a link to what the public may not see is plain text."""
    with visibility_scope():
        return mark_safe(without_dead_links(expand_db_html(source or "")))  # noqa: S308 (the editor's whitelist made it)


@register.filter
def is_public(page: Page | None) -> bool:
    """Whether everybody may see ``page``."""
    return is_public_page(page)


@register.filter
def description(page: Any) -> str:
    """A page in a sentence or two, for cards and search engines: the first of its texts that is filled in."""
    names = ("summary", "search_description", "lede", "hero_text")
    return next((text for name in names if (text := getattr(page, name, ""))), "")


@register.filter
def sharing_image(page: Any) -> Any:
    """The picture that stands for a page on cards and when it is shared, if the public may see it."""
    picture = getattr(page, "social_image", None) or getattr(page, "hero_image", None)
    return picture if is_public_file(picture) else None


@register.filter
def phone_address(phone: str) -> str:
    """The ``tel:`` address (RFC 3966) of a phone number as people write it, with its extension."""
    number, _separator, extension = re.sub(r"(?i)\s*(?:extension|ext\.?|x)\s*", ";ext=", phone).partition(";ext=")
    digits = re.sub(r"[^0-9+]", "", number)
    return f"tel:{digits};ext={extension}" if extension else f"tel:{digits}"


@register.filter
def short_address(url: str) -> str:
    """A web address as people say it: without scheme, ``www.`` and the last slash."""
    parts = urlsplit(url)
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}"


@register.simple_tag
def timeframe(starts: PartialDate | None, ends: PartialDate | None) -> str:
    """A span of dates in words, for instance "from mid-2018"; empty without dates."""
    return span_label(starts, ends)


@register.simple_tag
def names(relation: Any) -> str:
    """The names of a relation's objects, separated by commas."""
    return ", ".join(str(item) for item in relation.all())


@register.simple_tag(name="page_outline")
def page_outline_tag(page: Page) -> list[OutlineEntry]:
    """What “On this page” lists."""
    with visibility_scope():
        return page_outline(page)


@register.simple_tag(name="index_listing", takes_context=True)
def index_listing_tag(context: template.Context, page: Any) -> Listing | None:
    """The pages that an index page lists, as far as the reader's filters let them through; ``None`` for no list."""
    request = context.get("request")
    with visibility_scope():
        if not shows_listing(page):
            return None
    return index_listing(page, request.GET if request else {})


@register.simple_tag
def featured_pages(page: Any) -> list[Page]:
    """The public pages that a home page features, as their own types."""
    return _public_specific([row.page_id for row in page.featured.all()])


@register.simple_tag
def related_programs(page: Any) -> list[Page]:
    """The public programs that belong with a community."""
    return _public_specific([row.program_id for row in page.related_programs.all()])


def _public_specific(ids: list[int]) -> list[Page]:
    with visibility_scope():
        pages = {page.pk: page for page in public_pages(Page.objects.filter(pk__in=ids)).specific()}
    return [pages[pk] for pk in ids if pk in pages]


@register.tag
def visibility(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """``{% visibility %}...{% endvisibility %}``: within it, what is restricted is read from the database only once."""
    nodes = parser.parse(("endvisibility",))
    parser.delete_first_token()
    return _VisibilityNode(nodes)


class _VisibilityNode(template.Node):
    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        with visibility_scope():
            return self.nodelist.render(context)
