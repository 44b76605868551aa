"""Registers the built-in section blocks, through the hook that every plugin uses."""

from collections.abc import Iterable

from blocks.accordion import AccordionBlock
from blocks.actions import CallToActionBlock
from blocks.cards import CardsBlock
from blocks.code import CodeBlock
from blocks.documents import DocumentsBlock
from blocks.facts import FactsBlock
from blocks.listing import ListingBlock
from blocks.media import ImageBlock
from blocks.people import ContactBlock
from blocks.sections import DividerBlock
from blocks.steps import StepsBlock
from blocks.tables import TableBlock
from blocks.text import CalloutBlock, ProseBlock, QuoteBlock
from blocks.video import VideoBlock
from cms.hookspecs import SectionBlockRegistration, hookimpl

__all__ = ["BUILT_IN_BLOCKS", "section_blocks"]

#: By name, in the order of the block chooser.
BUILT_IN_BLOCKS = {
    "divider": DividerBlock,
    "rich_text": ProseBlock,
    "callout": CalloutBlock,
    "quote": QuoteBlock,
    "steps": StepsBlock,
    "accordion": AccordionBlock,
    "facts": FactsBlock,
    "table": TableBlock,
    "code": CodeBlock,
    "image": ImageBlock,
    "video": VideoBlock,
    "documents": DocumentsBlock,
    "cards": CardsBlock,
    "listing": ListingBlock,
    "call_to_action": CallToActionBlock,
    "contact": ContactBlock,
}


@hookimpl
def section_blocks() -> Iterable[SectionBlockRegistration]:
    """The built-in blocks."""
    for position, (name, block) in enumerate(BUILT_IN_BLOCKS.items(), start=1):
        yield SectionBlockRegistration(name, block, order=position)
