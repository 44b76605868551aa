"""No operation passes over a field that it does not know: the name is told, with what may have been meant."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from ninja import Body, Router, Schema
from pydantic import Discriminator, Tag, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from cms.api.v3.api import api
from cms.api.v3.body_faults import MOST_FAULTS
from cms.api.v3.strict_bodies import refusing_unknown_fields, strict_type
from cms.plugins.testing.client import ApiClient
from tests.cms.api.endpoints import Endpoint, v3_endpoints
from tests.factories.media import ImageFactory
from tests.factories.pages import ProgramPageFactory, section
from tests.factories.people import AdministratorFactory
from tests.factories.snippets import PracticeFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

UNKNOWN = "nothing_of_this_name"
WRITING = [entry for entry in v3_endpoints() if "requestBody" in entry.operation]


@pytest.fixture
def caller() -> ApiClient:
    return caller_with_token(AdministratorFactory(), *EVERY_SCOPE)


def faults(response: Any) -> dict[tuple[Any, ...], str]:
    """The messages of a refusal by their places."""
    assert response.status_code == 422, response.content
    assert response["Content-Type"] == "application/problem+json"
    return {tuple(fault["loc"]): fault["msg"] for fault in response.json()["errors"]}


@pytest.mark.django_db
@pytest.mark.parametrize("endpoint", WRITING, ids=str)
def test_every_operation_refuses_a_field_that_it_does_not_know(endpoint: Endpoint, caller: ApiClient) -> None:
    known = {"page_id": ProgramPageFactory().pk, "type": "pages.Practice"}
    form = "multipart/form-data" in endpoint.operation["requestBody"]["content"]
    content = {UNKNOWN: "1", **({"meta": {"type": "pages.ProgramPage"}} if endpoint.path == "/api/v3/pages/" else {})}
    sent = {"data": content, **({} if form else {"content_type": "application/json"})}

    response = getattr(caller.client, endpoint.method)(
        endpoint.url(**known), **sent, headers={"Host": "localhost:8000", **caller.headers}
    )

    assert UNKNOWN in faults(response)["body", UNKNOWN]


def open_objects(schemas: Any, node: Any, seen: set[str]) -> Iterator[Any]:
    """The objects with properties below ``node`` that may have others."""
    if isinstance(node, dict):
        name = node.get("$ref", "").rpartition("/")[2]
        if name and name not in seen:
            seen.add(name)
            yield from open_objects(schemas, schemas[name], seen)
        if "properties" in node and node.get("additionalProperties") is not False:
            yield node
        for each in node.values():
            yield from open_objects(schemas, each, seen)
    elif isinstance(node, list):
        for each in node:
            yield from open_objects(schemas, each, seen)


def test_the_document_says_so_of_every_content() -> None:
    schemas = api.get_openapi_schema()["components"]["schemas"]

    assert len(WRITING) > 20
    for endpoint in WRITING:
        found = list(open_objects(schemas, endpoint.operation["requestBody"]["content"], set()))
        assert not found, (str(endpoint), found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "content", "place", "meant"),
    [
        ("post", "sites/", {"hostnam": "a"}, ["hostnam"], "hostname"),
        ("post", "snippets/pages.Practice/", {"nam": "A"}, ["nam"], "name"),
        ("patch", "snippets/pages.Practice/{practice}/", {"meta": {"typ": "a"}}, ["meta", "typ"], "type"),
        ("patch", "images/{image}/", {"titel": "A"}, ["titel"], "title"),
        ("patch", "pages/{page}/", {"titel": "A"}, ["titel"], "title"),
        ("patch", "pages/{page}/", {"meta": {"acton": "publish"}}, ["meta", "acton"], "action"),
        (
            "patch",
            "pages/{page}/",
            {"body": [section("A", {"type": "callout", "value": {"text": "", "ton": "note"}})]},
            ["body", 0, "value", "content", 0, "value", "ton"],
            "tone",
        ),
        ("post", "pages/{page}/actions/copy/", {"keep_alive": False}, ["keep_alive"], "keep_live"),
    ],
)
def test_what_may_have_been_meant_is_told(
    caller: ApiClient, method: str, path: str, content: dict[str, Any], place: list[Any], meant: str
) -> None:
    keys = {"page": ProgramPageFactory().pk, "practice": PracticeFactory().pk, "image": ImageFactory().pk}

    found = faults(caller.send(method, path.format(**keys), **content))

    assert found["body", *place].endswith(f"Did you mean '{meant}'?")


@pytest.mark.django_db
def test_a_form_is_told_by_its_names(caller: ApiClient) -> None:
    sent = {"titel": "A", "fil": SimpleUploadedFile("a.png", b"a"), "collection_id": "no number"}
    headers = {"Host": "localhost:8000", **caller.headers}

    unknown = faults(caller.client.post("/api/v3/images/", sent, headers=headers))
    unfit = faults(caller.client.post("/api/v3/images/", {"collection_id": "no number"}, headers=headers))

    assert unknown["body", "titel"].endswith("Did you mean 'title'?")
    assert unknown["body", "fil"].endswith("Did you mean 'file'?")
    assert unfit.keys() == {("body", "file"), ("body", "title"), ("body", "collection_id")}


@pytest.mark.django_db
def test_of_many_faults_some_are_told(caller: ApiClient) -> None:
    many = {f"unknown_{number}": number for number in range(5_000)}

    for path in ("sites/", "snippets/pages.Practice/"):
        assert len(faults(caller.send("post", path, **many))) == MOST_FAULTS


class Part(Schema):
    """Within another."""

    name: str


class Note(TypedDict, total=False):
    """A dictionary with names of its own."""

    text: str


class First(Schema):
    kind: Literal["first"]


class Second(Schema):
    kind: Literal["second"]


class Open(Schema, extra="allow"):
    """Says itself that it takes what comes."""


Either = Annotated[
    Annotated[First, Tag("first")] | Annotated[Second, Tag("second")], Discriminator(lambda sent: sent["kind"])
]
PARTS: dict[str, tuple[Any, Any]] = {
    "a schema": (Part, {"name": "a"}),
    "a list": (list[Part], [{"name": "a"}]),
    "one that may be missing": (Part | None, {"name": "a"}),
    "a dictionary": (Note, {"text": "a"}),
    "a member of a union": (Either, {"kind": "second"}),
    "one that is named": (dict[str, Part], {"a": {"name": "a"}}),
}


@pytest.mark.parametrize("name", PARTS)
def test_whatever_a_content_is_made_of_is_closed(name: str) -> None:
    kind, sent = PARTS[name]

    class Whole(Schema):
        part: kind

    taken = strict_type(Whole)
    inner = next(iter(sent.values())) if name == "one that is named" else sent[0] if isinstance(sent, list) else sent

    assert isinstance(taken.model_validate({"part": sent}), Whole)
    inner[UNKNOWN] = 1
    with pytest.raises(ValidationError, match=UNKNOWN):
        taken.model_validate({"part": sent})
    assert Whole.model_validate({"part": sent})  # other users of the schema are not concerned


def test_a_schema_that_takes_what_comes_still_does() -> None:
    assert strict_type(Open) is Open
    assert TypeAdapter(strict_type(dict[str, int])).validate_python({"a": 1}) == {"a": 1}


def test_the_names_of_several_parameters_are_all_that_there_are() -> None:
    router = Router()

    @router.post("/")
    def view(request: Any, one: Body[Part], other: Body[Part]) -> None: ...

    [operation] = router.path_operations["/"].operations
    refusing_unknown_fields(operation)
    [model] = operation.models
    part = {"name": "a"}

    assert model.model_validate({"one": part, "other": part})
    with pytest.raises(ValidationError, match=UNKNOWN):
        model.model_validate({"one": part, "other": part, UNKNOWN: part})
