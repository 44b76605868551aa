"""The number of database queries does not grow with the pages, images and blocks that are asked for."""

from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asking import Asker
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, ProgramPageFactory, section

CONTENT = "... on RichTextBlock { richText } ... on ImageBlock { image { image { alt renditions { card { src } } } } }"
BODY = f"body {{ ... on SectionBlock {{ section {{ content {{ {CONTENT} }} }} }} }}"
PAGE = f"query ($id: ID!) {{ page(id: $id) {{ title meta {{ parent {{ title }} }} ... on ContentPage {{ {BODY} }} }} }}"
LIST = f"""query ($limit: Int!) {{ pages(limit: $limit, type: [ContentPage, ProgramPage]) {{ count items {{
    title meta {{ parent {{ title }} }} ... on ContentPage {{ {BODY} }}
}} }} }}"""


def blocks() -> list[dict[str, Any]]:
    linked, document = ProgramPageFactory(title="Linked"), DocumentFactory()
    links = f'<a linktype="page" id="{linked.pk}">a</a> <a linktype="document" id="{document.pk}">b</a>'
    shown = {"image": ImageFactory().pk, "alt_text": "", "decorative": True, "caption": "", "credit": ""}
    return [{"type": "rich_text", "value": f"<p>{links}</p>"}, {"type": "image", "value": shown}]


def queries(ask: Asker, query: str, **variables: Any) -> int:
    ask(query, **variables)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        ask(query, **variables)
    return len(captured)


def test_a_page_costs_the_same_with_three_blocks_of_a_kind_and_with_sixty(ask: Asker) -> None:
    few, many = (
        ContentPageFactory(body=[section("Part", *(block for _ in range(number) for block in blocks()))])
        for number in (3, 60)
    )

    assert queries(ask, PAGE, id=many.pk) == queries(ask, PAGE, id=few.pk)


def test_a_list_costs_the_same_with_three_pages_and_with_sixty(ask: Asker) -> None:
    for number in range(30):
        ContentPageFactory(title=f"Page {number}", body=[section("Part", *blocks())])  # and a program that it links to

    assert queries(ask, LIST, limit=60) == queries(ask, LIST, limit=3)


def test_a_list_of_images_costs_the_same_with_three_and_with_sixty(ask: Asker) -> None:
    for _ in range(60):
        ImageFactory().tags.add("people")
    query = (
        "query ($limit: Int!) { images(limit: $limit) { items { title meta { tags } renditions { card { src } } } } }"
    )

    assert queries(ask, query, limit=60) == queries(ask, query, limit=3)


def test_what_is_not_selected_is_not_loaded(ask: Asker) -> None:
    ContentPageFactory(body=[section("Part", *blocks())])

    titles = "query ($limit: Int!) { pages(limit: $limit) { items { title } } }"

    assert queries(ask, titles, limit=3) < queries(ask, LIST, limit=3)
