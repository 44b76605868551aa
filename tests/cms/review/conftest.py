"""Four people with their browsers, and a home page to work under."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from cms.review.groups import DESIGNERS, DEVELOPERS, REVIEWERS
from home.models import HomePage
from tests.cms.review.admin_forms import Person

MakePerson = Callable[[str, str], Person]


@pytest.fixture
def person(db: None) -> MakePerson:
    """Makes somebody in a group, signed in."""

    def make(username: str, group: str) -> Person:
        user = get_user_model().objects.create_user(username, f"{username}@example.org", "secret")
        user.groups.add(Group.objects.get(name=group))
        browser = Client()
        browser.force_login(user)
        return Person(user, browser)

    return make


@pytest.fixture
def designer(person: MakePerson) -> Person:
    return person("dana", DESIGNERS)


@pytest.fixture
def reviewer(person: MakePerson) -> Person:
    return person("rowan", REVIEWERS)


@pytest.fixture
def developer(person: MakePerson) -> Person:
    return person("devi", DEVELOPERS)


@pytest.fixture
def home(db: None) -> Any:
    return HomePage.objects.get()
