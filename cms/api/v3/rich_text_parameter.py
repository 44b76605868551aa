"""The parameter that chooses the format of rich text. Declared by every endpoint whose answer holds some.

What it does, ``cms.api.middleware`` sees to: it holds for the whole answer.
"""

from typing import Annotated

from ninja import Field, Schema

from blocks.rich_text import RichTextFormat

__all__ = ["RichTextParameter", "RichTextParameters"]

RichTextParameter = Annotated[
    RichTextFormat, Field(description="How rich text is written: `html`, the usual, or `markdown`.")
]


class RichTextParameters(Schema):
    """For an endpoint whose parameters are grouped in schemas."""

    rich_text_format: RichTextParameter = "html"
