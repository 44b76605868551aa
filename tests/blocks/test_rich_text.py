"""Rich text: real URLs, and no word about what is hidden, in the API, in templates and in every format."""

from typing import Any, get_type_hints

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import CollectionViewRestriction, PageViewRestriction
from wagtail.rich_text import RichText

from blocks.addresses import site_roots
from blocks.rich_text import (
    RichTextBlock,
    RichTextSerializer,
    rich_text_in,
    to_public_html,
    to_public_text,
    without_paragraph,
)
from blocks.visibility import visibility_scope
from cms.per_request_cache import kept_for_one_request
from tests.blocks.bodies import body, html_of
from tests.factories.media import CollectionFactory, DocumentFactory
from tests.factories.pages import ContentPageFactory, rich_text
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db


def page_link(page_id: Any, text: str = "there") -> str:
    return f'<a linktype="page" id="{page_id}">{text}</a>'


def document_link(document_id: Any, text: str = "file") -> str:
    return f'<a linktype="document" id="{document_id}">{text}</a>'


def test_a_page_link_has_the_pages_address() -> None:
    page = ContentPageFactory(title="Guides & tools")

    root_url = default_home().get_site().root_url

    assert to_public_html(page_link(page.pk)) == f'<a href="{root_url}/guides-tools/">there</a>'
    assert str(RichText(page_link(page.pk))) == '<a href="/guides-tools/">there</a>'


def test_a_document_link_has_the_documents_address() -> None:
    document = DocumentFactory()

    assert to_public_html(document_link(document.pk)) == f'<a href="http://testserver{document.url}">file</a>'
    assert str(RichText(document_link(document.pk))) == f'<a href="{document.url}">file</a>'


def test_links_to_what_is_hidden_become_plain_text() -> None:
    restricted = CollectionFactory()
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")
    private = ContentPageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    hidden = [
        page_link(ContentPageFactory(live=False).pk, "a <b>draft</b>"),
        page_link(private.pk, "private"),
        page_link(ContentPageFactory(parent=private).pk, "below"),
        document_link(DocumentFactory(collection=restricted).pk, "file"),
        page_link(10**9, "deleted"),
        page_link("1 OR 1=1", "malformed"),
        '<a linktype="page">without id</a>',
        '<a linktype="unheard-of" id="1">unknown</a>',
    ]
    source = f"<p>{', '.join(hidden)}</p>"
    text = "<p>a <b>draft</b>, private, below, file, deleted, malformed, without id, unknown</p>"

    assert to_public_html(source) == text
    assert str(RichText(source)) == text
    assert html_of(body({"type": "rich_text", "value": source})).select("a") == []


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://www.example.org/?a=1&amp;b=2">x</a>',
        '<a href="mailto:someone@example.org">x</a>',
        '<a href="#anchor">x</a>',
        '<a href="/legacy/path/">x</a>',
    ],
)
def test_other_links_stay_as_they_are(link: str) -> None:
    assert to_public_html(link) == link


@pytest.mark.parametrize("rich_text_format", ["db_html", "html", "db_markdown", "markdown", None])
def test_no_format_of_the_api_reveals_what_is_hidden(rich_text_format: str | None) -> None:
    draft = ContentPageFactory(live=False)
    query = {"rich_text_format": rich_text_format} if rich_text_format else {}
    context = {"request": RequestFactory().get("/", query)}
    value = body(rich_text(f"Go {page_link(draft.pk)}"))

    representation = value.stream_block.get_api_representation(value, context)

    assert representation[0]["value"] == "<p>Go there</p>"


def test_the_editors_own_attributes_are_left_out_and_its_text_is_not() -> None:
    source = '<p data-block-key="x1y2z">Set <code>data-block-key="a"</code></p><ul><li data-block-key="b">One</li></ul>'

    assert to_public_html(source) == '<p>Set <code>data-block-key="a"</code></p><ul><li>One</li></ul>'


def test_nothing_is_an_empty_text() -> None:
    assert to_public_html(None) == ""
    assert to_public_html("") == ""
    assert to_public_html(RichText("")) == ""


def test_all_links_of_a_text_cost_two_queries() -> None:
    pages = [ContentPageFactory(title=f"Page {number}") for number in range(4)]
    source = "".join(page_link(page.pk) for page in pages)

    with kept_for_one_request(), visibility_scope():
        site_roots()
        with CaptureQueriesContext(connection) as queries:
            to_public_html(source)
            to_public_html(source)

    assert len(queries) == 2  # the pages, the restrictions


def test_the_serializer_of_a_models_field_says_the_same() -> None:
    draft = ContentPageFactory(live=False)

    assert RichTextSerializer().to_representation(f"<p>{page_link(draft.pk)}</p>") == "<p>there</p>"
    assert get_type_hints(RichTextSerializer.to_representation)["return"] is str


def test_references_of_malformed_links_are_none() -> None:
    block = RichTextBlock()
    page = ContentPageFactory()
    value = block.normalize(page_link(page.pk) + '<a linktype="page">x</a>' + document_link("x"))

    assert [object_id for _model, object_id, *_paths in block.extract_references(value)] == [str(page.pk)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p>", "One"),
        ('<p data-block-key="a">One <b>two</b></p>\n', "One <b>two</b>"),
        ("<p>One</p><p>Two</p>", "<p>One</p><p>Two</p>"),
        ("plain", "plain"),
        ("<pre>One</pre>", "<pre>One</pre>"),
        ("", ""),
    ],
)
def test_a_single_paragraph_is_unwrapped(html: str, expected: str) -> None:
    assert without_paragraph(html) == expected


def test_rich_text_is_markdown_when_that_is_asked_for() -> None:
    page, draft = ContentPageFactory(title="Guides"), ContentPageFactory(live=False)
    source = f"<p>Read <b>this</b> {page_link(page.pk)} and {page_link(draft.pk, 'that')}.</p><ul><li>one</li></ul>"

    with rich_text_in("markdown"):
        text = to_public_text(source)

    assert text == f"Read **this** [there]({page.full_url}) and that.\n\n- one"
    assert to_public_text(source).startswith("<p>Read <b>this</b>")
