"""A page is indexed once for each publish, with its lists and relations, and not for what search cannot find."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from tests.factories.pages import ContentPageFactory

pytestmark = pytest.mark.django_db


def averages(queries: CaptureQueriesContext) -> int:
    """How often the lengths of all titles were read, which indexing does."""
    return sum("AVG(" in query["sql"] for query in queries.captured_queries)


def found(words: str) -> list[int]:
    return [page.pk for page in Page.objects.search(words)]


def test_a_publish_indexes_once_and_a_draft_does_not() -> None:
    page = ContentPageFactory(title="Digital skills")
    page.title = "Sourdough"

    with CaptureQueriesContext(connection) as drafting:
        revision = page.save_revision()
    with CaptureQueriesContext(connection) as publishing:
        revision.publish()

    assert (averages(drafting), averages(publishing)) == (0, 1)
    assert found("sourdough") == [page.pk]
    assert found("digital skills") == []


def test_words_that_are_saved_alone_are_found() -> None:
    page = ContentPageFactory()
    page.lede = "About sourdough."

    page.save(update_fields=["lede"])

    assert found("sourdough") == [page.pk]


def test_the_entries_of_a_deleted_page_and_of_those_under_it_go() -> None:
    parent = ContentPageFactory(title="Sourdough")
    ContentPageFactory(parent=parent, title="Sourdough starter")
    assert len(found("sourdough")) == 2
    before = IndexEntry.objects.count()

    Page.objects.get(pk=parent.pk).delete()

    assert IndexEntry.objects.count() == before - 2


def test_new_entries_are_found_by_an_index() -> None:
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, IndexEntry._meta.db_table)

    assert constraints["pages_search_title_norm"]["columns"] == ["title_norm"]
