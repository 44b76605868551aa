"""What the dummy plugin registers. A package would name this module under the entry point group."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, StructBlock

from blocks.rich_text import RichTextBlock, to_public_html
from cms.hookspecs import SectionBlockRegistration, TrackedModel, hookimpl
from tests.cms.schedule.notices.models import Notice


class GlossaryData(TypedDict):
    """A term in the API; ``meaning`` is HTML."""

    term: str
    meaning: str


class GlossaryBlock(StructBlock):
    """A term with what it means."""

    term = CharBlock()
    meaning = RichTextBlock()

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> GlossaryData:
        return GlossaryData(term=value["term"], meaning=to_public_html(value["meaning"]))

    def render_basic(self, value: Any, context: dict[str, Any] | None = None) -> str:
        return format_html('<div class="glossary"><dfn>{}</dfn> {}</div>', value["term"], value["meaning"])

    class Meta:
        icon = "openquote"
        label = "Glossary term"


@hookimpl
def section_blocks() -> Iterable[SectionBlockRegistration]:
    yield SectionBlockRegistration("glossary", GlossaryBlock, slots=("content", "program"))


@hookimpl
def tracked_models() -> Iterable[TrackedModel]:
    yield TrackedModel(Notice, further_tags=("banner",))
