"""Search by relevance: the order of Wagtail's own search, in a number of queries that does not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from cms.api.search import search
from cms.plugins.testing.client import ApiClient
from tests.factories.pages import ContentPageFactory, ProgramPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> list[int]:
    """Pages with the word in title, lede or body, some of them equal."""
    pages = [
        ContentPageFactory(title="Guides", lede="About patience"),
        ContentPageFactory(title="Patience"),
        ProgramPageFactory(title="Coaching", lede="Patience, patience and patience"),
        ContentPageFactory(title="Guides", lede="About patience"),
        ContentPageFactory(title="Patience patience", lede="Patience"),
    ]
    ContentPageFactory(title="Other")
    return [page.pk for page in pages]


@pytest.mark.parametrize(
    ("text", "operator"), [("patience", None), ("patience guides", "or"), ("patience coaching", "and")]
)
def test_matches_stand_in_the_order_of_wagtails_search(found: list[int], text: str, operator: str | None) -> None:
    ours = search(Page.objects.all(), text, operator, by_relevance=True)
    theirs = get_search_backend().search(text, Page.objects.all(), operator=operator)

    assert [page.pk for page in ours[0:9]] == [page.pk for page in theirs]
    assert ours.count() == theirs.count() > 0
    assert [page.pk for page in ours[1:3]] == [page.pk for page in theirs[1:3]]


def test_only_pages_that_were_asked_for_are_ranked(found: list[int]) -> None:
    some = search(Page.objects.filter(title="Guides"), "patience", None, by_relevance=True)

    assert [page.pk for page in some[0:9]] == [found[3], found[0]]


def test_a_search_asks_the_index_as_often_for_many_matches_as_for_few(api: ApiClient, found: list[int]) -> None:
    def statements() -> int:
        api.json("pages/", search="patience", limit=1)
        with CaptureQueriesContext(connection) as captured:
            api.json("pages/", search="patience", limit=1)
        if connection.vendor == "sqlite":
            assert sum(query["sql"].count("MATCH") for query in captured) == 1
        return len(captured)

    few = statements()
    for number in range(5):
        ContentPageFactory(title=f"Patience {number}")
    assert statements() == few
