"""Pages in both versions: every field in detail, the same JSON for the same field, listings and find."""

import datetime
from typing import Any

import pytest
from wagtail.api.v3.registry import registry
from wagtail.models import Page, get_page_models

from cms.api.v3.registration import register_read_schemas
from cms.api.v3.schemas import PublicPageSchema
from cms.errors import ConfigurationError
from cms.plugins.testing.client import ApiClient
from tests.factories import pages as factories
from tests.factories.pages import ContentPageFactory, IndexPageFactory, ProgramPageFactory, rich_text, section
from tests.factories.people import AdministratorFactory
from tests.factories.sites import SiteFactory, default_home
from tests.factories.snippets import AudienceFactory, PracticeFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db

COMPLETE = {
    name.removesuffix("Factory"): getattr(factories, name) for name in factories.__all__ if name.endswith("PageFactory")
}


@pytest.fixture(params=sorted(COMPLETE))
def complete_page(request: pytest.FixtureRequest) -> Any:
    return COMPLETE[request.param](complete=True)


def without_links(page: dict[str, Any]) -> dict[str, Any]:
    """A page without what names the version."""
    text = {**page, "meta": {name: value for name, value in page["meta"].items() if name != "detail_url"}}
    parent = text["meta"].get("parent")
    if parent:
        text["meta"]["parent"] = {**parent, "meta": {"type": parent["meta"]["type"]}}
    text["meta"].pop("locale", None)  # version 2 leaves it out while there is one language
    return text


def test_every_field_of_a_page_type_is_served(api: ApiClient, complete_page: Any) -> None:
    served = api.page(complete_page)

    for field in type(complete_page).api_fields:
        assert field.name in served, field.name
        assert served[field.name] not in (None, "", [], {}), field.name


def test_both_versions_serve_the_same_page(v2: ApiClient, v3: ApiClient, complete_page: Any) -> None:
    assert without_links(v2.page(complete_page)) == without_links(v3.page(complete_page))


def test_both_versions_serve_the_same_home_page(v2: ApiClient, v3: ApiClient) -> None:
    assert without_links(v2.page(default_home())) == without_links(v3.page(default_home()))


def test_sections_are_blocks_with_type_id_and_value(api: ApiClient) -> None:
    page = ContentPageFactory(body=[section("Who can join", rich_text("Everybody."), anchor="who-can-join")])

    [block] = api.page(page)["body"]

    assert set(block) == {"type", "id", "value"}
    assert block["type"] == "section"
    assert block["value"]["heading"] == "Who can join"
    assert block["value"]["level"] == 2
    [inner] = block["value"]["content"]
    assert (inner["type"], inner["value"]) == ("rich_text", "<p>Everybody.</p>")
    assert inner["id"]


def test_a_page_names_its_parent_and_its_address(api: ApiClient) -> None:
    index = IndexPageFactory()
    page = ContentPageFactory(parent=index)

    meta = api.page(page)["meta"]

    assert meta["html_url"] == "http://localhost:8000/building-digital-skills/online-guides/"
    assert meta["detail_url"] == f"http://testserver/api/{api.version}/pages/{page.pk}/"
    assert meta["parent"]["id"] == index.pk
    assert meta["parent"]["title"] == index.title
    assert meta["parent"]["meta"]["type"] == "pages.IndexPage"
    assert meta["parent"]["meta"]["detail_url"] == f"http://testserver/api/{api.version}/pages/{index.pk}/"


def test_times_are_in_utc(api: ApiClient) -> None:
    page = ContentPageFactory()
    page.first_published_at = datetime.datetime(2026, 1, 31, 23, 5, 6, 789000, tzinfo=datetime.UTC)
    page.save()

    assert api.page(page)["meta"]["first_published_at"] == "2026-01-31T23:05:06.789Z"


def test_the_root_of_the_tree_is_no_parent(api: ApiClient) -> None:
    assert api.page(default_home())["meta"]["parent"] is None


def test_a_listing_can_give_every_field_of_one_type(v2: ApiClient) -> None:
    page = ProgramPageFactory(complete=True)

    listed = {item["id"]: item for item in v2.items("pages/", type="pages.ProgramPage", fields="*")}

    detail = v2.page(page)
    detail["meta"].pop("parent")  # version 2 gives it in detail only
    assert {name: listed[page.pk][name] for name in detail if name != "meta"} == {
        name: value for name, value in detail.items() if name != "meta"
    }


def test_a_listing_is_of_one_type(api: ApiClient) -> None:
    program, content = ProgramPageFactory(), ContentPageFactory()

    assert api.ids("pages/", type="pages.ProgramPage") == {program.pk}
    assert {program.pk, content.pk} <= api.ids("pages/")


def test_a_listing_of_all_names_the_type_of_each_page(api: ApiClient) -> None:
    pages = [ProgramPageFactory(), ContentPageFactory()]

    types = {item["id"]: item["meta"]["type"] for item in api.items("pages/")}

    assert [types[page.pk] for page in pages] == ["pages.ProgramPage", "pages.ContentPage"]


