"""Every endpoint refuses parameters, methods and contents that it does not know, as a problem and at once."""

import io
import json
from typing import Any

import pytest
from django.test import Client

from cms.api.body import DEEPEST_JSON, LARGEST_JSON
from cms.plugins.testing.client import ApiClient
from tests.cms.api.endpoints import METHODS, Endpoint, endpoints, v3_endpoints
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ProgramPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db

HOST = {"Host": "localhost:8000"}
JSON = "application/json"
ENDPOINTS = endpoints()
WRITING = [entry for entry in v3_endpoints() if JSON in entry.operation.get("requestBody", {}).get("content", {})]
ODD_HEADERS = ("", "\x00", "Bearer \xff", "http://[", "x" * 8000, "Bearer", "Bearer a b", "Bearer unlock_\x00", "*/")
MALFORMED = {
    "null": b"null",
    "a list": b"[]",
    "a number": b"1",
    "a string": b'"a"',
    "broken": b"{",
    "two values": b"{} {}",
    "not a number": b"NaN",
    "infinite": b'{"title": 1e999}',
    "not UTF-8": b'{"title": "\xff"}',
    "a null character": b'{"title": "a\\u0000b"}',
    "a null character in a name": b'{"a\\u0000b": 1}',
    "half a pair": b'{"title": "\\ud800"}',
    "a large integer": b'{"meta": {"parent_id": 9223372036854775808}}',
    "thousands of digits": b'{"id": ' + b"9" * 5000 + b"}",
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "just too deep": b"[" * (DEEPEST_JSON + 1) + b"]" * (DEEPEST_JSON + 1),
}


def assert_problem(response: Any, *statuses: int, what: str = "") -> None:
    assert response.status_code in statuses, (what, response.status_code, response.content)
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code


@pytest.fixture
def token() -> dict[str, str]:
    """The headers of somebody who may do everything."""
    return {**HOST, **caller_with_token(AdministratorFactory(), *EVERY_SCOPE).headers}


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)  # as nobody who calls the API has a token of a form


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=str)
def test_an_unknown_parameter_is_refused(endpoint: Endpoint, client: Client, token: dict[str, str]) -> None:
    url = f"{endpoint.url()}?nothing_of_this_name=1"

    response = getattr(client, endpoint.method)(url, headers=token)

    assert_problem(response, 400, 422)
    assert "nothing_of_this_name" in response.content.decode()


@pytest.mark.parametrize("path", sorted({endpoint.path for endpoint in ENDPOINTS}))
def test_other_methods_are_refused(path: str, client: Client, token: dict[str, str]) -> None:
    known = {endpoint.method for endpoint in ENDPOINTS if endpoint.path == path}
    url = Endpoint("get", path, {}).url()

    for method in {*METHODS, "trace"} - known:
        response = client.generic(method.upper(), url, headers=token)
        assert_problem(response, 405)
        assert {name.strip().lower() for name in response["Allow"].split(",")} >= known


@pytest.mark.parametrize("path", sorted({endpoint.path for endpoint in ENDPOINTS}))
def test_options_says_what_a_path_takes(path: str, client: Client) -> None:
    known = {endpoint.method for endpoint in ENDPOINTS if endpoint.path == path}

    response = client.options(Endpoint("get", path, {}).url(), headers=HOST)

    assert response.status_code == 204
    assert response.content == b""
    allowed = {name.strip().lower() for name in response["Allow"].split(",")}
    assert allowed >= {*known, "options"}
    assert ("head" in allowed) == ("get" in known)


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/pages/", "/api/v2/nothing/", "/api/v3/", "/api/v3/nothing/", "/api/v3/pages/1/nothing/"]
)
def test_an_unknown_path_is_not_found_by_any_method(path: str, client: Client) -> None:
    for method in (*METHODS, "head", "options", "trace", "propfind"):
        response = client.generic(method.upper(), path, b"{}", content_type=JSON, headers=HOST)
        assert response.status_code == 404, method
        assert response["Content-Type"] == "application/problem+json"


def test_a_write_without_the_slash_at_its_end_is_told_of_it(client: Client) -> None:
    for method in ("post", "put", "patch", "delete"):
        response = client.generic(method.upper(), "/api/v3/pages", b"{}", content_type=JSON, headers=HOST)
        assert_problem(response, 404)
        assert response.json()["detail"].endswith("Did you mean /api/v3/pages/?")


@pytest.mark.parametrize("endpoint", [entry for entry in ENDPOINTS if entry.method == "get"], ids=str)
def test_head_answers_as_get_does(endpoint: Endpoint, client: Client, token: dict[str, str]) -> None:
    page = ProgramPageFactory()
    ids = {"page_id": page.pk, "id": page.pk, "image_id": ImageFactory().pk, "document_id": DocumentFactory().pk}
    url = endpoint.url(**ids)

    head, get = client.head(url, headers=token), client.get(url, headers=token)

    assert head.status_code == get.status_code
    assert head["Content-Type"] == get["Content-Type"]
    assert head.content == b""


@pytest.mark.parametrize("endpoint", WRITING, ids=str)
def test_a_malformed_content_is_refused(endpoint: Endpoint, client: Client, token: dict[str, str]) -> None:
    url = endpoint.url(page_id=ProgramPageFactory().pk, image_id=ImageFactory().pk, document_id=DocumentFactory().pk)

    for what, content in MALFORMED.items():
        response = client.generic(endpoint.method.upper(), url, content, content_type=JSON, headers=token)
        assert_problem(response, 400, 404, 413, 422, what=what)


