"""Addresses that belong to no room in particular."""

import pytest
from django.test import Client


def test_the_health_check_answers_without_asking_the_database(client: Client) -> None:
    # Without the django_db mark, a query fails.
    response = client.get("/healthz/")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_the_admin_is_found_without_its_trailing_slash(client: Client) -> None:
    assert client.get("/admin").headers["Location"] == "/admin/"
