"""Forms of Wagtail's blocks that hold one value: texts, numbers, dates, choices, rich text."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, Literal

from django.core.serializers.json import DjangoJSONEncoder
from pydantic import Field
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock

from blocks.api_forms.form import ApiForm, register_api_form
from blocks.api_forms.naming import list_of
from blocks.rich_text import RichTextMarker, to_public_text

__all__: list[str] = []


def _text(value: Any, context: dict[str, Any] | None = None) -> str:
    return str(value or "")


@register_api_form(blocks.CharBlock, blocks.TextBlock, blocks.RegexBlock, blocks.RawHTMLBlock, blocks.BlockQuoteBlock)
def text_form(block: Any, name: str) -> ApiForm:
    """A text, empty when nobody has written it."""
    return ApiForm(str, _text)


@register_api_form(blocks.EmailBlock)
def email_form(block: Any, name: str) -> ApiForm:
    """An email address, perhaps empty. Editors may write domains in any script."""
    return _formatted_text("idn-email", required=block.required)


@register_api_form(blocks.URLBlock)
def url_form(block: Any, name: str) -> ApiForm:
    """An address, perhaps empty. Editors may write it in any script, which the format ``uri`` does not allow."""
    return _formatted_text("iri", required=block.required)


@register_api_form(EmbedBlock)
def embed_form(block: Any, name: str) -> ApiForm:
    """The address of what is embedded, perhaps empty. The provider is not asked."""
    return ApiForm(str, lambda value, context: _text(value.url if value else ""))


def _formatted_text(name: str, *, required: bool) -> ApiForm:
    if not required:  # an empty text is no address
        return ApiForm(str, _text)
    return ApiForm(Annotated[str, _Format(name)], _text)


class _Format:
    """Marks a text with a format of JSON Schema."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Format) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(core_schema), "format": self.name}


@register_api_form(blocks.BooleanBlock)
def boolean_form(block: Any, name: str) -> ApiForm:
    """Yes or no; never null."""
    return ApiForm(bool, lambda value, context: bool(value))


@register_api_form(blocks.StaticBlock)
def static_form(block: Any, name: str) -> ApiForm:
    """Nothing: that the block stands there says it all."""
    return ApiForm(None, lambda value, context: None)


def _number(convert: type) -> Callable[[Any, str], ApiForm]:
    def make(block: Any, name: str) -> ApiForm:
        return ApiForm(
            convert, lambda value, context: None if value is None else convert(value), nullable=not block.required
        )

    return make


register_api_form(blocks.IntegerBlock)(_number(int))
register_api_form(blocks.FloatBlock)(_number(float))
register_api_form(blocks.DecimalBlock)(_number(str))  # as a text, so that no digit is lost


def _moment(block_type: type[blocks.Block], name: str) -> None:
    @register_api_form(block_type)
    def make(block: Any, _name: str) -> ApiForm:
        return ApiForm(Annotated[str, _Format(name)], _iso, nullable=not block.required)


def _iso(value: Any, context: dict[str, Any] | None = None) -> str | None:
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        value = value.astimezone(datetime.UTC)
    text: str = DjangoJSONEncoder().default(value)
    return text


_moment(blocks.DateBlock, "date")
_moment(blocks.DateTimeBlock, "date-time")


@register_api_form(blocks.TimeBlock)
def time_form(block: Any, name: str) -> ApiForm:
    """A time of day (``"09:30:00"``). Not the format ``time`` of JSON Schema, which asks for an offset."""
    pattern = Field(pattern=r"^\d\d:\d\d:\d\d(\.\d+)?$")
    return ApiForm(Annotated[str, pattern], _iso, nullable=not block.required)


@register_api_form(blocks.ChoiceBlock)
def choice_form(block: Any, name: str) -> ApiForm:
    """One of the block's choices; null where there is none, or one that is not offered any more."""
    known = frozenset(_keys(block))
    return ApiForm(_enumeration(block), lambda value, context: value if value in known else None, nullable=True)


@register_api_form(blocks.MultipleChoiceBlock)
def multiple_choice_form(block: Any, name: str) -> ApiForm:
    """Some of the block's choices; what is not offered any more is left out."""
    known = frozenset(_keys(block))
    return ApiForm(
        list_of(_enumeration(block)),
        lambda value, context: [entry for entry in value or () if entry in known],
    )


def _enumeration(block: Any) -> Any:
    keys = tuple(dict.fromkeys(_keys(block)))
    return Literal[keys] if keys else str


def _keys(block: Any) -> Iterator[Any]:
    """The values that ``block`` offers, in their order; without the empty one that stands for no choice."""
    yield from (key for key in _flat(block.field.choices) if key not in ("", None))


def _flat(choices: Iterable[Any]) -> Iterator[Any]:
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield key


@register_api_form(blocks.RichTextBlock)
def rich_text_form(block: Any, name: str) -> ApiForm:
    """Rich text as the public gets it, whatever rich text block it is."""
    features = tuple(block.features) if block.features is not None else None
    return ApiForm(
        Annotated[str, RichTextMarker(features)],
        lambda value, context: to_public_text(value, features=features),
    )