@pytest.mark.parametrize("endpoint", WRITING, ids=str)
def test_content_of_another_type_is_refused(endpoint: Endpoint, client: Client, token: dict[str, str]) -> None:
    url = endpoint.url(page_id=ProgramPageFactory().pk)

    for content_type in ("text/plain", "multipart/form-data; boundary=x", "text/xml", "x", ""):
        response = client.generic(endpoint.method.upper(), url, b"{}", content_type=content_type, headers=token)
        assert_problem(response, 400, 404, 422, what=content_type)


@pytest.mark.parametrize("key", ["x", "pages.ContentPage", "1.5"])
def test_a_page_that_cannot_be_is_not_changed(key: str, client: Client, token: dict[str, str]) -> None:
    response = client.patch(f"/api/v3/pages/{key}/", b'{"slug": "a"}', content_type=JSON, headers=token)

    assert_problem(response, 404, 422)


@pytest.mark.parametrize("charset", ["utf-16", "idna", "nothing", "utf-7"])
def test_a_charset_changes_nothing(charset: str, client: Client, token: dict[str, str]) -> None:
    for version in ("v2", "v3"):
        response = client.get(
            f"/api/{version}/pages/?title=é", headers={**HOST, "Content-Type": f"text/html; charset={charset}"}
        )
        assert response.status_code == 200
    response = client.generic(
        "POST", "/api/v3/pages/", b"[]", content_type=f"application/json; charset={charset}", headers=token
    )
    assert_problem(response, 422)


@pytest.mark.parametrize("length", ["-1", "ten", "1.5", "9" * 5000, "٣"])
def test_a_malformed_length_is_refused(length: str, client: Client, token: dict[str, str]) -> None:
    response = client.post("/api/v3/pages/", b"{}", content_type=JSON, headers=token, CONTENT_LENGTH=length)

    assert_problem(response, 400, 413)


@pytest.mark.parametrize("path", ["/api/v2/pages/", "/api/v3/pages/", "/api/v3/nothing/"])
def test_a_large_content_is_refused_unread(path: str, client: Client) -> None:
    response = client.post(path, b"{}", content_type=JSON, headers=HOST, CONTENT_LENGTH=str(LARGEST_JSON + 1))

    assert_problem(response, 413)


def test_a_large_upload_is_refused_unread(client: Client, token: dict[str, str]) -> None:
    response = client.post(
        "/api/v3/images/", b"", "multipart/form-data; boundary=x", headers=token, CONTENT_LENGTH=str(2**40)
    )

    assert_problem(response, 413)


def test_content_that_does_not_tell_its_length_is_read_up_to_the_bound(client: Client, token: dict[str, str]) -> None:
    def post(content: bytes) -> Any:
        environment = {"wsgi.input": io.BytesIO(content), "CONTENT_LENGTH": "", "CONTENT_TYPE": JSON}
        headers = {**token, "Transfer-Encoding": "chunked"}
        return client.generic("POST", "/api/v3/pages/", headers=headers, **environment)

    assert_problem(post(json.dumps({"title": "x" * LARGEST_JSON}).encode()), 413)
    assert_problem(post(json.dumps({"title": "x" * 1000}).encode()), 422)


def test_many_form_fields_are_refused(client: Client, token: dict[str, str]) -> None:
    response = client.post("/api/v3/images/", {f"field{number}": "1" for number in range(20_000)}, headers=token)

    assert_problem(response, 400)


@pytest.mark.parametrize("path", ["/api/%00/", "/api/v3/pages/%00/", "/api/v2/pages/%00", "/api/v3/" + "a" * 3000])
def test_an_impossible_path_is_not_found(path: str, client: Client) -> None:
    assert_problem(client.get(path, headers=HOST), 404)


@pytest.mark.parametrize("path", ["/api/v3/%FF/", "/api/v2/pages/%ED%A0%80/", "/api/v3/schema/%C3%28/"])
def test_a_path_that_is_not_utf_8_is_not_found(path: str, client: Client, token: dict[str, str]) -> None:
    assert_problem(client.get(path, headers=token), 404)


@pytest.mark.parametrize("query", ["%FF=1", "search=%ED%A0%80%FF", "title=%C3%28", "slug=%FF", "&&&", "=", "=1"])
def test_a_query_that_is_not_utf_8_is_no_server_error(api: ApiClient, query: str) -> None:
    response = api.client.get(f"/api/{api.version}/pages/?{query}", headers=HOST)

    assert response.status_code in (200, 400, 422)


@pytest.mark.parametrize("host", ["[", "a b", "a/b", "\x00", "é", "a:b", "x" * 500])
def test_a_malformed_host_is_refused(api: ApiClient, host: str) -> None:
    assert_problem(api.client.get(f"/api/{api.version}/pages/", headers={"Host": host}), 400, 404)


@pytest.mark.parametrize("name", ["Origin", "Accept", "If-None-Match", "X-Forwarded-For", "Cookie", "Referer"])
def test_a_malformed_header_changes_nothing(api: ApiClient, name: str) -> None:
    for value in ODD_HEADERS:
        response = api.client.get(f"/api/{api.version}/pages/", headers={**HOST, name: value})
        assert response.status_code == 200, value


def test_a_malformed_credential_is_refused(v3: ApiClient) -> None:
    for value in ODD_HEADERS[1:]:
        response = v3.client.get("/api/v3/pages/", headers={**HOST, "Authorization": value})
        assert_problem(response, 401, what=value)


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_an_exception_that_escapes_tells_nothing(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr("cms.api.public.public_pages", fail)

    response = Client(raise_request_exception=False).get(f"/api/{version}/pages/", headers=HOST)

    assert_problem(response, 500)
    assert b"secret" not in response.content
