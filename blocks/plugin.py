"""Registers the built-in section blocks, through the hook that every plugin uses."""

from collections.abc import Iterable

from wagtail.blocks import RichTextBlock

from cms.hookspecs import SectionBlockRegistration, hookimpl

__all__ = ["section_blocks"]


@hookimpl
def section_blocks() -> Iterable[SectionBlockRegistration]:
    """The built-in blocks, in the order of the block chooser."""
    yield SectionBlockRegistration("rich_text", RichTextBlock, order=10)
