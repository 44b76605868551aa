"""Documents to download."""

import pytest
from wagtail.models import CollectionViewRestriction

from tests.blocks.bodies import errors_of, in_api, in_html
from tests.factories.media import CollectionFactory, DocumentFactory

pytestmark = pytest.mark.django_db


def test_the_api_tells_documents_with_the_pages_words_for_them() -> None:
    named, unnamed = DocumentFactory(title="programs_v2"), DocumentFactory(title="Places")

    documents = in_api(
        "documents",
        {
            "documents": [
                {"document": named.pk, "title": "Programs at a glance", "description": "For managers."},
                {"document": unnamed.pk, "title": "", "description": ""},
            ]
        },
    )["documents"]

    assert [(item["title"], item["description"], item["document"]["id"]) for item in documents] == [
        ("Programs at a glance", "For managers.", named.pk),
        ("Places", "", unnamed.pk),
    ]
    assert documents[0]["document"]["title"] == "programs_v2"


def test_a_link_says_type_and_size() -> None:
    document = DocumentFactory(title="Programs")

    html = in_html("documents", {"documents": [{"document": document.pk, "title": "", "description": "For managers."}]})

    assert html.a["href"] == document.url
    assert html.a.get_text().replace("\N{NO-BREAK SPACE}", " ") == "Programs (CSV, 32 bytes)"
    assert html.select_one("ul.documents > li > p").get_text() == "For managers."


def test_documents_that_are_not_public_or_gone_are_left_out() -> None:
    restricted = CollectionFactory()
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")
    value = {
        "documents": [
            {"document": DocumentFactory(collection=restricted).pk, "title": "Secret", "description": ""},
            {"document": 10**6, "title": "Deleted", "description": ""},
        ]
    }

    assert in_api("documents", value) == {"documents": []}
    assert in_html("documents", value).get_text(strip=True) == ""


def test_an_item_needs_its_document() -> None:
    value = {"documents": [{"document": None, "title": "A title", "description": ""}]}

    assert errors_of("documents", value) is not None
    assert errors_of("documents", value, draft=True) is None
