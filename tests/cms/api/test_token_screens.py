"""The admin's screens for API tokens, through their views."""

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from wagtail.admin.viewsets import viewsets
from wagtail.models import APIToken, ModelLogEntry

from cms.api.models import TokenTerms
from cms.api.scopes import Scope
from cms.api.token_screens import CreateView, IndexView
from cms.api.tokens import create_token
from cms.plugins.testing.client import ApiClient
from tests.factories.people import AdministratorFactory, PersonFactory

pytestmark = pytest.mark.django_db


def signed_in(person: Any) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.fixture
def administrator() -> Any:
    return AdministratorFactory()


@pytest.fixture
def browser(administrator: Any) -> Client:
    return signed_in(administrator)


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def make(browser: Client, owner: Any, view: str = "cms_api_tokens", **fields: Any) -> Any:
    return browser.post(
        reverse(f"{view}:add"), {"name": "Preview", "user": owner.pk, "expires": in_days(10).isoformat(), **fields}
    )


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_token_is_made_with_what_was_chosen_and_shown_once(browser: Client, administrator: Any) -> None:
    response = make(browser, administrator, read_drafts="on", review="on")

    (plaintext,) = re.findall(r'value="(wagtail_\w+)"', response.content.decode())
    token = APIToken.objects.get()
    assert (token.name, token.user) == ("Preview", administrator)
    assert token.terms.scopes == {Scope.READ_DRAFTS, Scope.REVIEW}
    assert timezone.localdate(token.terms.expires - datetime.timedelta(seconds=1)) == in_days(10)
    assert token.terms.expires == timezone.make_aware(datetime.datetime.combine(in_days(11), datetime.time()))
    assert "read drafts, review" in text_of(response)
    assert "no-store" in response["Cache-Control"]
    assert ApiClient("v3", Authorization=f"Bearer {plaintext}").get("whoami/").status_code == 200
    for view in (reverse("cms_api_tokens:index"), reverse("cms_api_tokens:edit", args=[token.pk])):
        assert plaintext not in browser.get(view).content.decode()
    assert ModelLogEntry.objects.filter(action="wagtail.apitoken.create", user=administrator).count() == 1


def test_the_form_explains_each_choice_and_proposes_a_day(browser: Client) -> None:
    response = browser.get(reverse("cms_api_tokens:add"))

    shown = text_of(response)
    for words in ("May read drafts", "May write", "May review", "Owner", "Publish and unpublish", "never more"):
        assert words in shown
    assert f'value="{in_days(90).isoformat()}"' in response.content.decode()


@pytest.mark.parametrize("day", [-1, 366])
def test_the_last_day_is_within_bounds(browser: Client, administrator: Any, day: int) -> None:
    response = make(browser, administrator, expires=in_days(day).isoformat())

    assert "Choose a day from today until" in text_of(response)
    assert not APIToken.objects.exists()


@pytest.mark.parametrize("missing", ["name", "user", "expires"])
def test_nothing_is_made_without_name_owner_or_last_day(browser: Client, administrator: Any, missing: str) -> None:
    assert "This field is required." in text_of(make(browser, administrator, **{missing: ""}))
    assert not APIToken.objects.exists()


def test_wagtails_addresses_lead_to_these_screens(browser: Client, administrator: Any) -> None:
    views = {"index": IndexView, "add": CreateView}
    for name, view in views.items():
        for namespace in ("cms_api_tokens", "wagtailusers_api_tokens"):
            assert issubclass(resolve(reverse(f"{namespace}:{name}")).func.view_class, view)

    make(browser, administrator, view="wagtailusers_api_tokens", expires="")
    assert not APIToken.objects.exists()


def test_every_address_of_wagtails_viewset_is_taken() -> None:
    stock = next(each for each in viewsets.viewsets if each.name == "wagtailusers_api_tokens")
    for pattern in stock.get_urlpatterns():
        arguments = [7] if "<" in str(pattern.pattern) else []
        address = reverse(f"wagtailusers_api_tokens:{pattern.name}", args=arguments)
        assert resolve(address).namespace == "cms_api_tokens", address


def test_the_settings_menu_has_one_item_for_tokens(browser: Client) -> None:
    content = browser.get(reverse("wagtailadmin_home")).content.decode()

    assert content.count("/admin/api-tokens/") == 1


def test_the_list_shows_what_each_token_may_and_whether_it_works(browser: Client, administrator: Any) -> None:
    closed = PersonFactory(is_active=False)
    past = timezone.now() - datetime.timedelta(days=2)
    create_token(administrator, "Works", [Scope.WRITE])
    create_token(administrator, "Late", expires=past)
    create_token(administrator, "Ended")[0].revoke()
    create_token(closed, "Orphan")
    APIToken.create_token(user=administrator, name="Older")

    content = browser.get(reverse("cms_api_tokens:index")).content.decode()

    rows = {
        name: " ".join(re.sub(r"<[^>]+>", " ", row).split())
        for row in content.split("<tr")
        for name in ("Works", "Late", "Ended", "Orphan", "Older")
        if name in row
    }
    assert "write" in rows["Works"]
    assert "Active" in rows["Works"]
    assert "Expired" in rows["Late"]
    assert "Revoked" in rows["Ended"]
    assert "account is closed" in rows["Orphan"]
    assert "read what everybody reads never" in rows["Older"]


def test_a_token_is_renamed_and_keeps_its_terms(browser: Client, administrator: Any) -> None:
    token, _plaintext = create_token(administrator, "Before", [Scope.WRITE])
    address = reverse("cms_api_tokens:edit", args=[token.pk])
    assert "Active" in text_of(browser.get(address))

    browser.post(address, {"name": "After", "review": "on", "expires": in_days(1).isoformat()})

    token = APIToken.objects.get()
    assert token.name == "After"
    assert token.terms.scopes == {Scope.WRITE}
    assert token.terms.expires > timezone.now() + datetime.timedelta(days=80)


def test_a_token_is_revoked(browser: Client, administrator: Any) -> None:
    token, plaintext = create_token(administrator, "Preview")
    address = reverse("cms_api_tokens:delete", args=[token.pk])
    assert "revoke" in text_of(browser.get(address)).lower()

    browser.post(address)

    assert ApiClient("v3", Authorization=f"Bearer {plaintext}").get("pages/").status_code == 401
    assert TokenTerms.objects.filter(token=token).exists()  # kept, as the token is, for the record


def test_people_manage_their_own_tokens_only() -> None:
    developer = PersonFactory(groups=["Developers"])
    other = AdministratorFactory()
    theirs, _plaintext = create_token(other, "Theirs")
    browser = signed_in(developer)

    assert "Theirs" not in text_of(browser.get(reverse("cms_api_tokens:index")))
    make(browser, other)
    assert APIToken.objects.count() == 1
    assert browser.post(reverse("cms_api_tokens:delete", args=[theirs.pk])).status_code == 404
    make(browser, developer, read_drafts="on")
    assert APIToken.objects.filter(user=developer).count() == 1


def test_who_may_not_make_tokens_makes_none() -> None:
    person = PersonFactory(groups=["Reviewers"])
    person.user_permissions.add(Permission.objects.get(codename="view_apitoken"))

    make(signed_in(person), person)

    assert not APIToken.objects.exists()
