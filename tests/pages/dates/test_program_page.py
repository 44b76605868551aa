"""Dates on a real page: through a draft, publication, sorting and both versions of the API."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from pages.dates import PartialDate
from pages.models import ProgramPage

pytestmark = pytest.mark.django_db

MID_2018 = {
    "edtf": "2018-38",
    "label": "mid-2018",
    "precision": "mid-year",
    "earliest": "2018-05-01",
    "latest": "2018-08-31",
}


def program(title: str, starts: str | None) -> ProgramPage:
    home = Site.objects.get(is_default_site=True).root_page
    page = ProgramPage(title=title, lede="A program.", summary="A program.", starts=starts)
    home.add_child(instance=page)
    return page


def test_a_draft_keeps_its_date_and_publishing_sets_it_free() -> None:
    page = program("Apprentices", "2018")
    page.starts = PartialDate.parse("mid-2018")
    revision = page.save_revision()
    assert revision.content["starts"] == "2018-38"
    assert ProgramPage.objects.get(pk=page.pk).starts == PartialDate.parse("2018")
    assert page.get_latest_revision_as_object().starts == PartialDate.parse("mid-2018")
    revision.publish()
    assert ProgramPage.objects.get(pk=page.pk).starts == PartialDate.parse("mid-2018")


def test_a_copied_page_keeps_its_date() -> None:
    page = program("Apprentices", "mid-2018")
    assert page.copy(update_attrs={"slug": "copy"}).starts == PartialDate.parse("mid-2018")


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_the_api_serves_the_date_and_null_for_none(client: Client, version: str) -> None:
    page = program("Apprentices", "mid-2018")
    served: dict[str, Any] = client.get(f"/api/{version}/pages/{page.pk}/").json()
    assert (served["starts"], served["ends"]) == (MID_2018, None)


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_the_api_finds_and_sorts_by_the_date(client: Client, version: str) -> None:
    for title, starts in [("Later", "June 2020"), ("Sooner", "mid-2018"), ("Between", "2019")]:
        program(title, starts)

    def titles(**parameters: str) -> list[str]:
        response = client.get(f"/api/{version}/pages/", {"type": "pages.ProgramPage", **parameters})
        assert response.status_code == 200, response.content
        return [item["title"] for item in response.json()["items"]]

    assert titles(starts="2018-38") == ["Sooner"]
    assert titles(order="starts") == ["Sooner", "Between", "Later"]
    assert titles(order="-starts") == ["Later", "Between", "Sooner"]


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_the_api_refuses_an_unreadable_date(client: Client, version: str) -> None:
    response = client.get(f"/api/{version}/pages/", {"type": "pages.ProgramPage", "starts": "soon"})
    assert response.status_code in {400, 422}


def test_version_3_describes_the_date() -> None:
    schemas = Client().get("/api/v3/openapi.json").json()["components"]["schemas"]
    assert set(schemas["PartialDateData"]["properties"]) == set(MID_2018)
    assert schemas["PartialDateData"]["properties"]["precision"]["enum"] == ["day", "month", "mid-year", "year"]
