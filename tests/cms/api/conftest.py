"""Fixtures of the API's tests: ``api`` is each version in turn, ``v2`` and ``v3`` are one of them."""

import pytest

from cms.plugins.testing.client import ApiClient


@pytest.fixture(params=["v2", "v3"])
def api(request: pytest.FixtureRequest) -> ApiClient:
    return ApiClient(request.param)


@pytest.fixture
def v2() -> ApiClient:
    return ApiClient("v2")


@pytest.fixture
def v3() -> ApiClient:
    return ApiClient("v3")
