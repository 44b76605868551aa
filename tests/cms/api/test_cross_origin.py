"""Browsers on configured origins may read the API, without cookies; nobody else's may, and nothing but the API."""

from typing import Any

import pytest
import pytest_django
from django.test import Client

pytestmark = pytest.mark.django_db

FRONTEND, STRANGER = "https://frontend.example.org", "https://stranger.example.com"


@pytest.fixture(autouse=True)
def origins(settings: pytest_django.Settings) -> None:
    settings.CORS_ALLOWED_ORIGINS = [FRONTEND]


def preflight(path: str, origin: str) -> Any:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization,idempotency-key,if-match,if-none-match",
    }
    return Client().options(path, headers=headers)


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_a_configured_origin_may_read(version: str) -> None:
    response = Client().get(f"/api/{version}/pages/", headers={"Origin": FRONTEND})

    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == FRONTEND
    assert "origin" in response["Vary"].lower()
    assert "Access-Control-Allow-Credentials" not in response
    assert "ETag" in response["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_a_configured_origin_may_ask_first(version: str) -> None:
    response = preflight(f"/api/{version}/pages/", FRONTEND)

    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == FRONTEND
    assert "GET" in response["Access-Control-Allow-Methods"]
    assert {"authorization", "content-type", "idempotency-key", "if-match", "if-none-match"} <= set(
        response["Access-Control-Allow-Headers"].split(", ")
    )
    assert "Access-Control-Allow-Credentials" not in response


def test_an_error_can_be_read_as_well() -> None:
    response = Client().get("/api/v3/pages/987654/", headers={"Origin": FRONTEND})

    assert response.status_code == 404
    assert response["Access-Control-Allow-Origin"] == FRONTEND


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_no_other_origin_is_told_anything(version: str) -> None:
    for response in (
        Client().get(f"/api/{version}/pages/", headers={"Origin": STRANGER}),
        preflight(f"/api/{version}/pages/", STRANGER),
    ):
        assert not [name for name in response.headers if name.startswith("Access-Control-Allow-")]


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/healthz/", "/apis/", "/api"])
def test_nothing_but_the_api_may_be_read(path: str) -> None:
    for response in (Client().get(path, headers={"Origin": FRONTEND}), preflight(path, FRONTEND)):
        assert "Access-Control-Allow-Origin" not in response
