"""Rules of the directory's entries: slugs, phone numbers, names."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pages.models import Contact, Location, Organisation, Practice
from tests.factories.snippets import ContactFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_a_slug_is_made_from_the_name() -> None:
    assert Practice.objects.create(name="User research").slug == "user-research"


def test_two_entries_with_one_name_get_different_slugs() -> None:
    slugs = [Location.objects.create(name="Sydney").slug for _ in range(3)]
    assert slugs == ["sydney", "sydney-2", "sydney-3"]


def test_a_name_without_letters_that_a_slug_can_hold_gets_one_all_the_same() -> None:
    assert Practice.objects.create(name="服务设计").slug == "practice"


def test_a_very_long_name_gets_a_slug_that_fits() -> None:
    practice = Practice(name="research and " * 19)
    practice.full_clean()
    assert len(practice.slug) <= 100


def test_a_slug_survives_a_change_of_the_name() -> None:
    practice = Practice.objects.create(name="User research")
    practice.name = "Research"
    practice.save()
    assert practice.slug == "user-research"


def test_a_practice_has_a_slug_of_its_own() -> None:
    Practice.objects.create(name="User research")

    with pytest.raises(ValidationError, match="slug"):
        Practice(name="Another", slug="user-research").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Practice.objects.bulk_create([Practice(name="Another", slug="user-research")])


@pytest.mark.parametrize(
    "phone", ["02 6100 0000", "+61 2 6100 0000", "(02) 6100-0000", "13 20 11", "1800 000 000 ext. 12", "000 000"]
)
def test_phone_numbers_as_people_write_them_are_taken(phone: str) -> None:
    ContactFactory.build(organisation=None, phone=phone).full_clean()


@pytest.mark.parametrize("phone", ["call us", "12", "02 6100 0000\n", "02 6100 0000; rm", "++61", "١٢٣٤٥٦٧"])
def test_other_texts_are_no_phone_numbers(phone: str) -> None:
    with pytest.raises(ValidationError, match="phone"):
        ContactFactory.build(organisation=None, phone=phone).full_clean()


def test_an_email_address_is_checked() -> None:
    with pytest.raises(ValidationError, match="email"):
        Contact(name="Desk", email="desk at example").full_clean()


def test_a_contact_without_any_way_in_is_taken_but_not_reachable() -> None:
    contact = Contact(name="Desk")
    contact.full_clean()
    assert not contact.is_reachable
    assert Contact(name="Desk", phone="02 6100 0000").is_reachable


def test_a_contact_outlives_its_organisation() -> None:
    contact = ContactFactory()
    Organisation.objects.all().delete()
    contact.refresh_from_db()
    assert contact.organisation is None


def test_an_organisation_reads_as_its_name() -> None:
    assert str(OrganisationFactory.build()) == "Skills Agency"
