"""A person changes their own account while an administrator changes it too."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.cms.edits.editors import Editor, editor
from tests.factories.people import AdministratorFactory

pytestmark = pytest.mark.django_db

FIRST, LAST, EMAIL = (f"name_email-{name}" for name in ("first_name", "last_name", "email"))


@pytest.fixture
def ada() -> Editor:
    return editor(AdministratorFactory(first_name="Ada", last_name="Lovelace"))


@pytest.fixture
def ben() -> Editor:
    return editor(AdministratorFactory(first_name="Ben", last_name="Bitdiddle", email="ben@example.org"))


def account() -> str:
    return reverse("wagtailadmin_account")


def stored(somebody: Editor) -> Any:
    return type(somebody.person).objects.get(pk=somebody.person.pk)


def test_what_an_administrator_has_corrected_is_not_put_back(ada: Editor, ben: Editor) -> None:
    own = ben.open(account())
    correction = ada.open(reverse("wagtailusers_users:edit", args=[ben.person.pk]))
    corrected = {"email": "b.bitdiddle@example.org", "is_active": "on", "is_superuser": "on"}
    assert correction.save(**corrected).status_code == 302

    refused = own.save(**{LAST: "Smith"})

    told = refused.content.decode()
    assert "Ada Lovelace has saved this user in the meantime" in told
    assert (stored(ben).email, stored(ben).last_name) == ("b.bitdiddle@example.org", "Bitdiddle")
    again = own.again(refused)
    assert (again.data[LAST], again.data[EMAIL]) == ("Smith", "ben@example.org")
    assert again.save().status_code == 200
    assert again.save(edits_save_over=refused.context["refusal"].state, **{EMAIL: stored(ben).email}).status_code == 302
    assert (stored(ben).email, stored(ben).last_name) == ("b.bitdiddle@example.org", "Smith")


def test_the_other_window_of_ones_own_counts(ben: Editor) -> None:
    first, second = ben.open(account()), ben.open(account())
    assert second.save(**{"theme-theme": "dark"}).status_code == 302

    refused = first.save(**{FIRST: "Benjamin"})

    assert "You have saved this user yourself in the meantime, in another window" in refused.content.decode()
    assert UserProfile.get_for_user(ben.person).theme == "dark"


def test_an_account_that_nobody_else_has_changed_is_saved(ben: Editor) -> None:
    for name in ("Benjamin", "Ben"):
        assert ben.open(account()).save(**{FIRST: name}).status_code == 302
        assert stored(ben).first_name == name
