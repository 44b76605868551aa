"""What is asked for is what the REST API answers."""

from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect

from asking import Asker
from cms.plugins.testing.client import ApiClient
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, IndexPageFactory, PilotPageFactory, ProgramPageFactory, section
from tests.factories.sites import SiteFactory, default_home

TEXT = {"type": "rich_text", "value": "<p><b>Bold</b></p>"}


def image_block(image: Any) -> dict[str, Any]:
    shown = {"image": image.pk, "alt_text": "A desk", "decorative": False, "caption": "", "credit": ""}
    return {"type": "image", "value": shown}


def test_a_page_is_answered_as_its_type(ask: Asker) -> None:
    page = ProgramPageFactory(title="Coaching", lede="Learn", status="open", body=[section("Part", TEXT)])

    data = ask(
        "query ($id: ID!) { page(id: $id) { __typename id title ... on ProgramPage { lede status } } }", id=page.pk
    )

    assert data["page"] == {
        "__typename": "ProgramPage",
        "id": str(page.pk),
        "title": "Coaching",
        "lede": "Learn",
        "status": "OPEN",
    }


def test_a_body_is_a_list_of_blocks_by_their_types(ask: Asker) -> None:
    image = ImageFactory(title="Desk")
    page = ContentPageFactory(body=[section("Part", TEXT, image_block(image))])

    data = ask(
        """query ($id: ID!) { page(id: $id) { ... on ContentPage { body {
            ... on Block { type }
            ... on SectionBlock { section { heading level content {
                ... on RichTextBlock { richText }
                ... on ImageBlock { image { image { alt renditions { card { width } } } } }
            } } }
        } } } }""",
        id=page.pk,
    )

    [block] = data["page"]["body"]
    text, shown = block["section"].pop("content")
    assert block == {"type": "section", "section": {"heading": "Part", "level": 2}}
    assert text == {"richText": "<p><b>Bold</b></p>"}
    assert shown["image"]["image"]["alt"] == "A desk"
    assert shown["image"]["image"]["renditions"]["card"]["width"] > 0


def test_rich_text_is_html_or_markdown_for_each_field_of_the_query(ask: Asker) -> None:
    page = ContentPageFactory(body=[section("Part", TEXT)])
    body = "body { ... on SectionBlock { section { content { ... on RichTextBlock { richText } } } } }"

    data = ask(
        f"""query ($id: ID!) {{
            html: page(id: $id) {{ ... on ContentPage {{ {body} }} }}
            markdown: page(id: $id, richTextFormat: MARKDOWN) {{ ... on ContentPage {{ {body} }} }}
        }}""",
        id=page.pk,
    )

    texts = {name: found["body"][0]["section"]["content"][0]["richText"] for name, found in data.items()}
    assert texts == {"html": "<p><b>Bold</b></p>", "markdown": "**Bold**"}


def test_fields_of_one_name_meet_whatever_page_type_has_them(ask: Asker) -> None:
    ProgramPageFactory(status="open"), PilotPageFactory(status="complete")

    data = ask(
        """{ pages(order: [PATH]) { items {
            ... on ProgramPage { status lede starts { edtf } } ... on PilotPage { status lede starts { edtf } }
        } } }"""
    )

    assert {item["status"] for item in data["pages"]["items"] if item} == {"OPEN", "COMPLETE"}


def test_pages_are_listed_as_rest_lists_them(ask: Asker) -> None:
    section_page = IndexPageFactory(title="Programs")
    ProgramPageFactory(parent=section_page, title="B", status="open")
    ProgramPageFactory(parent=section_page, title="A", status="closed")
    ContentPageFactory(title="C")
    rest = ApiClient("v3")

    for arguments, parameters in (
        ("", {}),
        ("(limit: 2, offset: 1)", {"limit": 2, "offset": 1}),
        ("(type: [ProgramPage], order: [TITLE_DESC])", {"type": "pages.ProgramPage", "order": "-title"}),
        (f"(childOf: {section_page.pk})", {"child_of": section_page.pk}),
        ('(descendantOf: "root")', {"descendant_of": "root"}),
        ("(status: [OPEN])", {"status": "open"}),
        ('(search: "A")', {"search": "A"}),
        ('(slug: "a", showInMenus: false)', {"slug": "a", "show_in_menus": "false"}),
    ):
        found = ask(f"{{ pages{arguments} {{ count next items {{ id title meta {{ type slug }} }} }} }}")["pages"]
        listed = rest.json("pages/", **parameters)
        assert found["count"] == listed["count"], arguments
        assert [item["id"] for item in found["items"]] == [str(item["id"]) for item in listed["items"]], arguments
        assert (found["next"] is None) == (listed["next"] is None), arguments


