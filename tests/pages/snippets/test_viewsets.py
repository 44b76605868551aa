"""The directory in the admin: every kind of entry can be listed, searched, made, edited, inspected and chosen."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import querydict_from_html

from pages.models import Contact, Organisation
from tests.factories.people import AdministratorFactory
from tests.factories.snippets import (
    AudienceFactory,
    ContactFactory,
    LocationFactory,
    OrganisationFactory,
    PracticeFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES: dict[str, Any] = {
    "pages.Audience": AudienceFactory,
    "pages.Contact": ContactFactory,
    "pages.Location": LocationFactory,
    "pages.Organisation": OrganisationFactory,
    "pages.Practice": PracticeFactory,
}

each_kind = pytest.mark.parametrize("label", sorted(FACTORIES))


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(AdministratorFactory())
    return client


def url_of(label: str, view: str, *args: Any) -> str:
    return reverse(apps.get_model(label).snippet_viewset.get_url_name(view), args=args)


def test_every_kind_of_entry_is_in_the_directory() -> None:
    ours = {model._meta.label for model in get_snippet_models() if model._meta.app_label == "pages"}
    assert ours == set(FACTORIES)


def test_the_directory_is_one_menu(admin: Client) -> None:
    html = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert "Directory" in html
    for label in FACTORIES:
        assert url_of(label, "list") in html


@each_kind
def test_the_listing_finds_an_entry_by_a_part_of_its_name(admin: Client, label: str) -> None:
    FACTORIES[label](name="Zebra crossing")
    FACTORIES[label](name="Another one")

    html = admin.get(url_of(label, "list"), {"q": "zeb"}).content.decode()

    assert "Zebra crossing" in html
    assert "Another one" not in html


@each_kind
def test_an_entry_is_made_with_only_a_name(admin: Client, label: str) -> None:
    url = url_of(label, "add")
    response = admin.get(url)
    assert response.status_code == 200
    data = querydict_from_html(response.content.decode(), form_id="w-editor-form")
    data["name"] = "A new entry"

    admin.post(url, data.urlencode(), content_type="application/x-www-form-urlencoded")

    made = apps.get_model(label).objects.get(name="A new entry")
    assert getattr(made, "slug", "a-new-entry") == "a-new-entry"


@each_kind
def test_saving_the_edit_form_as_it_is_changes_nothing(admin: Client, label: str) -> None:
    entry = FACTORIES[label]()
    before = {field.name: field.value_from_object(entry) for field in entry._meta.concrete_fields}
    url = url_of(label, "edit", entry.pk)
    response = admin.get(url)
    assert response.status_code == 200
    data = querydict_from_html(response.content.decode(), form_id="w-editor-form")

    assert admin.post(url, data.urlencode(), content_type="application/x-www-form-urlencoded").status_code == 302

    entry.refresh_from_db()
    after = {field.name: field.value_from_object(entry) for field in entry._meta.concrete_fields}
    assert {name: str(value).replace("\r\n", "\n") for name, value in after.items()} == {
        name: str(value) for name, value in before.items()
    }


@each_kind
@pytest.mark.parametrize("view", ["inspect", "usage", "delete", "history"])
def test_the_other_screens_of_an_entry_open(admin: Client, label: str, view: str) -> None:
    assert admin.get(url_of(label, view, FACTORIES[label]().pk)).status_code == 200


@each_kind
def test_the_chooser_searches(admin: Client, label: str) -> None:
    FACTORIES[label](name="Zebra crossing")
    url = reverse(apps.get_model(label).snippet_viewset.chooser_viewset.get_url_name("choose_results"))

    assert "Zebra crossing" in admin.get(url, {"q": "zebra"}).content.decode()


def test_the_listing_of_contacts_says_who_cannot_be_reached(admin: Client) -> None:
    ContactFactory()
    assert "text-error" not in admin.get(url_of("pages.Contact", "list")).content.decode()

    Contact.objects.create(name="Front desk")
    assert "text-error" in admin.get(url_of("pages.Contact", "list")).content.decode()


def test_a_contact_and_an_organisation_can_be_previewed() -> None:
    for entry in (ContactFactory(), OrganisationFactory()):
        response = entry.make_preview_request()
        assert response.status_code == 200
        assert entry.name in response.content.decode()


def test_the_usage_of_an_organisation_counts_its_contacts(admin: Client) -> None:
    contact = ContactFactory()

    html = admin.get(url_of("pages.Organisation", "usage", contact.organisation_id)).content.decode()

    assert contact.name in html
    assert Organisation.objects.get().contacts.get() == contact
