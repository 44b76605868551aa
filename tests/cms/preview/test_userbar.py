"""The user bar for frontends, and who may take part in the checks of the editor."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import pytest_django
from django.test import Client
from wagtail.admin.userbar import AccessibilityItem, BaseItem, ContentCheckerItem

from cms.conf import product_settings
from cms.preview.userbar import FrontendContentCheckerItem, frontends_checker
from tests.cms.preview.editing import FRONTEND, form_of
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory
from tests.frontends import frontends

USERBAR = "/api/userbar/"


@pytest.fixture(autouse=True)
def _frontend(settings: pytest_django.Settings) -> Iterator[None]:
    settings.WAGTAILADMIN_BASE_URL = "https://cms.example.org"
    with frontends({"localhost": FRONTEND, "two.example.org": f"{FRONTEND}/two"}):
        yield


def checks_in(html: str) -> Any:
    """What the content checker of a page is told."""
    [found] = re.findall(r'<script id="[\w-]*axe-configuration" type="application/json">(.*?)</script>', html)
    return json.loads(found)


@pytest.mark.django_db
def test_a_frontend_gets_a_user_bar_that_talks_to_the_admin(settings: pytest_django.Settings) -> None:
    settings.API_HOSTS, settings.ADMIN_HOSTS = ["api.example.org"], ["cms.example.org"]
    settings.CORS_ALLOWED_ORIGINS = [FRONTEND]

    response = Client().get(USERBAR, headers={"Host": "api.example.org", "Origin": FRONTEND})

    html = response.content.decode()
    assert (response.status_code, response["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert response["Access-Control-Allow-Origin"] == FRONTEND
    assert 'data-wagtail-userbar-origin="https://cms.example.org"' in html
    assert 'href="https://cms.example.org/admin/"' in html
    addresses = re.findall(r'(?:src|href)="([^"#]*)"', html)
    assert len(addresses) > 3
    assert [each for each in addresses if not each.startswith("https://cms.example.org/")] == []
    assert checks_in(html)["spec"]["allowedOrigins"] == ["<same_origin>", "https://cms.example.org"]


@pytest.mark.django_db
def test_the_user_bar_is_the_same_for_everybody_and_only_read(client: Client) -> None:
    anonymous = Client().get(USERBAR)
    client.force_login(AdministratorFactory())

    assert client.get(USERBAR).content == anonymous.content
    assert Client().post(USERBAR).status_code == 405


@pytest.mark.django_db
def test_the_editor_checks_the_frames_of_frontends(client: Client) -> None:
    client.force_login(AdministratorFactory())

    html = client.get(form_of(ContentPageFactory())[0]).content.decode()

    assert checks_in(html)["spec"]["allowedOrigins"] == ["<same_origin>", FRONTEND]


def test_a_checker_of_a_plugin_stays() -> None:
    class Stricter(ContentCheckerItem):
        pass

    items: list[BaseItem] = [Stricter(), ContentCheckerItem(), AccessibilityItem(in_editor=True), BaseItem()]
    frontends_checker(items)

    assert [type(item) for item in items] == [
        *(Stricter, FrontendContentCheckerItem, FrontendContentCheckerItem, BaseItem)
    ]
    assert getattr(items[2], "in_editor", False)


def test_without_frontends_wagtails_checker_stays() -> None:
    items: list[Any] = [ContentCheckerItem()]

    with frontends({}):
        frontends_checker(items)

    assert type(items[0]) is ContentCheckerItem


def test_the_origins_of_frontends_have_no_path_and_stand_once() -> None:
    assert product_settings().frontend_origins == [FRONTEND]
