"""Several sites in one installation: each has its own pages, redirects and addresses, and shows none of another's.

The sites of ``two`` share nothing, those of ``ports`` share a host name, that of ``inner`` lies within the tree of the
default site, and those of ``twins`` share a tree.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.plugins.testing.client import ApiClient
from tests.factories.pages import ContentPageFactory, FormPageFactory, IndexPageFactory, PilotPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.sites import HomePageFactory, SiteFactory, default_home
from tests.factories.tokens import EVERY_SCOPE, caller_with_token
from tests.frontends import frontends

pytestmark = pytest.mark.django_db


@dataclass
class Pair:
    """Two sites with a page each, which have the same slug and the same words."""

    ours: Site
    theirs: Site
    our_page: Page
    their_page: Page

    @classmethod
    def of(cls, ours: Site, theirs: Site) -> "Pair":
        pages = [ContentPageFactory(parent=site.root_page, title="Shared words") for site in (ours, theirs)]
        return cls(ours, theirs, *pages)

    @staticmethod
    def name(site: Site) -> str:
        """The site's value of ``?site=``."""
        return f"{site.hostname}:{site.port}"


@pytest.fixture
def two() -> Pair:
    return Pair.of(Site.objects.get(), SiteFactory(hostname="two.example.org"))


@pytest.fixture
def ports() -> Pair:
    return Pair.of(*(SiteFactory(hostname="shared.example.org", port=port) for port in (8001, 8002)))


@pytest.fixture
def inner() -> Pair:
    campaign = ContentPageFactory(title="Campaign", show_in_menus=True)
    return Pair.of(Site.objects.get(), SiteFactory(hostname="campaign.example.org", root_page=campaign))


