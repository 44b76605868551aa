"""Code: commands, requests and their answers, for pages that developers read."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock, TextBlock

from blocks import groups

__all__ = ["CODE_LANGUAGES", "CodeBlock", "CodeData"]

CODE_LANGUAGES = [
    ("text", _("Plain text")),
    ("bash", "Shell"),
    ("css", "CSS"),
    ("csv", "CSV"),
    ("html", "HTML"),
    ("http", "HTTP"),
    ("javascript", "JavaScript"),
    ("json", "JSON"),
    ("markdown", "Markdown"),
    ("python", "Python"),
    ("ruby", "Ruby"),
    ("sql", "SQL"),
    ("typescript", "TypeScript"),
    ("xml", "XML"),
    ("yaml", "YAML"),
]


class CodeData(TypedDict):
    """Code in the API. ``language`` is one of ``CODE_LANGUAGES``, or what an import named."""

    language: str
    code: str
    caption: str


class SourceBlock(TextBlock):
    """Text in which leading spaces count."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field_options["strip"] = False


class CodeBlock(StructBlock):
    """Code or commands, shown exactly as typed."""

    language = ChoiceBlock(label=_("Language"), choices=CODE_LANGUAGES, default="text", search_index=False)
    code = SourceBlock(label=_("Code"), rows=6)
    caption = CharBlock(
        label=_("Caption"), required=False, default="", max_length=255, help_text=_("What the code does.")
    )

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> CodeData:
        """See ``CodeData``."""
        return CodeData(language=value["language"] or "text", code=value["code"] or "", caption=value["caption"] or "")

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
