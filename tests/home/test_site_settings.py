"""The settings of a site."""

import pytest
from django.test import Client
from wagtail.models import Site

from home.models import Navigation, SiteSettings
from tests.factories.people import AdministratorFactory
from tests.factories.sites import SiteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site.objects.get(is_default_site=True)


def test_reading_settings_writes_nothing(site: Site) -> None:
    assert SiteSettings.read(site).display_name == "Digital Skills CMS"
    assert not SiteSettings.objects.exists()


def test_showing_a_page_writes_no_settings(client: Client) -> None:
    assert client.get("/").status_code == 200
    assert not SiteSettings.objects.exists()
    assert not Navigation.objects.exists()


@pytest.mark.parametrize(
    ("name", "site_name", "shown"),
    [("Skills", "Site", "Skills"), ("", "Site", "Site"), ("", "", "two.example.org")],
)
def test_the_first_name_that_is_filled_in_is_shown(name: str, site_name: str, shown: str) -> None:
    site = SiteFactory(hostname="two.example.org", site_name=site_name)
    SiteSettings.objects.create(site=site, name=name)

    assert SiteSettings.read(site).display_name == shown


def test_each_site_has_settings_of_its_own(site: Site) -> None:
    SiteSettings.objects.create(site=site, name="One")
    other = SiteFactory(hostname="two.example.org", site_name="Two")

    assert SiteSettings.read(other).display_name == "Two"


@pytest.mark.parametrize("model", ["sitesettings", "navigation"])
def test_the_admin_opens_and_saves_them(client: Client, site: Site, model: str) -> None:
    client.force_login(AdministratorFactory())
    address = f"/admin/settings/home/{model}/{site.pk}/"
    empty_lists = {
        f"{relation}-{field}": "0"
        for relation in ("social_links", "main_items", "footer_items")
        for field in ("TOTAL_FORMS", "INITIAL_FORMS")
    }

    assert client.get(address).status_code == 200
    response = client.post(address, {"name": "Skills", "acknowledgement": "null", **empty_lists})

    assert response.status_code == 302
    if model == "sitesettings":
        assert SiteSettings.read(site).display_name == "Skills"
