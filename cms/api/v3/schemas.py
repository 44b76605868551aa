"""The part of the read schema that all page types share. Base class of the schemas that ``registration`` makes."""

from typing import Any

from wagtail.api.v3.schemas import PageMetaSchema, PageSchema

from cms.api.public import shown_page

__all__ = ["PublicPageSchema"]


class PublicPageMetaSchema(PageMetaSchema):
    """Names the page above and the page that is mirrored only when they are public."""

    @staticmethod
    def resolve_parent(obj: Any, context: dict[str, Any]) -> Any:
        """Called by Ninja."""
        return shown_page(obj.get_parent())

    @staticmethod
    def resolve_alias_of(obj: Any, context: dict[str, Any]) -> Any:
        """Called by Ninja."""
        return shown_page(obj.alias_of)


class PublicPageSchema(PageSchema):
    """A page in detail, without the fields of its type."""

    meta: PublicPageMetaSchema