def test_a_listing_follows_the_tree(api: ApiClient) -> None:
    index = IndexPageFactory()
    child = ContentPageFactory(parent=index)
    grandchild = ContentPageFactory(parent=child)

    assert api.ids("pages/", child_of=index.pk) == {child.pk}
    assert api.ids("pages/", descendant_of=index.pk) == {child.pk, grandchild.pk}
    assert api.ids("pages/", ancestor_of=grandchild.pk) == {default_home().pk, index.pk, child.pk}
    assert index.pk in api.ids("pages/", child_of="root")


def test_a_listing_can_be_filtered_by_fields_and_relations(api: ApiClient) -> None:
    practice, audience = PracticeFactory(name="User research"), AudienceFactory(name="Graduates")
    found = ProgramPageFactory(status="open", practices=[practice], audiences=[audience], title="Found")
    ProgramPageFactory(status="closed", title="Other")

    for name, value in {"status": "open", "practices": practice.pk, "audiences": audience.pk, "title": "Found"}.items():
        assert api.ids("pages/", type="pages.ProgramPage", **{name: value}) == {found.pk}, name


def test_a_listing_can_be_filtered_by_a_date_with_its_precision(api: ApiClient) -> None:
    found = ProgramPageFactory(starts="2018-06")
    ProgramPageFactory(starts="2018")

    assert api.ids("pages/", type="pages.ProgramPage", starts="2018-06") == {found.pk}


def test_a_listing_can_be_ordered_and_cut(api: ApiClient) -> None:
    for title in ("Bravo", "Alpha", "Charlie"):
        ProgramPageFactory(title=title)

    def titles(**parameters: Any) -> list[str]:
        return [item["title"] for item in api.json("pages/", type="pages.ProgramPage", **parameters)["items"]]

    assert titles(order="title") == ["Alpha", "Bravo", "Charlie"]
    assert titles(order="-title") == ["Charlie", "Bravo", "Alpha"]
    assert titles(order="title", limit=1, offset=1) == ["Bravo"]


def test_pages_are_found_by_their_words(api: ApiClient) -> None:
    page = ContentPageFactory(title="Apprenticeships", lede="Learn while you earn")
    ContentPageFactory(title="Other")

    assert api.ids("pages/", search="apprenticeships") == {page.pk}
    assert api.ids("pages/", search="earn", type="pages.ContentPage") == {page.pk}


def test_find_leads_to_the_page_with_a_path(api: ApiClient) -> None:
    page = ContentPageFactory(parent=IndexPageFactory())

    for parameters in ({"html_path": "/building-digital-skills/online-guides/"}, {"id": page.pk}):
        response = api.get("pages/find/", **parameters)
        assert response.status_code == 302
        assert response["Location"].split("?")[0].endswith(f"/api/{api.version}/pages/{page.pk}/")


@pytest.mark.parametrize("parameters", [{"html_path": "/nowhere/"}, {"id": 987654}, {}])
def test_find_answers_404_for_what_is_not_there(api: ApiClient, parameters: dict[str, Any]) -> None:
    response = api.get("pages/find/", **parameters)

    assert response.status_code == 404
    assert response["Content-Type"].startswith("application/")


def test_a_site_has_its_own_pages(api: ApiClient) -> None:
    ours = ContentPageFactory(title="Ours")
    other = SiteFactory(hostname="two.example.org")
    theirs = ContentPageFactory(parent=other.root_page, title="Theirs")

    at_theirs = ApiClient(api.version, host="two.example.org")
    assert theirs.pk not in api.ids("pages/")
    assert at_theirs.ids("pages/") == {other.root_page.pk, theirs.pk}
    assert api.ids("pages/", site="two.example.org") == {other.root_page.pk, theirs.pk}
    assert api.get(f"pages/{theirs.pk}/").status_code == 404
    assert at_theirs.get(f"pages/{ours.pk}/").status_code == 404
    assert at_theirs.page(theirs)["meta"]["html_url"] == "http://two.example.org/theirs/"
    assert api.ids("pages/", site="two.example.org", child_of="root") == {theirs.pk}


def test_an_unknown_site_is_not_found(api: ApiClient) -> None:
    assert api.get("pages/", site="nowhere.example.org").status_code == 404


def test_every_page_type_has_a_read_schema_of_ours() -> None:
    for model in get_page_models():
        registration = registry.get(model._meta.label)
        assert registration is not None
        assert issubclass(registration.read_schema, PublicPageSchema)


def test_an_app_that_reads_the_schemas_too_early_stops_the_start() -> None:
    with pytest.raises(ConfigurationError, match="INSTALLED_APPS"):
        register_read_schemas()  # by now, the routers have read them


def test_a_page_that_was_moved_is_answered_where_it_is() -> None:
    """Its new place is before the branch that it stood in, whose pages all get other paths."""
    top = ContentPageFactory(slug="top")
    branch = ContentPageFactory(parent=top, slug="branch")
    page = ContentPageFactory(parent=ContentPageFactory(parent=branch, slug="twig"), slug="leaf")
    caller = caller_with_token(AdministratorFactory(), *EVERY_SCOPE)

    path = f"pages/{page.pk}/actions/move/"
    response = caller.send("post", path, destination_id=top.pk, position="first-child")

    assert response.status_code == 200, response.content
    assert response.json()["meta"]["parent"]["id"] == top.pk
    assert Page.objects.get(pk=page.pk).url_path.endswith("/top/leaf/")
