"""That a response which has drifted away from the document is noticed, whatever has drifted."""

import json
from typing import Any

import pytest
from django.http import HttpResponse, JsonResponse

from cms.plugins.testing.client import ApiClient
from cms.plugins.testing.contract.document import PROBLEM, Drift, ResponseContract
from cms.plugins.testing.contract.version_two import check_version_two
from tests.factories.pages import ContentPageFactory

PAGE = {
    "type": "object",
    "required": ["id", "title", "parts"],
    "properties": {
        "id": {"type": "integer"},
        "title": {"type": "string"},
        "day": {"type": "string", "format": "date"},
        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}},
    },
}
PART = {
    "discriminator": {"propertyName": "type"},
    "oneOf": [
        {
            "type": "object",
            "required": ["type", kind],
            "properties": {"type": {"const": kind}, kind: {"anyOf": [{"type": kind}, {"type": "null"}]}},
        }
        for kind in ("string", "integer")
    ],
}
DOCUMENT: dict[str, Any] = {
    "paths": {
        "/api/v3/pages/{id}/": {
            "get": {
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Page"}}}},
                    "302": {"description": "Found"},
                }
            },
        },
        "/api/v3/pages/find/": {"post": {"responses": {"204": {"description": "No Content"}}}},
    },
    "components": {"schemas": {"Page": PAGE, "Part": PART}},
}
FITS: dict[str, Any] = {"id": 1, "title": "A", "day": "2030-01-31", "parts": [{"type": "string", "string": None}]}
MISFITS = {
    "a property that no schema names": {**FITS, "colour": "red"},
    "a missing property": {"id": 1, "title": "A"},
    "another type": {**FITS, "id": "1"},
    "null": {**FITS, "title": None},
    "no date": {**FITS, "day": "soon"},
    "a property that the member of a union does not name": {
        **FITS,
        "parts": [{"type": "string", "string": "", "x": 1}],
    },
    "no member of the union": {**FITS, "parts": [{"type": "number", "number": 1}]},
    "another type in the member of a union": {**FITS, "parts": [{"type": "integer", "integer": "1"}]},
    "another kind of thing": [FITS],
}
PATH = "/api/v3/pages/7/"


@pytest.fixture
def contract() -> ResponseContract:
    return ResponseContract(DOCUMENT)


def problem(status: int, **members: Any) -> HttpResponse:
    content = {"type": "about:blank", "title": "Not so", "status": status, **members}
    return JsonResponse(content, status=status, content_type=PROBLEM)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_response_as_documented_passes(contract: ResponseContract, method: str) -> None:
    contract.check(method, PATH, JsonResponse(FITS))


@pytest.mark.parametrize("misfit", MISFITS.values(), ids=MISFITS)
def test_a_body_that_does_not_fit_its_schema_is_noticed(contract: ResponseContract, misfit: Any) -> None:
    with pytest.raises(Drift, match=r"^GET /api/v3/pages/\{id\}/ 200: at "):
        contract.check("GET", PATH, JsonResponse(misfit, safe=False))


def test_what_is_wrong_in_a_union_is_told_of_the_member_that_fits_best(contract: ResponseContract) -> None:
    with pytest.raises(Drift, match=r'at parts/0/integer: "1" is not of type "integer"'):
        contract.check("GET", PATH, JsonResponse(MISFITS["another type in the member of a union"]))


@pytest.mark.parametrize(
    ("method", "path", "response", "noticed"),
    [
        ("GET", PATH, HttpResponse(json.dumps(FITS), content_type="text/html"), "text/html is not among"),
        ("GET", PATH, JsonResponse(FITS, status=201), "the status is not among 200, 302"),
        ("GET", PATH, HttpResponse("moved", status=302), "no content"),
        ("GET", PATH, HttpResponse("gone", status=404), "an error is application/problem"),
        ("GET", PATH, JsonResponse({"message": "gone"}, status=404, content_type=PROBLEM), "required property"),
        ("GET", PATH, JsonResponse({**MISFITS, "status": 404}, status=500), "an error is application/problem"),
        ("DELETE", PATH, HttpResponse(status=204), "no such method"),
        ("GET", "/api/v3/nothing/", JsonResponse(FITS), "no such path"),
        ("GET", "/api/v3/nothing", HttpResponse(status=301), "no such path"),
        ("POST", "/api/v3/pages/find/", JsonResponse({}, status=204), "no content"),
    ],
)
def test_all_else_that_is_not_as_documented_is_noticed(
    contract: ResponseContract, method: str, path: str, response: HttpResponse, noticed: str
) -> None:
    with pytest.raises(Drift, match=noticed):
        contract.check(method, path, response)


def test_a_problem_says_the_status_that_it_has(contract: ResponseContract) -> None:
    wrong = problem(404)
    wrong.status_code = 403

    with pytest.raises(Drift, match="the problem has another status"):
        contract.check("GET", PATH, wrong)


@pytest.mark.parametrize(
    ("method", "path", "response"),
    [
        ("GET", PATH, problem(404)),
        ("GET", PATH, HttpResponse(status=302)),
        ("GET", PATH, HttpResponse(status=304)),
        ("GET", PATH[:-1], HttpResponse(status=301)),
        ("GET", "/api/v3/nothing/", problem(404)),
        ("DELETE", PATH, problem(405)),
        ("OPTIONS", PATH, HttpResponse(status=204)),
        ("POST", "/api/v3/pages/find/", HttpResponse(status=204)),
    ],
)
def test_what_the_document_need_not_say_passes(
    contract: ResponseContract, method: str, path: str, response: HttpResponse
) -> None:
    contract.check(method, path, response)


def in_version_two(**fields: Any) -> dict[str, Any]:
    return {"meta": {"type": "pages.Page", "total": 1}, **fields}


@pytest.mark.parametrize("answer", [in_version_two(title="A", other=1), {"items": [in_version_two(title="A")]}])
def test_a_field_of_version_two_as_documented_passes(contract: ResponseContract, answer: Any) -> None:
    check_version_two(contract, "/api/v2/pages/", JsonResponse(answer))


@pytest.mark.parametrize("answer", [in_version_two(title=1), {"items": [in_version_two(title="A", day="soon")]}])
def test_a_field_of_version_two_that_has_drifted_away_is_noticed(contract: ResponseContract, answer: Any) -> None:
    with pytest.raises(Drift, match=r"^/api/v2/pages/7/: (title|day)"):
        check_version_two(contract, "/api/v2/pages/7/", JsonResponse(answer))


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["v2", "v3"])
def test_every_client_of_the_suite_is_watched(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    page, client = ContentPageFactory(), ApiClient(version)
    assert client.page(page)["title"] == page.title
    page_of_numbers = {"ContentPage": {**PAGE, "properties": {"title": {"type": "integer"}}}}
    document = {**DOCUMENT, "components": {"schemas": {**DOCUMENT["components"]["schemas"], **page_of_numbers}}}

    monkeypatch.setattr("cms.plugins.testing.contract.middleware.contract", lambda: ResponseContract(document))

    with pytest.raises(Drift):
        client.page(page)
