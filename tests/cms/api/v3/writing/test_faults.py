"""What is wrong in what was sent is named by its place in the JSON, and nothing is changed."""

from typing import Any

import pytest
from wagtail.models import Page

from cms.api.v3.writing import contents
from cms.plugins.testing.client import ApiClient
from pages.models import ContentPage
from tests.factories.pages import ContentPageFactory, IndexPageFactory, ProgramPageFactory, rich_text, section
from tests.factories.people import AdministratorFactory
from tests.factories.sites import default_home
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db

SECTION = {"heading": "Part", "content": []}


@pytest.fixture
def caller() -> ApiClient:
    return caller_with_token(AdministratorFactory(), *EVERY_SCOPE)


@pytest.fixture
def page() -> Any:
    page = ProgramPageFactory(title="As it was", complete=True)
    page.save_revision().publish()
    return page


def within(*content: Any) -> list[Any]:
    """A body with a divider and, behind it, a section with ``content``."""
    return [{"type": "divider", "value": None}, {"type": "section", "value": {**SECTION, "content": list(content)}}]


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


BODY = ["body", "body", 1, "value", "content", 0]
CARD = {"value": {"title": "", "url": ""}}
TABLE = {"caption": "A table", "rows": [["a", ""], ["c", "d"]]}
FAULTS: dict[str, tuple[dict[str, Any], list[Any]]] = {
    "an unknown field": ({"colour": "red"}, ["body", "colour"]),
    "an unknown field of meta": ({"meta": {"colour": "red"}}, ["body", "meta", "colour"]),
    "a derived field": ({"timeframe": "2018"}, ["body", "timeframe"]),
    "a title that is no text": ({"title": 7}, ["body", "title"]),
    "a title that is empty": ({"title": ""}, ["body", "title"]),
    "a title that is too long": ({"title": "a" * 256}, ["body", "title"]),
    "a slug with a space": ({"slug": "a b"}, ["body", "slug"]),
    "a status that is not offered": ({"status": "over"}, ["body", "status"]),
    "a date that is none": ({"starts": "2018-99"}, ["body", "starts"]),
    "a day that is none": ({"next_review_date": "2018-02-30"}, ["body", "next_review_date"]),
    "an end before its beginning": ({"starts": "2030"}, ["body"]),
    "a truth that is a text": ({"show_in_menus": "yes"}, ["body", "show_in_menus"]),
    "an address that is none": ({"apply_url": "no address"}, ["body", "apply_url"]),
    "an object that is not there": ({"social_image": 999_999}, ["body", "social_image"]),
    "one of several that is not there": ({"audiences": [999_999]}, ["body", "audiences", 0]),
    "a row that is not there": (
        {"streams": [{"title": "A"}, {"title": "B", "color": ""}]},
        ["body", "streams", 1, "color"],
    ),
    "a row without its text": ({"goals": [{"text": "A"}, {}]}, ["body", "goals", 1, "text"]),
    "a row with what is not there": (
        {"partners": [{"organisation": 999_999}]},
        ["body", "partners", 0, "organisation"],
    ),
    "a body that is no list": ({"body": {}}, ["body", "body"]),
    "a block without a type": ({"body": [{"value": None}]}, ["body", "body", 0]),
    "a block of an unknown type": ({"body": [block("chart", {})]}, ["body", "body", 0]),
    "a tombstone": ({"body": [block("tombstone", {"type": "chart", "value": 1})]}, ["body", "body", 0]),
    "a section within a section": ({"body": within(block("section", SECTION))}, BODY),
    "a block without a value": ({"body": within({"type": "callout"})}, [*BODY, "value"]),
    "a struct with an unknown field": (
        {"body": within(block("callout", {"text": "<p>A</p>", "colour": "red"}))},
        [*BODY, "value", "colour"],
    ),
    "a struct without its text": ({"body": within(block("callout", {}))}, [*BODY, "value", "text"]),
    "a choice that is not offered": (
        {"body": within(block("callout", {"text": "", "tone": "loud"}))},
        [*BODY, "value", "tone"],
    ),
    "a number beyond its bounds": ({"body": within(block("listing", {"limit": 51}))}, [*BODY, "value", "limit"]),
    "an image that is not there": (
        {"body": within(block("image", {"image": 999_999}))},
        [*BODY, "value", "image"],
    ),
    "a page that is not there, in a list": (
        {"body": within(block("cards", {"cards": [{"value": {"page": 999_999}}]}))},
        [*BODY, "value", "cards", 0, "value", "page"],
    ),
    "an address of a video that is none": (
        {"body": within(block("video", {"url": "https://example.org/", "title": "A", "transcript": "<p>A</p>"}))},
        [*BODY, "value", "url"],
    ),
    "an anchor that is none": (
        {"body": [block("section", {**SECTION, "anchor": "No Anchor"})]},
        ["body", "body", 0, "value", "anchor"],
    ),
    "an id that stands twice": (
        {"body": [{**block("divider", None), "id": "a"}, {**block("divider", None), "id": "a"}]},
        ["body", "body"],
    ),
    "an id that is none": ({"body": [{**block("divider", None), "id": "a b"}]}, ["body", "body", 0, "id"]),
    "two targets": (
        {
            "body": within(
                block("call_to_action", {"text": "A", "url": "https://example.org/", "email": "a@example.org"})
            )
        },
        [*BODY, "value", "email"],
    ),
    "rich text with a broken element": ({"body": within(block("rich_text", "a < b"))}, [*BODY, "value"]),
    "rich text that is nested too deep": ({"eligibility": "<b>" * 50}, ["body", "eligibility"]),
    "rich text that is too long": ({"eligibility": "a" * 50_001}, ["body", "eligibility"]),
    "more rich text than can be read": (
        {"body": within(*[block("rich_text", "a" * 40_000) for _number in range(3)])},
        ["body", "body", 1, "value", "content", 2, "value"],
    ),
    "more blocks than a stream holds": ({"body": [block("divider", None)] * 501}, ["body", "body"]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_by_its_place_and_changes_nothing(caller: ApiClient, page: Any, name: str) -> None:
    sent, place = FAULTS[name]
    before = caller.json(f"pages/{page.pk}/source/")
    revision = Page.objects.get(pk=page.pk).latest_revision_id

    response = caller.send("patch", f"pages/{page.pk}/", **sent)

    assert response.status_code == 422, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert place in [error["loc"] for error in response.json()["errors"]], response.json()
    assert caller.json(f"pages/{page.pk}/source/") == before
    assert Page.objects.get(pk=page.pk).latest_revision_id == revision


#: A draft may lack what a publication needs.
INCOMPLETE: dict[str, tuple[Any, list[Any]]] = {
    "a heading": (block("section", {"heading": "", "content": []}), ["value", "heading"]),
    "a text within a section": (
        block("section", {**SECTION, "content": [block("callout", {"text": ""})]}),
        ["value", "content", 0, "value", "text"],
    ),
    "an image": (block("image", {"image": None}), ["value", "image"]),
    "a title of a card": (block("cards", {"cards": [CARD]}), ["value", "cards", 0, "value", "title"]),
    "cards": (block("cards", {"cards": []}), ["value", "cards"]),
    "a header cell": (block("table", TABLE), ["value"]),
}


@pytest.mark.parametrize("name", INCOMPLETE)
def test_what_is_incomplete_can_be_kept_and_not_published(caller: ApiClient, page: Any, name: str) -> None:
    incomplete, place = INCOMPLETE[name]
    path = f"pages/{page.pk}/"

    refused = caller.send("patch", path, body=[incomplete], meta={"action": "publish"})
    kept = caller.send("patch", path, body=[incomplete])
    published = caller.send("patch", path, meta={"action": "publish"})

    assert (refused.status_code, kept.status_code, published.status_code) == (422, 200, 422)
    for answer in (refused, published):
        assert ["body", "body", 0, *place] in [error["loc"] for error in answer.json()["errors"]], answer.json()
    assert Page.objects.get(pk=page.pk).has_unpublished_changes


def test_a_new_page_needs_a_title_and_a_place(caller: ApiClient) -> None:
    response = caller.send("post", "pages/", meta={"type": "pages.ContentPage"})

    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["errors"]] == [["body", "meta", "parent_id"], ["body", "title"]]


def test_a_page_is_refused_where_its_type_cannot_stand(caller: ApiClient) -> None:
    parent = ContentPageFactory()

    response = caller.send("post", "pages/", title="A", meta={"type": "pages.IndexPage", "parent_id": parent.pk})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["body", "meta", "type"]
    assert not parent.get_children().exists()


def test_the_same_slug_twice_below_a_page_is_refused(caller: ApiClient) -> None:
    first = ContentPageFactory(slug="first")
    meta = {"type": "pages.ContentPage", "parent_id": first.get_parent().pk}

    response = caller.send("post", "pages/", title="A", slug="first", meta=meta)
    generated = caller.send("post", "pages/", title="First", meta=meta)

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["body", "slug"]
    assert generated.json()["meta"]["slug"] == "first-1"


def test_a_page_of_more_values_than_are_read_is_refused(caller: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MOST_VALUES", 20)
    page = ContentPageFactory()

    response = caller.send("patch", f"pages/{page.pk}/", body=[block("divider", None)] * 8)

    assert response.status_code == 422
    assert "at most 20 values" in response.json()["errors"][0]["msg"]


def test_markdown_is_stored_as_the_html_of_its_field(caller: ApiClient) -> None:
    page = ContentPageFactory()
    sent = {"format": "db_markdown", "content": "**All** of `it`\n\n## Heading\n\n[Here](wagtail://page?id=1)"}

    response = caller.send("patch", f"pages/{page.pk}/", body=[block("rich_text", sent)])

    assert response.status_code == 200, response.content
    source = caller.json(f"pages/{page.pk}/source/")
    [stored] = source["body"]
    assert stored["value"] == '<p><b>All</b> of <code>it</code></p>Heading<p><a id="1" linktype="page">Here</a></p>'
    assert [warning["tag"] for warning in response.json()["meta"]["warnings"]] == ["h2"]


def test_what_is_taken_out_of_rich_text_is_told(caller: ApiClient) -> None:
    page = ContentPageFactory()

    response = caller.send(
        "patch", f"pages/{page.pk}/", body=[block("rich_text", "<p>A<u>b</u> <script>c</script></p>")]
    )

    assert response.status_code == 200
    assert [each["tag"] for each in response.json()["meta"]["warnings"]] == ["u", "script"]
    assert response.json()["body"][0]["value"] == "<p>Ab c</p>"
    assert (
        ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object().body.raw_data[0]["value"] == "<p>Ab c</p>"
    )


def test_a_page_is_made_with_its_body_as_a_draft(caller: ApiClient) -> None:
    home = default_home()
    body = [block("section", {"heading": "Who can join", "level": 3, "content": [block("rich_text", "<p>All.</p>")]})]

    made = caller.send(
        "post", "pages/", title="Made", body=body, meta={"type": "pages.ContentPage", "parent_id": home.pk}
    )

    assert made.status_code == 201, made.content
    page = ContentPage.objects.get(pk=made.json()["id"])
    assert (page.live, page.slug, page.get_parent().pk) == (False, "made", home.pk)
    assert page.body[0].value["anchor"] == "who-can-join"
    [shown] = made.json()["body"]
    assert shown["value"]["level"] == 3
    assert shown["id"] == page.get_latest_revision_as_object().body[0].id


def test_a_page_can_be_made_and_published_at_once(caller: ApiClient) -> None:
    parent = IndexPageFactory()
    meta = {"type": "pages.ContentPage", "parent_id": parent.pk, "action": "publish"}

    made = caller.send("post", "pages/", title="Made", body=[block("divider", None)], meta=meta)

    assert made.status_code == 201, made.content
    assert ApiClient("v3").json(f"pages/{made.json()['id']}/")["body"][0]["type"] == "divider"


def test_a_section_keeps_its_anchor_when_its_heading_changes(caller: ApiClient) -> None:
    page = ContentPageFactory(body=[{**section("Before", rich_text("A"), anchor="before"), "id": "part"}])

    changed = {"type": "section", "value": {"heading": "After", "content": []}, "id": "part"}
    response = caller.send("patch", f"pages/{page.pk}/", body=[changed])

    assert response.json()["body"][0]["value"]["anchor"] == "before"


def test_a_page_is_made_below_a_page_of_its_own_type(caller: ApiClient) -> None:
    parent = ContentPageFactory()
    body = [block("callout", {"tone": "note", "text": "<p>Bring a laptop.</p>"})]
    meta = {"type": "pages.ContentPage", "parent_id": parent.pk}

    made = caller.send("post", "pages/", title="Before you come", body=body, meta=meta)

    assert made.status_code == 201, made.content
    assert made.json()["meta"]["slug"] == "before-you-come"
