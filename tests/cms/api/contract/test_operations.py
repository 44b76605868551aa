"""Rules about operations: paths, methods, security, parameters, bodies, statuses, headers."""

from typing import Any

import pytest

from cms.api.contract.findings import Level, report
from cms.api.contract.operations import compare
from cms.api.contract.rules import RULES
from tests.cms.api.contract import test_schemas
from tests.cms.api.contract.small_documents import PATH, operation, paths

B, W, I = Level.BREAKING, Level.WARNING, Level.INFO  # noqa: E741  # columns of the table below
TEXT = {"type": "string"}
JSON = {"application/json": {"schema": TEXT}}
NAME = "things_update"
LIMIT = {"in": "query", "name": "limit", "schema": {"type": "integer"}}
DOCUMENT = paths()


def at(path: str, method: str = "put", **more: Any) -> dict[str, Any]:
    return DOCUMENT({path: {method: {"operationId": NAME, "responses": {}, **more}}})


def answering(**responses: Any) -> dict[str, Any]:
    return operation(responses={status.removeprefix("_"): response for status, response in responses.items()})


def with_header(**header: Any) -> dict[str, Any]:
    return answering(_200={"headers": {"ETag": {"schema": TEXT, **header}}})


def with_limit(**changed: Any) -> dict[str, Any]:
    return operation(parameters=[{**LIMIT, **changed}])


def path_parameter(name: str) -> dict[str, Any]:
    return at(f"/things/{{{name}}}/", parameters=[{"in": "path", "name": name, "required": True, "schema": TEXT}])


TOKEN, KEY, NOBODY = {"Bearer": []}, {"Key": ["write"]}, {"AllowAnonymous": []}
# old, new; then forwards and backwards: the rule, its level, its place
CHANGES: list[tuple[Any, Any, tuple[str, Level, str], tuple[str, Level, str]]] = [
    (DOCUMENT({}), at(PATH), ("endpoint-added", I, NAME), ("endpoint-removed", B, NAME)),
    (DOCUMENT({PATH: {}}), at(PATH), ("method-added", I, NAME), ("method-removed", B, NAME)),
    (
        operation(),
        operation(operationId="other"),
        ("operation-renamed", W, NAME),
        ("operation-renamed", W, "other"),
    ),
    (
        operation(security=[NOBODY]),
        operation(security=[TOKEN]),
        ("security-narrowed", B, NAME),
        ("security-widened", I, NAME),
    ),
    (
        operation(),
        operation(security=[{**TOKEN, **KEY}]),
        ("security-narrowed", B, NAME),
        ("security-widened", I, NAME),
    ),
    (
        operation(security=[TOKEN, KEY]),
        operation(security=[TOKEN]),
        ("security-narrowed", B, NAME),
        ("security-widened", I, NAME),
    ),
    (operation(), with_limit(), ("parameter-added", I, f"{NAME}.limit"), ("parameter-removed", B, f"{NAME}.limit")),
    (
        operation(),
        with_limit(required=True),
        ("required-parameter-added", B, f"{NAME}.limit"),
        ("parameter-removed", B, f"{NAME}.limit"),
    ),
    (
        with_limit(),
        with_limit(required=True),
        ("parameter-became-required", B, f"{NAME}.limit"),
        ("parameter-became-optional", I, f"{NAME}.limit"),
    ),
    (
        with_limit(),
        with_limit(explode=False),
        ("parameter-style-changed", B, f"{NAME}.limit"),
        ("parameter-style-changed", B, f"{NAME}.limit"),
    ),
    (
        with_limit(schema={"type": "integer", "maximum": 100}),
        with_limit(schema={"type": "integer", "maximum": 50}),
        ("limit-narrowed", B, f"{NAME}.limit"),
        ("limit-widened", I, f"{NAME}.limit"),
    ),
    (
        with_limit(schema={"type": "integer", "default": 20}),
        with_limit(schema={"type": "integer", "default": 50}),
        ("default-changed", B, f"{NAME}.limit"),
        ("default-changed", B, f"{NAME}.limit"),
    ),
    (
        path_parameter("id"),
        path_parameter("pk"),
        ("path-parameter-renamed", W, f"{NAME}.id"),
        ("path-parameter-renamed", W, f"{NAME}.pk"),
    ),
    (
        operation(),
        operation(requestBody={"content": JSON}),
        ("body-added", I, f"{NAME}.body"),
        ("body-removed", B, f"{NAME}.body"),
    ),
    (
        operation(),
        operation(requestBody={"required": True, "content": JSON}),
        ("required-body-added", B, f"{NAME}.body"),
        ("body-removed", B, f"{NAME}.body"),
    ),
    (
        operation(requestBody={"content": JSON}),
        operation(requestBody={"required": True, "content": JSON}),
        ("body-became-required", B, f"{NAME}.body"),
        ("body-became-optional", I, f"{NAME}.body"),
    ),
    (
        operation(requestBody={"content": JSON}),
        operation(requestBody={"content": {**JSON, "text/plain": {}}}),
        ("media-type-added", I, f"{NAME}.body"),
        ("media-type-removed", B, f"{NAME}.body"),
    ),
    (
        answering(_200={}),
        answering(_200={"content": JSON}),
        ("media-type-added", I, f"{NAME}.200"),
        ("media-type-removed", B, f"{NAME}.200"),
    ),
    (
        answering(_200={}),
        answering(_200={}, _201={}),
        ("status-added", I, f"{NAME}.201"),
        ("success-status-removed", B, f"{NAME}.201"),
    ),
    (
        answering(_200={}),
        answering(_200={}, _404={}),
        ("status-added", I, f"{NAME}.404"),
        ("error-status-removed", W, f"{NAME}.404"),
    ),
    (
        answering(_200={}),
        with_header(),
        ("header-added", I, f"{NAME}.200.etag"),
        ("header-removed", W, f"{NAME}.200.etag"),
    ),
    (
        answering(_200={}),
        with_header(required=True),
        ("header-added", I, f"{NAME}.200.etag"),
        ("required-header-removed", B, f"{NAME}.200.etag"),
    ),
]
ONE_WAY = {
    "operation-deprecated": (operation(), operation(deprecated=True), I),
    "header-became-optional": (with_header(required=True), with_header(), B),
}


