"""No request of an anonymous caller costs more than a second, whatever its parameters, with hundreds of pages.

Measured are the best of three runs, so that a busy machine does not decide, and refusals against a tenth of that.
"""

import time
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client

from pages.models import ProgramPage
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, IndexPageFactory, ProgramPageFactory, section
from tests.factories.sites import default_home
from tests.pace import seconds

PAGES = 300
IMAGES = 60
SECONDS = 1.0
SECONDS_TO_REFUSE = 0.1
RUNS = 3
HOST = {"Host": "localhost:8000"}
BIG = 2**63
LETTERS = " ".join("abcdefghijklmnopqrstuvwxyz"[number % 26] for number in range(100))

LISTS = [
    "",
    "limit=100",
    "limit=100&order=-title",
    "limit=100&order=random",
    "offset=2147483647",
    "limit=100&fields=*",
    "limit=100&fields=id",
    f"search={quote(LETTERS)}",
    f"search={quote(LETTERS)}&search_operator=or",
    f"search={quote(LETTERS)}&search_operator=or&limit=100&fields=*",
    f"search={quote(LETTERS)}&search_operator=or&order=title&limit=100",
    f"search={quote('work program guide ' * 10)}&search_operator=or&limit=100",
    f"search={'a' * 200}",
    f"search={quote('% _ * ? ' * 20)}",
]
LISTS_OF_PAGES = [
    "type=pages.ProgramPage&limit=100",
    "type=pages.ProgramPage&limit=100&fields=*",
    "child_of=root&limit=100",
    "descendant_of=root&limit=100&order=-first_published_at",
    "type=pages.ProgramPage&" + "&".join(f"practices={number}" for number in range(1, 11)),
    "type=pages.ProgramPage&status=open&starts=2020&show_in_menus=true&slug=a&title=b",
]
LISTS_OF_IMAGES = ["&".join(f"tags=tag-{number}" for number in range(10)), "tags=people&limit=100"]
REFUSED = [
    f"offset={BIG}",
    f"limit={BIG}",
    "search=" + "x" * 7_000,
    "&".join(f"tags=tag-{number}" for number in range(100)),
    "&".join(["limit=1"] * 1_000),
    "&".join(f"a{number}=1" for number in range(1_000)),
    "fields=" + "a(" * 400,
    "search=%00",
    "title=%00",
    "search_operator=nor&search=a",
    "order=" + "title," * 500 + "nothing",
    "q=" + "%F0%9F%98%80" * 500,
    "x" * 50_000,
]

KINDS = ("pages", "images", "documents")
QUERIES = {"pages": LISTS + LISTS_OF_PAGES, "images": LISTS + LISTS_OF_IMAGES, "documents": LISTS}
FINDS = ("pages", "redirects")


def too_slow(url: str, bound: float, expected: set[int]) -> float:
    """How many seconds the best of some runs takes, with nothing cached, or 0 when one is within ``bound``."""
    client: Any = Client()
    best = float("inf")
    for _run in range(RUNS):
        cache.clear()
        began = time.perf_counter()
        response = client.get(url, headers=HOST)
        best = min(best, time.perf_counter() - began)
        assert response.status_code in expected, (url[:200], response.content[:300])
        if best <= bound:
            return 0.0
    return best


@pytest.fixture
def _hundreds_of_pages() -> None:
    """Pages that share their words, images with many tags, and a long body."""
    home = default_home()
    parent = IndexPageFactory(parent=home)
    for number in range(PAGES):
        ProgramPageFactory(parent=parent, title=f"Program {number} a work guide", slug=f"program-{number}")
    text = {"type": "rich_text", "value": "<p>" + "a work program guide " * 300 + "</p>"}
    ContentPageFactory(
        parent=parent, title="Long", slug="long", body=[section(str(part), *[text] * 5) for part in range(20)]
    )
    for number in range(IMAGES):
        image = ImageFactory(title=f"Image {number} a work program guide")
        image.tags.add(*(f"tag-{tag}" for tag in range(10)), "people")
    for number in range(20):
        DocumentFactory(title=f"Document {number} a work program guide")


@pytest.mark.django_db
@pytest.mark.usefixtures("_hundreds_of_pages")
def test_no_request_of_an_anonymous_caller_costs_more_than_a_second() -> None:
    deepest = ProgramPage.objects.order_by("-pk").first()
    versions = ("v2", "v3")
    urls = [f"/api/{version}/{kind}/?{query}" for version in versions for kind in KINDS for query in QUERIES[kind]]
    urls += [f"/api/{version}/pages/?ancestor_of={deepest.pk}" for version in versions]
    urls += [f"/api/{version}/pages/{deepest.pk}/?fields=*" for version in versions]
    urls += [f"/api/{version}/{kind}/find/?html_path={'/a' * 500}" for version in versions for kind in FINDS]
    urls += [f"/api/v3/resolve/?path={'/a' * 500}", "/api/v3/navigation/", "/api/v3/openapi.json"]
    urls += ["/api/v3/schema/blocks/", "/api/v3/snippets/pages.Practice/?limit=100&fields=*"]
    refused = [f"/api/{version}/{kind}/?{query}" for version in versions for kind in KINDS for query in REFUSED]

    slow = {url[:150]: took for url in urls if (took := too_slow(url, seconds(SECONDS), {200, 400, 404, 422}))}
    late = {url[:150]: took for url in refused if (took := too_slow(url, seconds(SECONDS_TO_REFUSE), {400, 422}))}

    assert not slow
    assert not late
