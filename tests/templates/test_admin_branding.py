"""The admin shows the product's own name and sign."""

import pytest
from django.test import Client

from tests.factories.people import AdministratorFactory

pytestmark = pytest.mark.django_db


def test_the_sign_in_page_names_the_product(client: Client) -> None:
    html = client.get("/admin/login/").content.decode()

    assert "Sign in to Digital Skills CMS" in html
    assert "home/logo.svg" in html
    assert "Sign in to Wagtail" not in html


def test_the_dashboard_names_the_product(client: Client) -> None:
    client.force_login(AdministratorFactory())
    html = client.get("/admin/").content.decode()

    assert "<title>Dashboard - Digital Skills CMS</title>" in html
    assert 'alt="Digital Skills CMS"' in html
