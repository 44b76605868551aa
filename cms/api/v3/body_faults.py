"""What is wrong in the content of a request, told by its place in the JSON: ``["body", "meta", "colour"]``.

pydantic names places by the types that it compared with, of which a caller knows nothing. Called by ``cms.api.v3.api``.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError, ValidationErrorContext
from wagtail.api.v3.errors import problem_response

from cms.api.body import parse_json
from cms.api.problems import MalformedRequestError
from cms.api.spelling import did_you_mean

__all__ = ["BODY", "MisfitError", "json_path", "misfit", "refuse_unknown", "register_body_faults"]

BODY = "body"
MOST_FAULTS = 100  # told of one request
UNKNOWN = "extra_forbidden"
ABSENT = frozenset({"missing", UNKNOWN})  # errors about a name that is not there, or should not be
ALTERNATIVES = ("anyOf", "oneOf", "allOf")


class MisfitError(ValidationError):
    """Values do not fit their types. ``model`` is what read the content, ``None`` where that fits."""

    def __init__(self, errors: list[dict[str, Any]], model: Any) -> None:
        super().__init__(errors)
        self.model = model


def misfit(told: ValidationError, contexts: Iterable[ValidationErrorContext[Any]]) -> MisfitError:
    """``told``, which was made of ``contexts``, with what it takes to name places in the content."""
    models = (context.model for context in contexts if context.model.__ninja_param_source__ == BODY)
    return MisfitError(told.errors, next(models, None))


def refuse_unknown(sent: Iterable[str], known: Collection[str]) -> None:
    """Raise 422 for the names of a form that are not known."""
    unknown = sorted(set(sent) - set(known))
    if unknown:
        raise ValidationError(
            [
                {"type": UNKNOWN, "loc": [BODY, name], "msg": _unknown_field(name, known)}
                for name in unknown[:MOST_FAULTS]
            ]
        )


def register_body_faults(api: NinjaAPI) -> None:
    """Answer what does not fit with a problem."""

    @api.exception_handler(ValidationError)
    def refused(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = error.errors[:MOST_FAULTS]
        if isinstance(error, MisfitError) and error.model is not None:
            errors = list(_in_content(errors, error.model, _sent(request)))
        return problem_response(status=HTTPStatus.UNPROCESSABLE_ENTITY, detail="Validation failed", errors=errors)


def json_path(place: Iterable[Any], sent: Any, code: str = "") -> list[str | int]:
    """``place``, of an error of pydantic, without what is no part of ``sent``: the members of unions."""
    path: list[str | int] = []
    parts = list(place)
    for number, part in enumerate(parts):
        in_list = isinstance(sent, list) and isinstance(part, int) and part < len(sent)
        if in_list or (isinstance(sent, dict) and part in sent):
            sent = sent[part]
        elif not (code in ABSENT and number == len(parts) - 1):
            continue
        path.append(part)
    return path


def _in_content(errors: list[dict[str, Any]], model: Any, sent: Any) -> Iterator[dict[str, Any]]:
    alone = getattr(model, "__read_from_single_attr__", None)  # a content that is no object of several parameters
    for error in errors:
        source, *place = error["loc"]
        if source != BODY:
            yield error
            continue
        if alone is not None and place[:1] == [alone]:
            del place[0]
        path = json_path(place, sent, error["type"])
        told = {**error, "loc": [BODY, *path]}
        if error["type"] == UNKNOWN:
            inner = path[:-1] if alone is None else [alone, *path[:-1]]
            told["msg"] = _unknown_field(str(path[-1]), set(_names_at(_schema(model), _schema(model), inner, place)))
        yield told


def _unknown_field(name: str, known: Collection[str]) -> str:
    return f"'{name}' is not a field that can be sent here{did_you_mean(name, known)}"


def _sent(request: HttpRequest) -> Any:
    try:
        return parse_json(request.body)
    except MalformedRequestError:  # parts of a form
        return None


@cache
def _schema(model: Any) -> dict[str, Any]:
    schema: dict[str, Any] = model.model_json_schema()
    return schema


def _names_at(schema: Any, node: Any, path: list[str | int], place: list[Any]) -> Iterator[str]:
    """The properties of the objects at ``path`` below ``node``. ``place`` names the meant members of unions."""
    node = _resolved(schema, node)
    for alternatives in (node[each] for each in ALTERNATIVES if each in node):
        meant = [each for each in alternatives if _kinds(schema, _resolved(schema, each)) & set(place)]
        for each in meant or alternatives:
            yield from _names_at(schema, each, path, place)
    if not path:
        yield from node.get("properties", ())
    elif isinstance(path[0], int):
        yield from _names_at(schema, node.get("items", {}), path[1:], place)
    else:
        yield from _names_at(schema, node.get("properties", {}).get(path[0], {}), path[1:], place)


def _resolved(schema: Any, node: Any) -> Any:
    while isinstance(node, dict) and "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    return node if isinstance(node, dict) else {}


def _kinds(schema: Any, node: Any) -> set[Any]:
    """What an object calls its type: in ``type``, or in ``meta``."""
    properties = node.get("properties", {})
    said = [properties.get("type", {}), *_resolved(schema, properties.get("meta", {})).get("properties", {}).values()]
    return {constant for each in said for constant in (each.get("const"), *each.get("enum", ())) if constant}
