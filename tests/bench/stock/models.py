"""The page type, as Wagtail's own documentation writes one."""

from wagtail.api import APIField
from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

__all__ = ["StockPage"]


class StockPage(Page):
    """A page with a body of headings, rich text and images."""

    body = StreamField(
        [("heading", CharBlock()), ("text", RichTextBlock()), ("image", ImageChooserBlock())], blank=True
    )

    api_fields = [APIField("body")]
