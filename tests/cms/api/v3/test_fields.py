"""``?fields=`` of version 3: what is shown, what is refused, and that what is not shown is not read."""

from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from blocks.stream import SectionStream
from cms.plugins.testing.client import ApiClient
from pages.program import ProgramStatusSerializer
from tests.cms.api.test_query_counts import card_block, documents_block, image_block, text_block
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import (
    CommunityPageFactory,
    ContentPageFactory,
    IndexPageFactory,
    ProgramPageFactory,
    section,
)

pytestmark = pytest.mark.django_db

USUAL_META = {"type", "detail_url", "html_url", "locale", "slug", "first_published_at"}


@pytest.fixture
def v3() -> ApiClient:
    return ApiClient("v3")


def item(api: ApiClient, page: Any, **parameters: Any) -> Any:
    return next(entry for entry in api.items("pages/", **parameters) if entry["id"] == page.pk)


def test_a_list_has_the_usual_fields(v3: ApiClient) -> None:
    shown = item(v3, ProgramPageFactory(complete=True))

    assert set(shown) == {"id", "title", "meta"}
    assert set(shown["meta"]) == USUAL_META


@pytest.mark.parametrize(
    ("fields", "own", "meta"),
    [
        ("lede,status", {"title", "lede", "status"}, USUAL_META),
        ("lede,-title", {"lede"}, USUAL_META),
        ("-title,-slug", set(), USUAL_META - {"slug"}),
        ("_", set(), {"type"}),
        ("_,title", {"title"}, {"type"}),
        ("_,slug,parent", set(), {"type", "slug", "parent"}),
        ("show_in_menus", {"title"}, USUAL_META | {"show_in_menus"}),
        ("id,meta", {"title"}, USUAL_META),
    ],
)
def test_fields_choose_what_an_item_and_a_detail_hold(
    v3: ApiClient, fields: str, own: set[str], meta: set[str]
) -> None:
    page = ProgramPageFactory(complete=True)

    assert set(item(v3, page, fields=fields)) == {"id", "meta"} | own
    assert set(item(v3, page, fields=fields)["meta"]) == meta
    if not fields.startswith("-"):
        assert set(v3.page(page, fields=fields)) == {"id", "meta"} | own


def test_a_star_is_every_field_of_each_items_type(v3: ApiClient) -> None:
    pages = [ProgramPageFactory(complete=True), CommunityPageFactory(complete=True), ContentPageFactory()]

    for page in pages:
        assert item(v3, page, fields="*") == v3.page(page)


def test_a_star_can_leave_fields_out(v3: ApiClient) -> None:
    page = ProgramPageFactory(complete=True)
    whole = v3.page(page)
    del whole["body"]

    assert item(v3, page, fields="*,-body") == whole
    assert v3.page(page, fields="-body") == whole


def test_each_item_of_a_mixed_list_has_the_fields_of_its_type(v3: ApiClient) -> None:
    program, content = ProgramPageFactory(status="open"), ContentPageFactory(lede="Read this.")

    assert item(v3, program, fields="_,status,lede")["status"] == "open"
    assert item(v3, content, fields="_,status,lede") == {
        "id": content.pk,
        "meta": {"type": "pages.ContentPage"},
        "lede": "Read this.",
    }


@pytest.mark.parametrize(
    "fields",
    [
        "nothing",
        "",
        ",",
        "lede,",
        "lede,,body",
        "*,nothing",
        "_,_",
        "lede,*",
        "-id",
        "-meta",
        "parent(title)",
        "é",
        " lede",
    ],
)
def test_fields_that_are_no_fields_are_refused(v3: ApiClient, fields: str) -> None:
    image, document = ImageFactory(), DocumentFactory()
    page = ContentPageFactory()

    for path in ("pages/", f"pages/{page.pk}/", "images/", f"images/{image.pk}/", f"documents/{document.pk}/"):
        response = v3.get(path, fields=fields)
        assert response.status_code == 422, path
        assert response.json()["errors"][0]["loc"] == ["query", "fields"]


def test_a_field_that_no_asked_type_has_is_refused(v3: ApiClient) -> None:
    page = ContentPageFactory()

    assert v3.get("pages/", fields="status", type="pages.ContentPage").status_code == 422
    assert v3.get(f"pages/{page.pk}/", fields="status").status_code == 422
    assert v3.get("pages/", fields="status").status_code == 200


def test_too_many_or_too_long_fields_are_refused(v3: ApiClient) -> None:
    assert v3.get("pages/", fields=",".join(["lede"] * 101)).status_code == 422
    assert v3.get("pages/", fields="a" * 1001).status_code in (400, 422)


def test_the_resolver_of_a_field_that_is_not_selected_does_not_run(v3: ApiClient) -> None:
    page = ProgramPageFactory(complete=True)

    with (
        patch.object(ProgramStatusSerializer, "to_representation", side_effect=AssertionError),
        patch.object(SectionStream, "get_api_representation", side_effect=AssertionError),
    ):
        assert v3.page(page, fields="lede")["lede"]
        assert item(v3, page, fields="*,-body,-status")["lede"]