@pytest.fixture(params=["two", "ports", "inner"])
def pair(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def test_a_list_a_count_and_a_search_hold_pages_of_the_site_alone(api: ApiClient, pair: Pair) -> None:
    for site, its, other in (
        (pair.ours, pair.our_page, pair.their_page),
        (pair.theirs, pair.their_page, pair.our_page),
    ):
        name = pair.name(site)
        for asked in ({}, {"search": "shared"}, {"slug": "shared-words"}, {"type": "pages.ContentPage"}):
            assert other.pk not in api.ids("pages/", site=name, **asked), asked
            assert its.pk in api.ids("pages/", site=name, **asked), asked
        assert api.ids("pages/", site=name, search="shared") == {its.pk}


def test_places_in_the_tree_are_those_of_the_site(api: ApiClient, pair: Pair) -> None:
    ours, theirs = pair.name(pair.ours), pair.name(pair.theirs)

    assert api.ids("pages/", site=theirs, child_of="root") == {pair.their_page.pk}
    assert api.ids("pages/", site=theirs, descendant_of="root") == {pair.their_page.pk}
    assert api.ids("pages/", site=theirs, ancestor_of=pair.their_page.pk) == {pair.theirs.root_page_id}
    for name in ("child_of", "descendant_of"):
        assert pair.their_page.pk not in api.ids("pages/", site=ours, **{name: "root"})
        assert api.get("pages/", site=ours, **{name: pair.theirs.root_page_id}).status_code in (400, 422)
    assert api.get("pages/", site=ours, ancestor_of=pair.their_page.pk).status_code in (400, 422)


def test_a_page_is_found_and_read_on_its_site_alone(api: ApiClient, pair: Pair) -> None:
    ours, theirs = pair.name(pair.ours), pair.name(pair.theirs)

    for name, page in ((ours, pair.our_page), (theirs, pair.their_page)):
        found = api.get("pages/find/", html_path="/shared-words/", site=name)
        assert found.status_code == 302
        assert found["Location"].split("?")[0].endswith(f"/pages/{page.pk}/")
        assert api.client.get(found["Location"]).json()["id"] == page.pk
    for name, page in ((ours, pair.their_page), (theirs, pair.our_page)):
        assert api.get(f"pages/{page.pk}/", site=name).status_code == 404
        assert api.get("pages/find/", id=page.pk, site=name).status_code == 404


def test_a_page_is_on_the_domain_of_its_sites_frontend(api: ApiClient, pair: Pair) -> None:
    name = pair.name(pair.theirs)

    with frontends({name: "https://www.example.org/skills"}):
        page = api.page(pair.their_page, site=name)
        [listed] = api.items("pages/", site=name, search="shared")

    for answer in (page, listed):
        assert answer["meta"]["html_url"] == "https://www.example.org/skills/shared-words/"
        assert api.client.get(answer["meta"]["detail_url"]).json()["id"] == pair.their_page.pk
    parent = page["meta"]["parent"]["meta"]
    assert parent["detail_url"].endswith(f"/{pair.theirs.root_page_id}/?site={name}")
    if api.version == "v3" or "html_url" in parent:
        assert parent["html_url"] == "https://www.example.org/skills/"


def test_the_root_of_a_site_has_no_parent_on_another(api: ApiClient, inner: Pair) -> None:
    root = api.page(inner.theirs.root_page, site=inner.name(inner.theirs))

    assert root["meta"]["parent"] is None
    assert inner.theirs.root_page_id not in api.ids("pages/")


def test_a_reference_to_a_public_page_of_another_site_has_that_sites_address(api: ApiClient, two: Pair) -> None:
    form = FormPageFactory(parent=two.theirs.root_page)
    pilot = PilotPageFactory(mailing_list_page=form.page_ptr)

    with frontends({"two.example.org": "https://two.example.com"}):
        link = api.page(pilot)["mailing_list_page"]

    assert (link["url"], link["path"]) == ("https://two.example.com/mailing-list/", "/mailing-list/")


def test_an_alias_names_the_page_on_another_site_that_it_mirrors(api: ApiClient, two: Pair) -> None:
    alias = two.their_page.create_alias(parent=IndexPageFactory(), update_slug="mirror")

    source = api.page(alias)["meta"]["alias_of"]

    assert source["id"] == two.their_page.pk
    assert api.client.get(source["meta"]["detail_url"], headers={"host": "localhost"}).status_code == 200


def test_redirects_are_those_of_the_site_and_of_every_site(api: ApiClient, pair: Pair) -> None:
    for site, page in ((pair.ours, pair.our_page), (pair.theirs, pair.their_page)):
        Redirect.add_redirect("/old/", redirect_to=page, site=site)
    everywhere = Redirect.add_redirect("/everywhere/", redirect_to=pair.our_page)

    for site, page in ((pair.ours, pair.our_page), (pair.theirs, pair.their_page)):
        name = pair.name(site)
        listed = {item["old_path"]: item for item in api.items("redirects/", site=name)}
        assert set(listed) == {"/old", "/everywhere"}
        assert listed["/old"]["location"] == api.page(page, site=name)["meta"]["html_url"]
        assert (
            listed["/everywhere"]["location"] == api.page(pair.our_page, site=pair.name(pair.ours))["meta"]["html_url"]
        )
        found = api.get("redirects/find/", html_path="/old/", site=name)
        assert api.client.get(found["Location"]).json()["id"] == listed["/old"]["id"]
        assert api.get("redirects/find/", id=everywhere.pk, site=name).status_code == 302
    [theirs] = Redirect.objects.filter(site=pair.theirs)
    assert api.get(f"redirects/{theirs.pk}/", site=pair.name(pair.ours)).status_code == 404
    assert api.get(f"redirects/{theirs.pk}/", site=pair.name(pair.theirs)).status_code == 200


@pytest.mark.parametrize("path", ["pages/", "pages/find/", "redirects/", "redirects/find/"])
def test_a_name_that_fits_several_sites_is_refused_and_one_that_fits_none_is_not_found(
    api: ApiClient, ports: Pair, path: str
) -> None:
    ambiguous = api.get(path, site="shared.example.org")
    unknown = [api.get(path, site=name) for name in ("nowhere.example.org", "shared.example.org:8003", "[::1]:80")]

    assert ambiguous.status_code == 400
    assert "port" in str(ambiguous.json())
    assert [response.status_code for response in unknown] == [404] * 3


@pytest.mark.parametrize("name", ["two.example.org", "TWO.example.org", "two.example.org:80"])
def test_a_site_is_named_by_its_host_in_any_case_and_with_or_without_its_port(
    api: ApiClient, two: Pair, name: str
) -> None:
    assert two.their_page.pk in api.ids("pages/", site=name)


def test_nothing_is_shown_where_no_site_answers(api: ApiClient, two: Pair) -> None:
    Redirect.add_redirect("/old/", redirect_to=two.our_page, site=two.ours)
    Site.objects.update(is_default_site=False)

    nowhere = ApiClient(api.version, host="nowhere.example.org")
    assert nowhere.items("pages/") == []
    assert nowhere.items("redirects/") == []
    assert nowhere.ids("redirects/", site="localhost") != set()


def test_sites_that_share_a_tree_show_it_each_at_its_own_address(api: ApiClient) -> None:
    page = ContentPageFactory(title="Guides")
    SiteFactory(hostname="twin.example.org", root_page=default_home())

    assert page.pk in api.ids("pages/", site="twin.example.org")
    assert api.page(page, site="twin.example.org")["meta"]["html_url"] == "http://twin.example.org/guides/"
    assert api.page(page)["meta"]["html_url"] == "http://localhost:8000/guides/"


def test_a_site_within_a_site_within_a_site_is_left_out_as_well(api: ApiClient, inner: Pair) -> None:
    deepest = ContentPageFactory(parent=inner.their_page, title="Deepest")
    SiteFactory(hostname="deepest.example.org", root_page=deepest)
    below = ContentPageFactory(parent=deepest, title="Below")

    assert below.pk not in api.ids("pages/") | api.ids("pages/", site="campaign.example.org")
    assert api.ids("pages/", site="deepest.example.org") == {deepest.pk, below.pk}


def test_a_token_reads_on_every_site_until_it_names_one(two: Pair) -> None:
    draft = ContentPageFactory(parent=two.theirs.root_page, title="Draft", live=False)
    redirect = Redirect.add_redirect("/old/", redirect_to=two.their_page, site=two.theirs)
    api = caller_with_token(AdministratorFactory(), *EVERY_SCOPE)

    assert {two.our_page.pk, two.their_page.pk, draft.pk} <= api.ids("pages/")
    assert api.ids("pages/", site="two.example.org") == {two.theirs.root_page_id, two.their_page.pk, draft.pk}
    assert not {two.their_page.pk, draft.pk} & api.ids("pages/", site="localhost")
    assert api.ids("redirects/") == api.ids("redirects/", site="two.example.org") == {redirect.pk}
    assert api.ids("redirects/", site="localhost") == set()


def test_an_upper_case_twin_of_a_root_is_another_site(api: ApiClient) -> None:
    """SQLite compares addresses without regard to case; sites are told apart by their place in the tree."""
    upper = SiteFactory(hostname="upper.example.org", root_page=HomePageFactory(title="HOME", slug="HOME"))
    page = ContentPageFactory(parent=upper.root_page, title="Theirs")

    assert page.pk not in api.ids("pages/")
    assert page.pk in api.ids("pages/", site="upper.example.org")
