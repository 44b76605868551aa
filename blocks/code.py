"""Code: commands, requests and their answers, for pages that developers read."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock, TextBlock

from blocks import groups
from blocks.stored_choices import stored_choice

__all__ = ["CodeBlock", "CodeData", "CodeLanguage"]


class CodeLanguage(models.TextChoices):
    """What code is written in, for highlighting."""

    TEXT = "text", _("Plain text")
    BASH = "bash", "Shell"
    CSS = "css", "CSS"
    CSV = "csv", "CSV"
    HTML = "html", "HTML"
    HTTP = "http", "HTTP"
    JAVASCRIPT = "javascript", "JavaScript"
    JSON = "json", "JSON"
    MARKDOWN = "markdown", "Markdown"
    PYTHON = "python", "Python"
    RUBY = "ruby", "Ruby"
    SQL = "sql", "SQL"
    TYPESCRIPT = "typescript", "TypeScript"
    XML = "xml", "XML"
    YAML = "yaml", "YAML"


class CodeData(TypedDict):
    """Code in the API, with its spaces and line breaks."""

    language: CodeLanguage
    code: str
    caption: str


class SourceBlock(TextBlock):
    """Text in which leading spaces count."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field_options["strip"] = False


class CodeBlock(StructBlock):
    """Code or commands, shown exactly as typed."""

    language = ChoiceBlock(
        label=_("Language"), choices=CodeLanguage.choices, default=CodeLanguage.TEXT.value, search_index=False
    )
    code = SourceBlock(label=_("Code"), rows=6)
    caption = CharBlock(
        label=_("Caption"), required=False, default="", max_length=255, help_text=_("What the code does.")
    )

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> CodeData:
        """See ``CodeData``."""
        return CodeData(
            language=stored_choice(value["language"], CodeLanguage.TEXT),
            code=value["code"] or "",
            caption=value["caption"] or "",
        )

    class Meta:
        label = _("Code")
        icon = "code"
        group = groups.DATA
        template = "blocks/code.html"
        label_format = "{language}: {code}"
        description = _("Code or commands, shown exactly as typed.")
        preview_value = {
            "language": "bash",
            "code": "curl https://cms.example.org/api/v2/pages/",
            "caption": "List all pages",
        }
