"""What version 3 says of every page: the parts of the read schemas that all page types share.

``PublicPageSchema`` is the base class of the schemas that ``registration`` makes; ``ListedPageSchema`` is a page in a
list. A property that is always there has no default, which makes it a required one in the document.
"""

from datetime import datetime
from typing import Any

from django.urls import reverse
from ninja import Schema
from wagtail.api.utils import get_full_url
from wagtail.api.v3.schemas import BasePageSchema, PageMetaSchema, PageSchema
from wagtail.api.v3.schemas.pages import BasePageMetaSchema, SimpleBasePageMetaSchema, SimpleBasePageSchema

from blocks.addresses import page_address
from cms.api.public import same_site, shown_page, shown_parent

__all__ = ["ListedPageSchema", "PublicPageSchema"]


class AddressedMetaSchema(Schema):
    """The two addresses of a page: in this API, and for readers. The second is null where no site has one."""

    detail_url: str
    html_url: str | None

    @staticmethod
    def resolve_detail_url(obj: Any, context: dict[str, Any]) -> str:
        """Called by Ninja."""
        request = context["request"]
        path = reverse("wagtailapi_v3:detail_page", kwargs={"page_id": obj.pk})
        url: str = get_full_url(request, path)
        return f"{url}{same_site(request, obj)}"

    @staticmethod
    def resolve_html_url(obj: Any, context: dict[str, Any]) -> str | None:
        """Called by Ninja."""
        address = page_address(obj)
        return address.url if address else None


class PageLinkMetaSchema(AddressedMetaSchema, SimpleBasePageMetaSchema):
    """Of a page that another one names."""

    type: str
    detail_url: str
    html_url: str | None


class PageLinkSchema(SimpleBasePageSchema):
    """A page that another one names."""

    meta: PageLinkMetaSchema


class ListedPageMetaSchema(AddressedMetaSchema, BasePageMetaSchema):
    """Of a page in a list."""

    type: str
    detail_url: str
    html_url: str | None
    locale: str
    slug: str
    first_published_at: datetime | None


class ListedPageSchema(BasePageSchema):
    """A page in a list."""

    meta: ListedPageMetaSchema


class PublicPageMetaSchema(ListedPageMetaSchema, PageMetaSchema):
    """Names the page above and the page that is mirrored only when they are public."""

    detail_url: str
    html_url: str | None
    locale: str
    first_published_at: datetime | None
    show_in_menus: bool
    seo_title: str
    search_description: str
    alias_of: PageLinkSchema | None
    parent: PageLinkSchema | None

    @staticmethod
    def resolve_parent(obj: Any, context: dict[str, Any]) -> Any:
        """Called by Ninja."""
        return shown_parent(obj)

    @staticmethod
    def resolve_alias_of(obj: Any, context: dict[str, Any]) -> Any:
        """Called by Ninja."""
        return shown_page(obj.alias_of)


class PublicPageSchema(PageSchema):
    """A page in detail, without the fields of its type."""

    meta: PublicPageMetaSchema
