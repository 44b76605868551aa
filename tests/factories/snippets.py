"""Entries of the directory."""

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from pages.models import Audience, Contact, Location, Organisation, Practice

__all__ = ["AudienceFactory", "ContactFactory", "LocationFactory", "OrganisationFactory", "PracticeFactory"]


class NamedFactory(DjangoModelFactory):
    """An entry with a name and the slug that it suggests."""

    class Meta:
        abstract = True
        django_get_or_create = ("slug",)

    slug = factory.LazyAttribute(lambda entry: slugify(entry.name))


class OrganisationFactory(NamedFactory):
    class Meta:
        model = Organisation

    name = "Skills Agency"
    abbreviation = "SA"
    url = "https://skills.example.org/"
    description = "Helps agencies to learn."


class LocationFactory(NamedFactory):
    class Meta:
        model = Location

    name = "Canberra"
    address = "1 Example Street\nCanberra ACT 2600"
    region = "ACT"


class PracticeFactory(NamedFactory):
    class Meta:
        model = Practice

    name = "Service design"
    description = "Shaping a whole service around the people who use it."


class AudienceFactory(NamedFactory):
    class Meta:
        model = Audience

    name = "Graduates"
    description = "People who have just finished a degree."


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    name = "Digital skills team"
    role = "Programs"
    organisation = factory.SubFactory(OrganisationFactory)
    email = "skills@example.org"
    phone = "02 6100 0000"
    hours = "Weekdays, 9 to 5"
    url = "https://skills.example.org/contact/"
