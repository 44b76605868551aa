"""People get an account, sign in and get a new password, through the real admin views."""

import re
from typing import Any

import pytest
import pytest_django
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough phrase"


@pytest.fixture
def dana() -> Any:
    dana = get_user_model().objects.create_user("dana", "dana@example.org", PASSWORD)
    dana.groups.add(Group.objects.get(name="Content designers"))
    return dana


def sign_in(username: str, password: str) -> Client:
    browser = Client()
    browser.post(reverse("wagtailadmin_login"), {"username": username, "password": password})
    return browser


def is_in(browser: Client) -> bool:
    return browser.get(reverse("wagtailadmin_home")).status_code == 200


def test_the_projects_own_model_holds_the_accounts() -> None:
    assert get_user_model() is User


def test_somebody_in_a_group_signs_in_to_the_admin(dana: Any) -> None:
    assert is_in(sign_in("dana", PASSWORD))
    assert not is_in(sign_in("dana", "something else"))
    assert not is_in(Client())


def test_somebody_in_no_group_or_gone_does_not_get_into_the_admin(dana: Any) -> None:
    dana.groups.clear()
    assert not is_in(sign_in("dana", PASSWORD))
    get_user_model().objects.create_user("gone", password=PASSWORD, is_superuser=True, is_active=False)
    assert not is_in(sign_in("gone", PASSWORD))


def test_an_administrator_makes_an_account_in_a_group(admin_client: Client) -> None:
    reviewers = Group.objects.get(name="Reviewers")
    account = {"username": "rowan", "email": "rowan@example.org", "first_name": "Rowan", "last_name": "Reed"}
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    admin_client.post(
        reverse("wagtailusers_users:add"), {**account, **passwords, "is_active": "on", "groups": [reviewers.pk]}
    )
    assert list(get_user_model().objects.get(username="rowan").groups.all()) == [reviewers]
    assert is_in(sign_in("rowan", PASSWORD))


def test_a_password_that_is_easy_to_guess_is_refused(admin_client: Client) -> None:
    account = {"username": "rowan", "email": "rowan@example.org", "first_name": "Rowan", "last_name": "Reed"}
    for weak in ("password", "short", "rowan@example", "1029384756"):
        admin_client.post(
            reverse("wagtailusers_users:add"), {**account, "password1": weak, "password2": weak, "is_active": "on"}
        )
        assert not get_user_model().objects.filter(username="rowan").exists(), weak


def test_a_forgotten_password_is_replaced_through_a_link_in_an_email(
    dana: Any, settings: pytest_django.Settings
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://cms.example.org"
    browser = Client()
    browser.post(reverse("wagtailadmin_password_reset"), {"email": dana.email})
    (message,) = mail.outbox
    assert message.to == [dana.email]
    link = re.search(r"https://cms\.example\.org(/admin/password_reset/\S+)", str(message.body))
    assert link is not None, message.body

    form = browser.get(link[1], follow=True)
    new = {"new_password1": "another long phrase", "new_password2": "another long phrase"}
    browser.post(form.redirect_chain[-1][0], new)
    assert is_in(sign_in("dana", "another long phrase"))
    assert not is_in(sign_in("dana", PASSWORD))
