"""``docs/api.md`` against the OpenAPI document of version 3: what one of them names, the other has.

``tests/test_api_document.py`` runs the examples; here is compared what the text says around them.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from cms.api.contract.document import openapi_document
from tests.docs.documents import DOCS

TEXT = (DOCS / "api.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```sh\n(curl .*?)\n```\n\n```json\n(.*?)\n```", re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
PROSE = re.sub(r"^```.*?^```$", "", TEXT, flags=re.DOTALL | re.MULTILINE)
INLINE = CODE.findall(PROSE)
METHOD = re.compile(r"(?:(GET|POST|PUT|PATCH|DELETE) )?(/api/v3/\S*)")
PARAMETER = re.compile(r"(?:^|[?&])([a-z_]+)=")
TABLE = re.compile(r"^\| (?:query )?parameters? \|.*\n\|[-| ]+\|\n((?:\|.*\n)+)", re.MULTILINE)
STATUSES = re.compile(r"^\| status \|.*\n\|[-| ]+\|\n((?:\|.*\n)+)", re.MULTILINE)
ERROR = 400
# Not operations: the two roots, and the document itself.
OTHER_ADDRESSES = {"/api/v3/", "/api/v3/openapi.json"}
# Answered before any operation, or instead of one.
ANYWHERE = {405}


@pytest.fixture(scope="module")
def document() -> Any:
    return openapi_document()


def shape(path: str) -> str:
    """A path without the names of its parameters and without numbers: ``/api/v3/pages/{}/``."""
    return re.sub(r"\{[^}]+\}|(?<=/)\d+(?=/)|(?<=/)…(?=/)", "{}", path)


def operations(document: Any) -> dict[str, Any]:
    """The methods of each path, by its shape."""
    return {shape(path): methods for path, methods in document["paths"].items()}


def found(document: Any, path: str) -> str | None:
    """The shape of the operation at ``path``, which may hold values in place of parameters."""
    for known in sorted(operations(document), key=lambda one: one.count("{}")):
        if re.fullmatch(re.escape(known).replace(r"\{\}", "[^/]+"), shape(path)):
            return known
    return None


def examples() -> Iterator[tuple[str, str]]:
    """Method and address of each example of version 3 that is answered without an error."""
    for command, answer in EXAMPLE.findall(TEXT):
        url = re.search(r"'(http[^']+)'", command)
        method = re.search(r"-X ([A-Z]+)", command)
        posts = re.search(r" (?:-d|--data\S*|--json) ", command)
        assert url, command
        failed = (json.loads(answer) or {}).get("status", 0)
        if "/api/v3/" in url[1] and not (isinstance(failed, int) and failed >= ERROR):
            yield (method[1] if method else "POST" if posts else "GET"), url[1]


def named() -> list[tuple[str, str]]:
    """Method (empty where none is said) and address of all that the document names."""
    inline = [match.groups(default="") for code in INLINE if (match := METHOD.fullmatch(code))]
    return [*examples(), *((method, address.rstrip(".")) for method, address in inline)]


def parameters(methods: Any) -> set[str]:
    """The names of what the operations of one path take in the query."""
    declared = [parameter for operation in methods.values() for parameter in operation.get("parameters", [])]
    return {parameter["name"] for parameter in declared if parameter["in"] == "query"}


def test_every_address_in_the_text_is_in_the_document(document: Any) -> None:
    known = operations(document)
    wrong = [
        f"{method} {address}".strip()
        for method, address in named()
        if (path := urlsplit(address).path) not in OTHER_ADDRESSES
        and (method.lower() or "get") not in known.get(found(document, path) or "", {})
    ]

    assert wrong == []


def test_every_parameter_of_an_address_in_the_text_is_in_the_document(document: Any) -> None:
    known = operations(document)
    wrong = [
        f"{address}: {name}"
        for _method, address in named()
        for name, _value in parse_qsl(urlsplit(address).query, keep_blank_values=True)
        if name not in parameters(known.get(found(document, urlsplit(address).path) or "", {}))
    ]

    assert wrong == []


def test_every_parameter_that_the_text_names_is_in_the_document(document: Any) -> None:
    known = {name for methods in document["paths"].values() for name in parameters(methods)}
    in_tables = {
        name
        for rows in TABLE.findall(TEXT)
        for row in rows.splitlines()
        for name in CODE.findall(row.split("|")[1])
        if name.isidentifier()
    }
    in_text = {name for code in INLINE if not code.startswith("http") for name in PARAMETER.findall(code)}

    assert in_tables
    assert in_text
    assert (in_tables | in_text) - known == set()


def test_every_reading_operation_is_in_the_text(document: Any) -> None:
    told = {found(document, urlsplit(address).path) for method, address in named() if method in ("", "GET")}
    reading = {path for path, methods in operations(document).items() if "get" in methods}

    assert reading - told == set()


def test_the_statuses_of_errors_are_those_of_the_document(document: Any) -> None:
    [rows] = STATUSES.findall(TEXT)
    told = {int(status) for row in rows.splitlines() for status in re.findall(r"\d{3}", row.split("|")[1])}
    declared = {
        int(status)
        for methods in document["paths"].values()
        for operation in methods.values()
        for status in operation["responses"]
        if status.isdigit() and int(status) >= ERROR
    }

    assert told == declared | ANYWHERE


def test_a_wrong_address_would_be_noticed(document: Any) -> None:
    assert found(document, "/api/v3/pages/7/") == found(document, "/api/v3/pages/{id}/") == "/api/v3/pages/{}/"
    assert found(document, "/api/v3/pages/find/") == "/api/v3/pages/find/"
    assert found(document, "/api/v3/schema/pages.ProgramPage/") == "/api/v3/schema/{}/"
    assert found(document, "/api/v3/pagez/") is None
