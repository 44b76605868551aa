"""``?order=`` of version 3: one order on both databases, with what has no value at the end."""

from typing import Any

import pytest
from wagtail.models import Page

from cms.plugins.testing.client import ApiClient
from tests.factories.pages import ContentPageFactory, IndexPageFactory, PilotPageFactory, ProgramPageFactory
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def v3() -> ApiClient:
    return ApiClient("v3")


def ids(api: ApiClient, **parameters: Any) -> list[int]:
    return [item["id"] for item in api.items("pages/", **parameters)]


def test_pages_of_several_types_are_ordered_by_a_date_that_some_have(v3: ApiClient) -> None:
    late, early = ProgramPageFactory(starts="2021"), PilotPageFactory(starts="2020-06")
    unknown, content = ProgramPageFactory(title="Unknown"), ContentPageFactory()
    home = default_home()

    without = [home.pk, unknown.pk, content.pk]
    assert ids(v3, order="starts") == [early.pk, late.pk, *without]
    assert ids(v3, order="-starts") == [late.pk, early.pk, *without]


def test_dates_with_a_precision_are_ordered_by_their_first_day(v3: ApiClient) -> None:
    made = {text: ProgramPageFactory(title=text, starts=text).pk for text in ("2020-06-15", "2020", "2020-06", "2019")}

    found = ids(v3, order="starts", type="pages.ProgramPage")

    assert found == [made["2019"], made["2020"], made["2020-06"], made["2020-06-15"]]


def test_equal_pages_follow_their_ids(v3: ApiClient) -> None:
    made = [ContentPageFactory(title="Same").pk for _number in range(4)]

    assert ids(v3, order="title", type="pages.ContentPage") == made
    assert ids(v3, order="-title", type="pages.ContentPage") == made
    assert ids(v3, order=["title", "-id"], type="pages.ContentPage") == made[::-1]


def test_path_is_the_order_of_the_tree(v3: ApiClient) -> None:
    index = IndexPageFactory()
    second, first = ContentPageFactory(title="Second"), ContentPageFactory(parent=index, title="First")

    assert ids(v3, order="path") == [default_home().pk, index.pk, first.pk, second.pk]


def test_pages_that_were_never_published_stand_last(v3: ApiClient) -> None:
    dated, undated = ContentPageFactory(title="Dated"), ContentPageFactory(title="Undated")
    Page.objects.filter(pk=dated.pk).update(first_published_at="2020-01-01T00:00:00Z")

    for order in ("first_published_at", "-first_published_at"):
        assert ids(v3, order=order, type="pages.ContentPage") == [dated.pk, undated.pk]


@pytest.mark.parametrize(
    "order",
    ["owner_organisation", "body", "lede", "live", "-", "", "--title", ["random", "title"], ["title"] * 5, "url_path"],
)
def test_an_order_that_is_not_on_the_list_is_refused(v3: ApiClient, order: Any) -> None:
    ProgramPageFactory()

    assert v3.get("pages/", order=order).status_code == 422


def test_an_order_of_a_type_that_is_not_asked_for_is_refused(v3: ApiClient) -> None:
    assert v3.get("pages/", order="starts", type="pages.ContentPage").status_code == 422
    assert v3.get("pages/", order="sector", type="pages.PilotPage").status_code == 200
