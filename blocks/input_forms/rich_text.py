"""Rich text as it is sent: HTML, or Markdown in an envelope that says so; sanitised to the features of its field.

Links to pages and files are those of the database: ``<a linktype="page" id="7">``. They are kept whatever they lead to,
and written out for readers only where that is public. The shapes are those of Wagtail's version 3.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Annotated, Any, Literal, NotRequired

from annotated_types import MaxLen
from bs4 import BeautifulSoup
from django.utils.html import escape
from pydantic import AfterValidator, Discriminator, Tag
from pydantic_core import PydanticCustomError
from wagtail.api.rich_text import APIRichText

from blocks.api_forms.naming import object_type
from blocks.input_forms.form import InputForm
from blocks.input_forms.markdown import html_of_markdown
from blocks.rich_text import RichTextMarker, usual_features

__all__ = ["LONGEST_RICH_TEXT", "MOST_RICH_TEXT", "reading_rich_text", "rich_text_form", "rich_text_input"]

LONGEST_RICH_TEXT = 50_000  # characters, of one text
MOST_RICH_TEXT = 80_000  # characters, of all that is read together: reading them takes less than half a second
TAG = 25  # characters that a tag counts as, a '[' in Markdown, and a text with markup beside its tags
MARKDOWN_CHARACTER = 4  # and one of Markdown, beside what it becomes
DEEPEST_RICH_TEXT = 40  # elements around one another
TAKEN_OUT = "HTML, or Markdown in an object. What the features do not offer is taken out."
MARKDOWN = "db_markdown"

_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9]*+)(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""")
_escaped: Any = escape  # as the sanitiser writes characters
_KEY = "data-block-key"
_KEY_VALUE = re.compile(r"[A-Za-z0-9]{1,20}")
_VOID = frozenset({"br", "embed", "hr", "img"})


class _Reading:
    """``removals`` is what was taken out, as Wagtail's ``RichTextRemoval``; ``left`` counts characters."""

    def __init__(self) -> None:
        self.removals: list[Any] = []
        self.left = MOST_RICH_TEXT

    def take(self, characters: int) -> None:
        """Count these, or refuse the text that they are of."""
        self.left -= characters
        if self.left < 0:
            raise PydanticCustomError(
                "too_much_rich_text",
                "All rich text together has at most {characters} characters, of which a tag, or a '[' in Markdown, "
                "counts as {tag} more, and one of Markdown as {markdown} more",
                {"characters": MOST_RICH_TEXT, "tag": TAG, "markdown": MARKDOWN_CHARACTER},
            )


_reading: ContextVar[_Reading | None] = ContextVar("rich_text_reading", default=None)


@contextmanager
def reading_rich_text() -> Iterator[list[Any]]:
    """Bound all rich text that is validated within this block of code; what is taken out of it is in the list."""
    reading = _Reading()
    token = _reading.set(reading)
    try:
        yield reading.removals
    finally:
        _reading.reset(token)


#: Rich text with the name of its format.
RichTextInput: Any = object_type(
    "RichTextInput",
    "Rich text in a format: HTML (`db_html`), or Markdown (`db_markdown`) with links such as `wagtail://page?id=7`.",
    (
        ("format", NotRequired[Literal["db_html", "db_markdown"]]),
        ("content", Annotated[str, MaxLen(LONGEST_RICH_TEXT)]),
    ),
    strict=True,
)
Sent: Any = Annotated[
    Annotated[str, MaxLen(LONGEST_RICH_TEXT), Tag("text")] | Annotated[RichTextInput, Tag("object")],
    Discriminator(lambda sent: "object" if isinstance(sent, dict) else "text"),
]


@cache
def rich_text_input(features: tuple[str, ...] | None) -> Any:
    """The type of rich text with these ``features`` (``None``: the usual ones). Valid, it is HTML as it is stored."""

    def clean(sent: str | dict[str, str]) -> str:
        reading = _reading.get() or _Reading()
        html = _html_of(sent, reading)
        is_plain = "<" not in html and "&" not in html
        reading.take(len(html) + (0 if is_plain else TAG * (html.count("<") + 1)))
        if is_plain:
            return str(escape(html))  # as the sanitiser writes it
        _check_tags(html)
        offered = list(usual_features() if features is None else features)
        cleaned, removed = APIRichText.sanitize_db_html(html, features=offered)
        reading.removals.extend(removed)
        return _with_keys(html, cleaned)

    return Annotated[Sent, AfterValidator(clean), RichTextMarker(features, TAKEN_OUT)]


def _html_of(sent: str | dict[str, str], reading: _Reading) -> str:
    if isinstance(sent, str) or sent.get("format") != MARKDOWN:
        return sent if isinstance(sent, str) else sent["content"]
    reading.take(MARKDOWN_CHARACTER * len(sent["content"]) + TAG * sent["content"].count("["))
    return html_of_markdown(sent["content"])


def rich_text_form(field: Any, *, required: bool = False) -> InputForm:
    """The form of a rich text, whose ``features`` a block or a model's field says (``None``: the usual ones)."""
    features = tuple(field.features) if field.features is not None else None
    return InputForm(rich_text_input(features), show=lambda stored: str(stored or ""), required=required)


def _with_keys(sent: str, html: str) -> str:
    """``html``, which was made of ``sent``; with the editor's keys of paragraphs if nothing else was taken out.

    Comments hang on these keys.
    """
    if _KEY not in sent:
        return html
    soup = BeautifulSoup(sent, "html.parser")
    with_keys = soup.decode(formatter=_escaped)
    for element in soup.find_all(True):
        if _KEY_VALUE.fullmatch(str(element.attrs.get(_KEY, ""))):
            del element.attrs[_KEY]
        element.attrs = dict(sorted(element.attrs.items()))
    return with_keys if soup.decode(formatter=_escaped) == html else html


def _check_tags(html: str) -> None:
    """Refuse what is no plain sequence of texts and tags: the parser needs a time that grows with the square of it."""
    if len(_TAG.findall(html)) != html.count("<"):
        raise PydanticCustomError("rich_text", "A '<' begins no element here. As a character, it is written '&lt;'")
    around: list[str] = []
    open_elements: Counter[str] = Counter()
    for closing, name in _TAG.findall(html.lower()):
        if name in _VOID:
            continue
        if not closing:
            around.append(name)
            open_elements[name] += 1
            if len(around) > DEEPEST_RICH_TEXT:
                raise PydanticCustomError(
                    "rich_text", "Elements are nested deeper than {deepest} levels", {"deepest": DEEPEST_RICH_TEXT}
                )
        elif open_elements[name]:  # it closes all that was opened within, too
            while around:
                closed = around.pop()
                open_elements[closed] -= 1
                if closed == name:
                    break
