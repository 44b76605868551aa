"""Snippets in version 3: the directory, which everybody reads but for its contacts, typed by kind."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.api.scopes import Scope
from cms.plugins.testing.client import ApiClient
from pages.models import Practice
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.snippets import (
    AudienceFactory,
    ContactFactory,
    LocationFactory,
    OrganisationFactory,
    PracticeFactory,
)
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db

PUBLIC = {
    "pages.Practice": PracticeFactory,
    "pages.Audience": AudienceFactory,
    "pages.Location": LocationFactory,
    "pages.Organisation": OrganisationFactory,
}


@pytest.mark.parametrize("kind", PUBLIC)
def test_everybody_reads_the_directory(v3: ApiClient, kind: str) -> None:
    entry = PUBLIC[kind](name="Alpha")

    [listed] = v3.items(f"snippets/{kind}/")

    assert listed == v3.json(f"snippets/{kind}/{entry.pk}/")
    assert (listed["id"], listed["name"], listed["slug"]) == (entry.pk, "Alpha", entry.slug)
    assert listed["meta"]["type"] == kind
    assert listed["meta"]["detail_url"].endswith(f"/api/v3/snippets/{kind}/{entry.pk}/")


def test_contacts_take_a_token_that_reads_drafts(v3: ApiClient) -> None:
    contact = ContactFactory(name="Team", organisation=OrganisationFactory(name="Agency"))
    reader = caller_with_token(AdministratorFactory(), Scope.READ_DRAFTS)

    assert v3.get("snippets/pages.Contact/").status_code == 401
    assert v3.get(f"snippets/pages.Contact/{contact.pk}/").status_code == 401
    assert caller_with_token(AdministratorFactory()).get("snippets/pages.Contact/").json()["missing_scope"]
    assert caller_with_token(PersonFactory(), Scope.READ_DRAFTS).get("snippets/pages.Contact/").status_code == 403
    assert reader.json(f"snippets/pages.Contact/{contact.pk}/")["organisation"]["name"] == "Agency"


def test_entries_are_filtered_ordered_searched_and_selected(v3: ApiClient) -> None:
    for name, region in (("Alpha", "North"), ("Beta", "South"), ("Gamma", "North")):
        LocationFactory(name=name, region=region)

    def names(**parameters: Any) -> list[str]:
        return [item["name"] for item in v3.json("snippets/pages.Location/", **parameters)["items"]]

    assert names(region="North", order="-name") == ["Gamma", "Alpha"]
    assert names(slug="beta") == ["Beta"]
    [found] = v3.json("snippets/pages.Location/", search="gamma", fields="_,name")["items"]
    assert found["highlights"] == [{"field": "name", "html": "<mark>Gamma</mark>"}]
    assert set(found) == {"id", "meta", "name", "highlights"}


def test_a_list_goes_on_behind_its_cursor(v3: ApiClient) -> None:
    for number in range(3):
        PracticeFactory(name=f"Practice {number}")

    first = v3.json("snippets/pages.Practice/", order="name", limit=2)
    PracticeFactory(name="A new one before all")
    rest = v3.json("snippets/pages.Practice/", order="name", limit=2, cursor=first["next"])

    assert [item["name"] for item in rest["items"]] == ["A new one before all", "Practice 2"]


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"region": "North"}, "region"),
        ({"order": "region"}, "order"),
        ({"fields": "region"}, "fields"),
        ({"locale": "en"}, "locale"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_a_kind_does_not_have_is_refused(v3: ApiClient, parameters: dict[str, str], name: str) -> None:
    response = v3.get("snippets/pages.Practice/", **parameters)

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"][-1] == name


@pytest.mark.parametrize("kind", ["pages.ProgramPage", "media.CustomImage", "nothing", "auth.User"])
def test_what_is_no_kind_of_snippet_is_refused(v3: ApiClient, kind: str) -> None:
    assert v3.get(f"snippets/{kind}/").status_code == 422


@pytest.mark.parametrize("key", ["9" * 30, "x", "-1", "0", "_3Cx_3E"])
def test_an_odd_key_is_not_found(v3: ApiClient, key: str) -> None:
    assert v3.get(f"snippets/pages.Practice/{key}/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_entries() -> None:
    reader = caller_with_token(AdministratorFactory(), Scope.READ_DRAFTS)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            reader.json("snippets/pages.Contact/")
        return len(captured)

    ContactFactory(organisation=OrganisationFactory())
    queries()  # what is read once in a process
    few = queries()
    for _number in range(10):
        ContactFactory(organisation=OrganisationFactory())

    assert queries() == few


def test_a_token_writes_the_directory() -> None:
    writer = caller_with_token(AdministratorFactory(), *EVERY_SCOPE)

    made = writer.send("post", "snippets/pages.Practice/", name="Research", description="Asking people.")
    address = f"snippets/pages.Practice/{made.json()['id']}/"
    changed = writer.send("patch", address, description="Asking, and listening.")

    assert made.status_code == 201
    assert (changed.json()["slug"], changed.json()["description"]) == ("research", "Asking, and listening.")
    assert writer.send("delete", address).status_code == 204
    assert not Practice.objects.exists()
