"""People who sign in to the admin."""

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory, Password

__all__ = ["PASSWORD", "AdministratorFactory", "PersonFactory"]

PASSWORD = "a password for tests"


class PersonFactory(DjangoModelFactory):
    """Someone with an account and no permissions. ``groups=["Reviewers"]`` puts them into groups by name."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"person-{number}")
    email = factory.LazyAttribute(lambda person: f"{person.username}@example.org")
    password = Password(PASSWORD)

    @factory.post_generation
    def groups(self, create: bool, names: list[str] | None, **_kwargs: object) -> None:
        if create and names:
            self.groups.set(Group.objects.filter(name__in=names))


class AdministratorFactory(PersonFactory):
    """Someone who may do everything."""

    is_staff = True
    is_superuser = True
