"""No header breaks a request before anything can answer it."""

import io
from http import HTTPStatus
from typing import Any

import pytest
from django.test import AsyncRequestFactory, RequestFactory

from cms.handlers import UnicodeASGIHandler, UnicodeWSGIHandler

pytestmark = pytest.mark.django_db  # the end of a request looks after its connection

ODD = [
    "text/html; charset=rot13",
    "text/html; charset=base64",
    "text/html; charset=utf-16",
    "text/html; charset=nothing",
    "text/html; charset",
    "text/html; charset*=nothing''x",
    "text/html; charset*=utf-16''utf-16",
    ";;;",
    "\xff; \x00",
]


def status(query: str, content_type: str) -> int:
    """How the WSGI application answers the health check to a request with these."""
    environment: dict[str, Any] = RequestFactory()._base_environ(
        PATH_INFO="/healthz/", QUERY_STRING=query, CONTENT_TYPE=content_type, HTTP_HOST="localhost"
    )
    environment["wsgi.input"] = io.BytesIO()
    answered: list[str] = []
    UnicodeWSGIHandler()(environment, lambda line, headers: answered.append(line))
    return int(answered[0].split()[0])


@pytest.mark.parametrize("content_type", ODD)
def test_a_content_type_breaks_no_request(content_type: str) -> None:
    assert status("a=é", content_type) == HTTPStatus.OK


def test_many_parameters_break_no_request() -> None:
    assert status("&".join(f"a{number}=1" for number in range(20_000)), "text/html; charset=utf-8") == HTTPStatus.OK


@pytest.mark.parametrize("content_type", ODD)
def test_a_content_type_breaks_no_asynchronous_request(content_type: str) -> None:
    scope = AsyncRequestFactory()._base_scope(path="/healthz/", query_string="a=1")
    scope["headers"] = [(b"content-type", content_type.encode("latin-1"))]

    request, refused = UnicodeASGIHandler().create_request(scope, io.BytesIO())

    assert refused is None
    assert request.GET["a"] == "1"
