"""How the API serves what several page types share, and the base of all serializers of page types."""

from typing import Any

from rest_framework.fields import Field
from typing_extensions import TypeAliasType

from blocks.outline import OutlineEntry
from blocks.references import ImageReference, PageReference, image_reference, page_reference

__all__ = [
    "Json",
    "LabelSerializer",
    "OutlineSerializer",
    "PageReferenceSerializer",
    "PublicField",
    "SocialImageSerializer",
]


#: JSON of a form that a standard of its own describes, such as JSON-LD, for a client to hand on as it is.
Json = TypeAliasType("Json", "dict[str, Json] | list[Json] | str | int | float | bool | None")


class PublicField(Field[Any, Any, Any, Any]):
    """Base of every serializer of a page type. It only reads, and is never called without a value.

    Subclasses state exactly what ``to_representation`` returns: API version 3 is typed by that annotation, and no
    relation expands by accident.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)


class LabelSerializer(PublicField):
    """A text that is derived from other fields, such as the words for a span of time."""

    def to_representation(self, value: str) -> str:
        """``value`` is the text."""
        return value


class OutlineSerializer(PublicField):
    """“On this page”."""

    def to_representation(self, value: list[OutlineEntry]) -> list[OutlineEntry]:
        """``value`` is the outline."""
        return value


class PageReferenceSerializer(PublicField):
    """A link to a page; ``null`` when the public may not see it."""

    def to_representation(self, value: Any) -> PageReference | None:
        """``value`` is the page."""
        return page_reference(value)


class SocialImageSerializer(PublicField):
    """The image for cards and sharing; ``null`` when the public may not see it."""

    def to_representation(self, value: Any) -> ImageReference | None:
        """``value`` is the image."""
        return image_reference(value)
