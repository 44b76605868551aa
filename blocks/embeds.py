"""What is embedded within rich text: images and media, as a plain element that loads nothing from elsewhere.

These replace Wagtail's own handlers for every rich text of the installation (registered in ``blocks.wagtail_hooks``).
An image that the public may not see is its alternative text. A video or the like is a link to it: asking its provider
for more would make a reader wait for somebody else's server, and tell that server about the reader.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.html import escape, format_html
from wagtail.images import get_image_model
from wagtail.rich_text import EmbedHandler

from blocks.references import image_reference
from blocks.visibility import objects_by_id

__all__ = ["PublicImageEmbedHandler", "PublicMediaEmbedHandler"]

SCHEMES = ("https://", "http://")


class PublicImageEmbedHandler(EmbedHandler):
    """Images. All images of a text are looked up in one query."""

    identifier = "image"

    @staticmethod
    def get_model() -> Any:
        """What the embeds refer to."""
        return get_image_model()

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        """The element of one image."""
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The elements of the images."""
        images = objects_by_id(cls.get_model(), {_id(attrs) for attrs in attrs_list} - {0})
        return [_image(images.get(_id(attrs)), attrs.get("alt", "")) for attrs in attrs_list]

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[tuple[Any, str, str, str]]:
        """The image, for the reference index; well-formed embeds only."""
        if _id(attrs):
            yield cls.get_model(), attrs["id"], "", ""


class PublicMediaEmbedHandler(EmbedHandler):
    """Videos and whatever else has an address elsewhere."""

    identifier = "media"

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        """A link to what is embedded."""
        url = attrs.get("url", "")
        return format_html('<p><a href="{0}">{0}</a></p>', url) if url.startswith(SCHEMES) else escape(url)


def _id(attrs: dict[str, str]) -> int:
    """The id that an embed names; 0, which no object has, when it names none."""
    value = attrs.get("id", "")
    return int(value) if value.isascii() and value.isdigit() else 0


def _image(image: Any, alt: str) -> str:
    reference = image_reference(image, alt=alt)
    if reference is None:
        return escape(alt)
    widest = max(reference["renditions"].values(), key=lambda rendition: rendition["width"], default=None)
    if widest is None:
        return escape(alt)
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}">', widest["src"], alt, widest["width"], widest["height"]
    )
