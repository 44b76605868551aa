"""A body as a whole: what it costs to serve it."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StreamValue

from blocks.visibility import visibility_scope
from cms.per_request_cache import kept_for_one_request
from tests.blocks.bodies import body, html_of
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, rich_text, section
from tests.factories.snippets import ContactFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def rich_body(copies: int) -> list[dict[str, Any]]:
    """Sections that refer, each, to things of their own in every way but listings."""
    blocks = []
    for number in range(copies):
        page, document, image = ContentPageFactory(title=f"Page {number}"), DocumentFactory(), ImageFactory()
        contact = ContactFactory(organisation=OrganisationFactory(name=f"Organisation {number}"))
        link = f'<a linktype="page" id="{page.pk}">page</a> <a linktype="document" id="{document.pk}">file</a>'
        content = [
            rich_text(link),
            {"type": "callout", "value": {"tone": "note", "title": "", "text": link}},
            {"type": "accordion", "value": {"items": [{"title": "Why?", "text": link}]}},
            {"type": "table", "value": {"caption": "T", "rows": [{"cells": [link, link]}]}},
            {"type": "image", "value": {"image": image.pk}},
            {"type": "documents", "value": {"documents": [{"document": document.pk}]}},
            {"type": "cards", "value": {"cards": [{"title": "Card", "page": page.pk, "image": image.pk}]}},
            {"type": "call_to_action", "value": {"text": "Go", "page": page.pk}},
            {"type": "call_to_action", "value": {"text": "Read", "document": document.pk}},
            {"type": "contact", "value": {"contact": contact.pk}},
        ]
        blocks += [section(f"Section {number}", *content), *content]
    return blocks


def api_queries(value: StreamValue) -> int:
    with kept_for_one_request(), CaptureQueriesContext(connection) as queries:
        value.stream_block.get_api_representation(value)
    return len(queries)


def test_serving_a_body_costs_the_same_whatever_its_length() -> None:
    short, long = rich_body(1), rich_body(4)
    for blocks in (short, long):  # the first reader stores the sizes of documents
        api_queries(body(*blocks))

    assert api_queries(body(*long)) == api_queries(body(*short))


def test_showing_a_body_costs_the_same_whatever_its_length() -> None:
    short, long = rich_body(1), rich_body(4)
    for blocks in (short, long):
        html_of(body(*blocks))

    with kept_for_one_request(), CaptureQueriesContext(connection) as few:
        html_of(body(*short))
    with kept_for_one_request(), CaptureQueriesContext(connection) as many:
        html_of(body(*long))

    assert len(many) == len(few)


def test_an_image_that_appears_often_is_looked_up_once() -> None:
    image = {"type": "image", "value": {"image": ImageFactory().pk}}
    api_queries(body(image))

    cache.clear()
    once = api_queries(body(image))
    cache.clear()

    assert api_queries(body(image, image, image)) == once


def test_what_is_said_within_one_request_is_of_one_moment() -> None:
    page = ContentPageFactory(title="Guides")
    value = body(rich_text(f'<a linktype="page" id="{page.pk}">there</a>'))

    with visibility_scope():
        before = value.stream_block.get_api_representation(value)
        page.unpublish()
        within = value.stream_block.get_api_representation(value)
    after = value.stream_block.get_api_representation(value)

    assert before[0]["value"] == within[0]["value"] != after[0]["value"] == "<p>there</p>"


def test_nothing_is_an_empty_list() -> None:
    assert body().stream_block.get_api_representation(None) == []
    assert body().stream_block.get_api_representation(body()) == []
