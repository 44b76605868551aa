"""Where pages are for the public: on the domain of their site's frontend."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, Site

from blocks.addresses import (
    PageAddress,
    address_scope,
    asked_site,
    cms_addresses,
    frontend_root,
    other_site,
    page_address,
    prefer_site,
)
from blocks.references import page_reference
from blocks.rich_text import to_public_html
from home.models import MainMenuItem, Navigation
from home.navigation import main_menu
from tests.factories.pages import ContentPageFactory
from tests.factories.sites import SiteFactory, default_home
from tests.frontends import frontends

pytestmark = pytest.mark.django_db


@pytest.fixture
def frontend() -> Iterator[None]:
    with frontends({"localhost": "https://www.example.org"}):
        yield


@pytest.mark.usefixtures("frontend")
def test_a_page_is_on_the_domain_of_its_sites_frontend() -> None:
    page = ContentPageFactory(title="Guides")

    address = page_address(page)
    assert address == PageAddress(default_home().get_site().pk, "https://www.example.org", "/guides/")
    assert address.url == "https://www.example.org/guides/"


@pytest.mark.usefixtures("frontend")
def test_a_site_without_a_frontend_keeps_its_own_address() -> None:
    page = ContentPageFactory(parent=SiteFactory(hostname="two.example.org").root_page, title="Guides")

    address = page_address(page)
    assert address is not None
    assert address.url == "http://two.example.org/guides/"


def test_a_request_knows_the_site_that_it_asked_for() -> None:
    site = SiteFactory(hostname="two.example.org")

    with address_scope():
        assert asked_site() is None
        prefer_site(site)
        assert asked_site() == site
    assert asked_site() is None


def test_a_page_of_no_site_has_no_address() -> None:
    assert page_address(ContentPageFactory(parent=Page.get_first_root_node())) is None


@pytest.mark.parametrize(
    ("root_url", "expected"),
    [
        ("http://cms.example.org", "https://eighty.example.org"),
        ("https://cms.example.org", "https://any.example.org"),
        ("http://cms.example.org:8000", "https://any.example.org"),
        ("http://cms.example.org:8001", "https://www.example.org/skills"),
        ("http://CMS.example.org:8001", "https://www.example.org/skills"),
        ("https://secure.example.org", "https://tls.example.org"),
        ("http://secure.example.org", "http://secure.example.org"),
        ("http://[::1]:8000", "https://six.example.org"),
        ("http://[::1]", "https://six.example.org"),
        ("http://other.example.org", "http://other.example.org"),
        ("http://not a host::", "http://not a host::"),
    ],
)
def test_a_frontend_is_found_by_name_and_port_or_by_name_alone(root_url: str, expected: str) -> None:
    addresses = {
        "cms.example.org:80": "https://eighty.example.org/",
        "Cms.example.org": "https://any.example.org",
        "cms.example.org:8001": "https://www.example.org/skills/",
        "secure.example.org:443": "https://tls.example.org",
        "[::1]": "https://six.example.org",
    }
    with frontends(addresses):
        assert frontend_root(root_url) == expected


@pytest.mark.usefixtures("frontend")
def test_references_rich_text_and_menus_lead_to_the_frontend() -> None:
    page = ContentPageFactory(title="Guides", show_in_menus=True)

    reference = page_reference(page)
    assert reference is not None
    assert (reference["url"], reference["path"]) == ("https://www.example.org/guides/", "/guides/")
    assert 'href="https://www.example.org/guides/"' in to_public_html(f'<a linktype="page" id="{page.pk}">x</a>')
    [item] = main_menu(Site.objects.get())
    assert (item["url"], item["path"]) == ("https://www.example.org/guides/", "/guides/")


def test_the_default_rendering_keeps_linking_within_the_cms() -> None:
    two = SiteFactory(hostname="two.example.org")
    there = ContentPageFactory(parent=two.root_page, title="There")
    here = ContentPageFactory(title="Here")
    navigation = Navigation.objects.create(site=Site.objects.get(is_default_site=True))
    MainMenuItem.objects.create(navigation=navigation, page=there)
    text = f'<p><a linktype="page" id="{there.pk}">there</a> <a linktype="page" id="{here.pk}">here</a></p>'
    ContentPageFactory(title="Links", body=[{"type": "rich_text", "value": text}])

    with frontends({"localhost": "https://www.example.org", "two.example.org": "https://other.example.org"}):
        response = Client(headers={"host": "localhost"}).get("/links/")

    assert response.status_code == 200
    content = response.content.decode()
    assert content.count('href="http://two.example.org/there/"') >= 2  # in the menu and in the text
    assert 'href="http://localhost:8000/here/"' in content or 'href="/here/"' in content
    assert "www.example.org" not in content
    assert "other.example.org" not in content


def test_a_page_that_two_sites_share_is_on_the_one_that_was_asked_for() -> None:
    home = default_home()
    twin = SiteFactory(hostname="twin.example.org", root_page=home)
    page = ContentPageFactory(title="Guides")

    with address_scope():
        assert page_address(page).site_id == home.get_site().pk  # type: ignore[union-attr]  # it has one
        prefer_site(twin)
        assert page_address(page) == PageAddress(twin.pk, "http://twin.example.org", "/guides/")
    assert page_address(page).site_id == home.get_site().pk  # type: ignore[union-attr]  # it has one
    assert page_address(page, twin) == PageAddress(twin.pk, "http://twin.example.org", "/guides/")


def test_a_page_of_one_site_is_never_on_another_that_was_asked_for() -> None:
    inner = ContentPageFactory(title="Campaign")
    SiteFactory(hostname="campaign.example.org", root_page=inner)
    page = ContentPageFactory(title="Join", parent=inner)

    address = page_address(page, Site.objects.get(is_default_site=True))
    assert address is not None
    assert address.url == "http://campaign.example.org/join/"


@pytest.mark.usefixtures("frontend")
def test_the_site_of_a_page_is_named_when_another_was_asked_for() -> None:
    two = SiteFactory(hostname="two.example.org", port=8080)
    here, there = ContentPageFactory(), ContentPageFactory(parent=two.root_page)

    assert other_site(there) is None
    with address_scope():
        prefer_site(Site.objects.get(is_default_site=True))
        assert (other_site(here), other_site(there)) == (None, "two.example.org:8080")
        prefer_site(two)
        assert (other_site(here), other_site(there)) == ("localhost:8000", None)


@pytest.mark.usefixtures("frontend")
def test_within_the_cms_addresses_are_its_own() -> None:
    page = ContentPageFactory(title="Guides")

    with cms_addresses():
        address = page_address(page)
    assert address is not None
    assert address.url == "http://localhost:8000/guides/"


def test_sites_are_read_once_in_a_scope(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    pages = [ContentPageFactory(title=f"Page {number}") for number in range(3)]
    cache.clear()

    with django_assert_num_queries(1), address_scope(), address_scope():
        for page in pages:
            page_address(page)
            cache.clear()