@pytest.mark.parametrize(
    ("old", "new", "forwards", "backwards"), CHANGES, ids=[f"{one[2][0]}-{at}" for at, one in enumerate(CHANGES)]
)
def test_a_change_is_told_with_its_level_and_place(old: Any, new: Any, forwards: Any, backwards: Any) -> None:
    for one, other, expected in ((old, new, forwards), (new, old, backwards)):
        assert [(found.rule, found.level, found.place) for found in compare(one, other)] == [expected]


@pytest.mark.parametrize("rule", ONE_WAY)
def test_a_change_whose_opposite_is_none_is_told(rule: str) -> None:
    old, new, level = ONE_WAY[rule]

    assert [(found.rule, found.level) for found in compare(old, new)] == [(rule, level)]
    assert compare(new, old) == []


def test_every_rule_is_tested() -> None:
    tested = {rule for *_documents, forwards, backwards in CHANGES for rule in (forwards[0], backwards[0])}
    in_schemas = {rule[0] for *_schemas, one, other in test_schemas.CHANGES for rule in (one, other)}

    assert tested | in_schemas | set(ONE_WAY) == set(RULES)


def test_parameters_of_a_path_are_those_of_its_methods() -> None:
    written_once = DOCUMENT({PATH: {"parameters": [LIMIT], "put": {"operationId": NAME, "responses": {}}}})

    assert compare(written_once, at(PATH, parameters=[LIMIT])) == []
    assert [one.rule for one in compare(written_once, at(PATH))] == ["parameter-removed"]


def test_what_the_whole_document_asks_of_callers_holds_for_operations_that_say_nothing() -> None:
    old, new = operation(), {**operation(), "security": [TOKEN]}

    assert [one.rule for one in compare(old, new)] == ["security-narrowed"]
    assert compare(old, {**operation(security=[]), "security": [TOKEN]}) == []


def test_more_scopes_narrow() -> None:
    old, new = (operation(security=[{"Key": scopes}]) for scopes in (["read"], ["read", "write"]))

    assert [one.rule for one in compare(old, new)] == ["security-narrowed"]


def test_findings_are_written_for_people_the_worst_first() -> None:
    found = compare(operation(), {**operation(operationId="other", parameters=[{**LIMIT, "required": True}])})

    assert report(found).splitlines() == [
        "breaking: things_update.limit (PUT /things/{id}/): the parameter is new and required "
        "[required-parameter-added]",
        "warning: things_update (PUT /things/{id}/): the operation is called other now: "
        "generated clients name it differently [operation-renamed]",
        "1 breaking, 1 warning, 0 info.",
    ]
    assert report([]) == "0 breaking, 0 warning, 0 info."
