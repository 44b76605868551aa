"""Which operation of the OpenAPI document a request is of, and what the document says of its response.

``ResponseContract`` is made once for each process and keeps what it compiles.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from jsonschema_rs import Draft202012Validator, ValidationError

from cms.plugins.testing.contract.closed import closed, closed_document

__all__ = ["Drift", "ResponseContract"]

PROBLEM = "application/problem+json"
ERROR = 400
NOT_MODIFIED = 304
MOVED = 301
# What every error must at least be, for documents without a schema of that name.
ANY_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}},
    "additionalProperties": True,
}
PARAMETER = re.compile(r"\{[^}]+\}")


class Drift(AssertionError):
    """A response is not what the document says. The message says where."""


@dataclass(frozen=True)
class Operation:
    """One path of the document, as an expression, with its methods."""

    template: str
    path: re.Pattern[str]
    methods: dict[str, Any]

    @classmethod
    def of(cls, template: str, methods: dict[str, Any]) -> "Operation":
        literal = "[^/]+".join(re.escape(part) for part in PARAMETER.split(template))
        return cls(template, re.compile(literal), methods)


class ResponseContract:
    """What one OpenAPI document says of responses."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.schemas = document["components"]["schemas"]
        self.root = closed_document(document)
        by_literal = sorted(document["paths"].items(), key=lambda item: item[0].count("{"))
        self.operations = [Operation.of(template, methods) for template, methods in by_literal]
        self.validators: dict[str, Draft202012Validator] = {}

    def check(self, method: str, path: str, response: HttpResponse) -> None:
        """Raise ``Drift`` when ``response`` to ``method`` (``HEAD`` as ``GET``) of ``path`` is not as documented."""
        if method == "OPTIONS" or response.status_code == NOT_MODIFIED:
            return
        asked = "get" if method == "HEAD" else method.lower()
        operation = next((one for one in self.operations if one.path.fullmatch(path)), None)
        place = f"{asked.upper()} {operation.template if operation else path} {response.status_code}"
        if operation is None:
            self._check_unknown(place, path, response)
        elif asked not in operation.methods:
            self._expect(place, response.status_code >= ERROR, "the document has no such method")
            self._check_problem(place, response)
        else:
            self._check_known(place, operation.methods[asked]["responses"], response)

    def check_value(self, place: str, schema: dict[str, Any], value: Any) -> None:
        """Raise ``Drift`` when ``value``, as JSON, does not fit ``schema`` of the document."""
        key = json.dumps(schema, sort_keys=True)
        if key not in self.validators:
            self.validators[key] = Draft202012Validator({**closed(schema), **self.root}, validate_formats=True)
        errors = list(self.validators[key].iter_errors(value))
        if errors:
            raise Drift(f"{place}: {'; '.join(described(error) for error in errors[:3])}")

    def _check_unknown(self, place: str, path: str, response: HttpResponse) -> None:
        if response.status_code == MOVED and any(one.path.fullmatch(f"{path}/") for one in self.operations):
            return  # Django's own, to the address with a slash at its end
        self._expect(place, response.status_code >= ERROR, "the document has no such path")
        self._check_problem(place, response)

    def _check_known(self, place: str, declared: dict[str, Any], response: HttpResponse) -> None:
        status = str(response.status_code)
        if status not in declared:
            self._expect(place, response.status_code >= ERROR, f"the status is not among {', '.join(declared)}")
            self._check_problem(place, response)
            return
        contents = declared[status].get("content")
        if not contents:
            self._expect(place, not response.content, "the document has no content here")
            return
        media = media_type(response)
        self._expect(place, media in contents, f"{media} is not among {', '.join(contents)}")
        self.check_value(place, contents[media].get("schema", {}), json.loads(response.content))

    def _check_problem(self, place: str, response: HttpResponse) -> None:
        media = media_type(response)
        self._expect(place, media == PROBLEM, f"an error is {PROBLEM}, not {media}")
        problem = json.loads(response.content)
        schema = {"$ref": "#/components/schemas/Problem"} if "Problem" in self.schemas else ANY_PROBLEM
        self.check_value(place, schema, problem)
        self._expect(place, problem["status"] == response.status_code, "the problem has another status")

    @staticmethod
    def _expect(place: str, holds: bool, otherwise: str) -> None:
        if not holds:
            raise Drift(f"{place}: {otherwise}")


def media_type(response: HttpResponse) -> str:
    """The media type without its parameters."""
    return str(response.headers.get("Content-Type", "")).partition(";")[0].strip()


def described(error: ValidationError) -> str:
    """What is wrong, and where; of a union, what is wrong with the member that fits best."""
    members = getattr(error.kind, "context", None)
    if members:
        closest = min(members, key=len)
        if closest:
            return "; ".join(described(inner) for inner in closest[:3])
    return f"at {'/'.join(map(str, error.instance_path)) or 'the top'}: {error.message[:300]}"