def test_a_list_goes_on_behind_its_cursor(ask: Asker) -> None:
    for title in "ABC":
        ContentPageFactory(title=title)
    query = "query ($cursor: String) { pages(type: [ContentPage], limit: 2, cursor: $cursor) { next items { title } } }"

    first = ask(query)["pages"]
    second = ask(query, cursor=first["next"])["pages"]

    titles = [item["title"] for item in (*first["items"], *second["items"])]
    assert (sorted(titles), second["next"]) == (["A", "B", "C"], None)


def test_a_path_is_resolved_to_a_page_a_redirect_or_nothing(ask: Asker) -> None:
    page = ContentPageFactory(title="Here", slug="here")
    Redirect.add_redirect("/old/", redirect_to=page)
    query = """query ($path: String!) { resolve(path: $path) { __typename
        ... on ResolvedPage { page { title } }
        ... on ResolvedRedirect { location status }
        ... on Nothing { nearest { title } }
    } }"""

    answers = [ask(query, path=path)["resolve"] for path in ("/here/", "/old/", "/here/not/")]

    assert answers == [
        {"__typename": "ResolvedPage", "page": {"title": "Here"}},
        {"__typename": "ResolvedRedirect", "location": "http://localhost:8000/here/", "status": 301},
        {"__typename": "Nothing", "nearest": {"title": "Here"}},
    ]


def test_images_documents_menus_settings_redirects_and_sites_are_there(ask: Asker) -> None:
    image, document = ImageFactory(title="Desk"), DocumentFactory(title="List")
    ContentPageFactory(title="Menu", show_in_menus=True)
    Redirect.add_redirect("/old/", redirect_to="https://example.org/")

    data = ask(
        """query ($image: ID!, $document: ID!) {
            image(id: $image) { title renditions { card { srcset { original } } } }
            document(id: $document) { title }
            images { count } documents { items { title } }
            navigation { main { label children { label } } footer { label } }
            settings { name socialLinks { url } }
            redirects { items { oldPath location } }
            sites { items { hostname isDefault } }
        }""",
        image=image.pk,
        document=document.pk,
    )

    assert (data["image"]["title"], data["document"]["title"], data["images"]["count"]) == ("Desk", "List", 1)
    assert data["navigation"]["main"] == [{"label": "Menu", "children": []}]
    assert data["redirects"]["items"] == [{"oldPath": "/old", "location": "https://example.org/"}]
    assert data["sites"]["items"] == [{"hostname": "localhost", "isDefault": True}]


def test_each_field_is_asked_about_its_own_site(ask: Asker) -> None:
    other = SiteFactory(hostname="two.example.org")
    ContentPageFactory(parent=default_home(), title="One", show_in_menus=True)
    ContentPageFactory(parent=other.root_page, title="Two", show_in_menus=True)

    data = ask('{ navigation { main { label } } two: navigation(site: "two.example.org") { main { label url } } }')

    assert data["navigation"]["main"] == [{"label": "One"}]
    assert data["two"]["main"] == [{"label": "Two", "url": "http://two.example.org/two/"}]


def test_what_is_not_there_is_null(ask: Asker) -> None:
    data = ask(
        '{ page(id: 987654) { id } image(id: "1/../2") { id } document(id: "") { id } redirect(id: "-1") { id } }'
    )

    assert set(data.values()) == {None}


@pytest.mark.parametrize(
    "arguments", ['site: "nowhere.example.org"', "limit: 0", "childOf: 987654", 'cursor: "x"', 'search: "\\u0000"']
)
def test_what_the_api_refuses_is_an_error_of_the_field(ask: Asker, arguments: str) -> None:
    response = ask.post({"query": f"{{ pages({arguments}) {{ count }} sites {{ count }} }}"})

    assert response.status_code == 200
    answer = response.json()
    assert answer["data"] == {"pages": None, "sites": {"count": 1}}
    [error] = answer["errors"]
    assert error["path"] == ["pages"]
    assert error["extensions"]["status"] in (400, 404, 422)