def columns_read(api: ApiClient, path: str, **parameters: Any) -> str:
    api.json(path, **parameters)
    with CaptureQueriesContext(connection) as captured:
        api.json(path, **parameters)
    return " ".join(query["sql"] for query in captured)


@pytest.mark.parametrize("fields", ["lede", "timeframe,status", "contacts", "*,-body,-on_this_page"])
def test_a_body_that_is_not_selected_stays_in_the_database(v3: ApiClient, fields: str) -> None:
    page = ProgramPageFactory(complete=True)

    assert '"body"' not in columns_read(v3, "pages/", fields=fields, type="pages.ProgramPage")
    assert '"body"' not in columns_read(v3, f"pages/{page.pk}/", fields=f"_,{fields}".replace("_,*", "*"))


def test_a_body_that_is_selected_is_read(v3: ApiClient) -> None:
    ProgramPageFactory(complete=True)

    assert '"body"' in columns_read(v3, "pages/", fields="body", type="pages.ProgramPage")
    assert '"body"' in columns_read(v3, "pages/", fields="on_this_page", type="pages.ProgramPage")


def test_relations_that_are_not_selected_are_not_read(v3: ApiClient) -> None:
    ProgramPageFactory(complete=True)

    assert "pages_programstream" not in columns_read(v3, "pages/", fields="goals,audiences")
    assert "pages_programstream" in columns_read(v3, "pages/", fields="streams")


@pytest.mark.parametrize("fields", ["lede", "parent", "alias_of", "*,-body,-on_this_page", "contacts,partners"])
def test_a_list_with_fields_costs_the_same_whatever_its_length(v3: ApiClient, fields: str) -> None:
    def queries(limit: int) -> int:
        v3.json("pages/", fields=fields, limit=limit, order="-id")
        with CaptureQueriesContext(connection) as captured:
            v3.json("pages/", fields=fields, limit=limit, order="-id")
        return len(captured)

    for number in range(8):
        ProgramPageFactory(complete=True, title=f"Program {number}", parent=IndexPageFactory(title=f"Index {number}"))
        CommunityPageFactory(complete=True, title=f"Community {number}")

    assert queries(16) == queries(4)


def test_a_list_with_bodies_costs_the_same_whatever_its_length(v3: ApiClient) -> None:
    def queries(limit: int) -> int:
        v3.json("pages/", fields="body", limit=limit, type="pages.ContentPage")
        with CaptureQueriesContext(connection) as captured:
            v3.json("pages/", fields="body", limit=limit, type="pages.ContentPage")
        return len(captured)

    for number in range(6):
        blocks = [image_block(), text_block(), card_block(), documents_block()]
        ContentPageFactory(title=f"Page {number}", body=[section("Part", *blocks), *blocks])

    assert queries(6) == queries(2)


def test_a_body_in_a_list_is_that_of_the_detail(v3: ApiClient) -> None:
    lost = {"type": "gone", "value": "x", "id": "00000000-0000-4000-8000-000000000001"}
    blocks = [image_block(), text_block(), card_block(), documents_block()]
    pages = [ContentPageFactory(title=f"Page {n}", body=[section("Part", *blocks, lost), lost]) for n in range(2)]

    for page in pages:
        assert item(v3, page, fields="body")["body"] == v3.page(page)["body"] != []


def test_images_documents_and_redirects_show_what_is_selected(v3: ApiClient) -> None:
    image, document = ImageFactory(title="Paths"), DocumentFactory(title="Plan")
    redirect = Redirect.add_redirect("/old/", redirect_to=ProgramPageFactory())

    assert v3.items("images/", fields="_,alt")[0] == {
        "id": image.pk,
        "meta": {"type": "media.CustomImage"},
        "alt": image.description,
    }
    assert set(v3.json(f"images/{image.pk}/", fields="alt")) == {"id", "meta", "title", "alt"}
    assert v3.json(f"documents/{document.pk}/", fields="_,title")["title"] == "Plan"
    assert "size" not in v3.items("documents/", fields="*,-size")[0]
    assert v3.items("redirects/", fields="_,old_path") == [{"id": redirect.pk, "old_path": "/old"}]
    assert v3.json(f"redirects/{redirect.pk}/", fields="_,location").keys() == {"id", "location"}


def test_the_document_has_a_partial_schema_of_every_page_type(v3: ApiClient) -> None:
    schemas = v3.json("openapi.json")["components"]["schemas"]

    for name in ("ProgramPage", "CommunityPage", "ContentPage", "HomePage"):
        partial = schemas[f"Partial{name}"]
        assert partial["required"] == ["meta", "id"] or set(partial["required"]) == {"meta", "id"}
        assert set(partial["properties"]) == {*schemas[name]["properties"], "highlights"}
        assert schemas[partial["properties"]["meta"]["$ref"].rsplit("/", 1)[1]]["required"] == ["type"]
