"""PostgreSQL's index takes the average length of all titles once an hour, and weighs new titles by it."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from tests.factories.pages import ContentPageFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the index of PostgreSQL"),
]


@pytest.fixture
def enough_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.search_postgresql.ENOUGH_TITLES", 1)


def averages_read_by(title: str) -> int:
    """How often the average is read when a page with ``title`` is made."""
    with CaptureQueriesContext(connection) as queries:
        ContentPageFactory(title=title)
    return sum("AVG(" in query["sql"] for query in queries.captured_queries)


def weight_of(title: str) -> float:
    page = Page.objects.get(title=title)
    return IndexEntry.objects.get(object_id=str(page.pk), content_type=page.content_type.pk).title_norm


def test_of_many_titles_the_average_is_read_once(enough_titles: None) -> None:
    assert [averages_read_by(title) for title in ("First title", "Second title")] == [1, 0]


def test_of_few_titles_it_is_read_each_time() -> None:
    assert [averages_read_by(title) for title in ("First title", "Second title")] == [1, 1]


def test_a_new_title_weighs_by_the_average_that_is_kept(enough_titles: None) -> None:
    cache.set("pages.search_postgresql.average_length", 6.0)

    averages_read_by("Two words")
    averages_read_by("Three words here sourdough")

    assert weight_of("Two words") == pytest.approx(3.0)
    assert weight_of("Three words here sourdough") == pytest.approx(2.0)


def test_update_index_weighs_every_title_by_the_average_of_that_moment(enough_titles: None) -> None:
    cache.set("pages.search_postgresql.average_length", 60.0)
    averages_read_by("Two words")

    call_command("update_index", verbosity=0)

    assert weight_of("Two words") < 3
    assert averages_read_by("Another title") == 1
