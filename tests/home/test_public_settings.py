"""The settings of a site as the public gets them."""

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from home.models import SiteSettings, SocialLink
from home.public_settings import public_settings
from tests.factories.pages import ContentPageFactory
from tests.factories.sites import SiteFactory
from tests.factories.snippets import ContactFactory

pytestmark = pytest.mark.django_db


def test_a_site_without_settings_has_the_defaults_and_nothing_is_written() -> None:
    site = SiteFactory(hostname="two.example.org", site_name="")

    assert public_settings(site) == {
        "name": "two.example.org",
        "acknowledgement": "",
        "contact": None,
        "footer_text": "",
        "licence": "",
        "licence_url": "",
        "social_links": [],
        "analytics_script_url": "",
    }
    assert not SiteSettings.objects.exists()


def test_settings_are_given_with_their_contact_and_links_in_order() -> None:
    settings = SiteSettings.objects.create(
        site=Site.objects.get(), name="Digital skills", contact=ContactFactory(), licence="CC BY 4.0"
    )
    for order, label in enumerate(("Newsletter", "Mastodon")):
        SocialLink.objects.create(settings=settings, label=label, url="https://x.example.org/", sort_order=order)

    given = public_settings(settings.site)

    assert (given["name"], given["licence"]) == ("Digital skills", "CC BY 4.0")
    assert given["contact"] is not None
    assert given["contact"]["organisation"] is not None
    assert [link["label"] for link in given["social_links"]] == ["Newsletter", "Mastodon"]


def test_the_acknowledgement_is_html_without_links_to_what_is_hidden() -> None:
    shown, hidden = ContentPageFactory(title="Shown"), ContentPageFactory(title="Hidden", live=False)
    text = f'<p><a linktype="page" id="{shown.pk}">a</a> <a linktype="page" id="{hidden.pk}">b</a></p>'
    SiteSettings.objects.create(site=Site.objects.get(), acknowledgement=text)

    given = public_settings(Site.objects.get())["acknowledgement"]

    assert given == '<p><a href="http://localhost:8000/shown/">a</a> b</p>'


def test_the_number_of_queries_does_not_grow(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    settings = SiteSettings.objects.create(site=Site.objects.get(), contact=ContactFactory())
    for number in range(20):
        SocialLink.objects.create(settings=settings, label=str(number), url="https://x.example.org/")

    with django_assert_num_queries(2):
        public_settings(settings.site)
