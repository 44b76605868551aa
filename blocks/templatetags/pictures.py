"""Template tag that shows an image by a recipe, as a frontend would: used by the templates of blocks."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from blocks.renditions import rendition_references
from blocks.visibility import is_public_file

__all__ = ["recipe_picture"]

register = template.Library()

MODERN_FORMATS = (("avif", "image/avif"), ("webp", "image/webp"))


@register.simple_tag
def recipe_picture(image: Any, recipe: str, *, alt: str = "", sizes: str = "100vw") -> SafeString | str:
    """``<picture>`` with every size and format of ``recipe`` that is prepared; the original file when the installation
    has no such recipe. Empty when the public may not see the image. Addresses have no host, as the page's own.
    """
    if not is_public_file(image) or not image.file:
        return ""
    rendition = rendition_references(image, address=str).get(recipe)
    if rendition is None:
        return format_html('<img src="{}" alt="{}" loading="lazy">', image.file.url, alt)
    srcset = rendition["srcset"]
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        ((mime, candidates, sizes) for form, mime in MODERN_FORMATS if (candidates := srcset[form])),  # type: ignore[literal-required]
    )
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="lazy"></picture>',
        sources,
        rendition["src"],
        srcset["original"],
        sizes,
        rendition["width"],
        rendition["height"],
        alt,
    )
