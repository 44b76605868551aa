"""Code."""

import pytest
from django.http import QueryDict

from blocks.code import CodeBlock
from tests.blocks.bodies import body, errors_of, in_api, in_html

CODE = {"language": "python", "code": "    if a < b:\n        go()\n", "caption": "Go"}

pytestmark = pytest.mark.django_db


def test_code_stays_as_it_is() -> None:
    assert in_api("code", CODE) == CODE
    assert in_html("code", CODE).code.get_text() == CODE["code"]


def test_leading_spaces_survive_the_editors_form() -> None:
    block = CodeBlock()
    posted = QueryDict(mutable=True)
    posted.update({f"x-{name}": value for name, value in CODE.items()})

    assert dict(block.clean(block.value_from_datadict(posted, {}, "x"))) == CODE


def test_code_says_its_language_and_can_be_scrolled_by_keyboard() -> None:
    html = in_html("code", CODE)

    assert html.select_one("pre[tabindex='0'] > code.language-python") is not None
    assert (html.figcaption.get_text(), html.pre["aria-label"]) == ("Go", "Go")
    assert in_html("code", {**CODE, "caption": ""}).pre["aria-label"] == "Code"


def test_a_language_that_an_import_named_is_plain_text_to_readers_and_asked_for_in_the_editor() -> None:
    value = {**CODE, "language": "cobol"}

    assert in_api("code", value)["language"] == "text"
    assert list(errors_of("code", value)["blockErrors"]) == ["language"]


def test_language_names_are_no_words_of_the_page() -> None:
    value = body({"type": "code", "value": CODE})

    assert value.stream_block.get_searchable_content(value) == [CODE["code"], "Go"]
