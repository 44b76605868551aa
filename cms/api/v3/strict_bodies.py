"""The contents that operations of version 3 take, without room for fields that they do not name.

Ninja and Wagtail pass over a field that a schema does not have, so that a mistyped one looks like a change that was
made. Applied to the routers of every plugin by ``cms.api.v3.routers``. What is wrong is told by ``body_faults``.
"""

from collections.abc import Collection
from copy import copy
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, is_typeddict

from django.http import HttpRequest
from ninja.operation import Operation
from pydantic import BaseModel, ConfigDict, with_config
from typing_extensions import TypedDict

from cms.api.v3.body_faults import refuse_unknown

__all__ = ["refusing_unknown_fields", "strict_type"]

BODY, FORM, FILE = "body", "form", "file"
CONFIG = "__pydantic_config__"


def refusing_unknown_fields(operation: Operation) -> None:
    """Let ``operation`` take the fields that its schemas name, and no others."""
    forms = [model for model in operation.models if _reads_form(model)]
    names = frozenset(name for model in forms for name in _form_names(model))
    operation.models = [
        _strict_form(model, names)
        if model in forms
        else _strict_model(model)
        if model.__ninja_param_source__ == BODY
        else model
        for model in operation.models
    ]


def strict_type(annotation: Any) -> Any:
    """The same type, whose objects have no fields but their own. A schema that says itself what it does with others
    stays as it is.
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return Annotated[(strict_type(arguments[0]), *arguments[1:])]
    if origin in (Union, UnionType):
        return reduce(or_, map(strict_type, arguments))
    if origin in (list, tuple, set, frozenset, dict):
        return origin[tuple(map(strict_type, arguments))]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if annotation.model_config.get("extra") else _strict_model(annotation)
    if is_typeddict(annotation) and CONFIG not in vars(annotation):
        return _strict_dictionary(annotation)
    return annotation


@cache
def _strict_model(model: Any) -> Any:
    fields = {name: (strict_type(info.annotation), info) for name, info in model.model_fields.items()}
    changed = {name: (kind, info) for name, (kind, info) in fields.items() if kind != info.annotation}
    body = {
        "__module__": model.__module__,
        "__doc__": model.__doc__,
        "__annotations__": {name: kind for name, (kind, _info) in changed.items()},
        "model_config": ConfigDict(extra="forbid"),
        **{name: copy(info) for name, (_kind, info) in changed.items()},
    }
    return type(model)(model.__name__, (model,), body)


@cache
def _strict_dictionary(kind: Any) -> Any:
    make: Any = TypedDict  # a class statement cannot name what is known at run time only
    hints = {name: strict_type(hint) for name, hint in kind.__annotations__.items()}
    made = make(kind.__name__, hints, total=kind.__total__)
    made.__doc__, made.__module__ = kind.__doc__, kind.__module__
    return with_config(ConfigDict(extra="forbid"))(made)


def _reads_form(model: Any) -> bool:
    return model.__ninja_param_source__ in (FORM, FILE) or hasattr(model, "__ninja_body_params__")


def _form_names(model: Any) -> Collection[str]:
    """The names that a form has for what ``model`` reads."""
    names = getattr(model, "__ninja_flatten_map__", None) or getattr(model, "__ninja_body_params__", None)
    return names or [info.alias or name for name, info in model.model_fields.items()]


def _strict_form(model: Any, names: frozenset[str]) -> Any:
    class StrictForm(model):
        @classmethod
        def get_request_data(cls, request: HttpRequest, *args: Any) -> Any:
            """Called by Ninja."""
            refuse_unknown({*request.POST, *request.FILES}, names)
            return super().get_request_data(request, *args)

    StrictForm.__name__ = model.__name__
    return StrictForm
