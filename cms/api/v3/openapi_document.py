"""How the OpenAPI document is made and served: within a fraction of a second, and once. Used by ``api``.

Ninja derives the schema of a response anew for every operation, which takes seconds for the union of all page types,
and makes the whole document for every request.
"""

from collections.abc import Callable
from copy import deepcopy
from inspect import get_annotations
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja.openapi.schema import OpenAPISchema

from cms.api.v3.bounds import unknown_parameters

__all__ = ["SharedSchemas", "served_once"]


class SharedSchemas(OpenAPISchema):
    """Ninja's document, which derives the schema of a type once for all operations that answer with it, and whose forms
    are closed."""

    def __init__(self, api: Any, path_prefix: str) -> None:
        self._derived: dict[Any, tuple[Any, bool]] = {}
        super().__init__(api, path_prefix)

    def _create_schema_from_model(self, model: Any, *args: Any, **options: Any) -> tuple[Any, bool]:
        answered = get_annotations(model).get("response")
        if answered is None or model.__name__ != "NinjaResponseSchema":
            return super()._create_schema_from_model(model, *args, **options)
        key = (id(answered), args, tuple(sorted(options.items())))
        if key not in self._derived:
            self._derived[key] = super()._create_schema_from_model(model, *args, **options)
        return deepcopy(self._derived[key])

    def request_body(self, operation: Any) -> Any:
        """Called by Ninja. The fields of a form are all that it may have (``cms.api.v3.strict_bodies``)."""
        described = super().request_body(operation)
        for content in described.get("content", {}).values():
            if "properties" in content["schema"]:
                content["schema"]["additionalProperties"] = False
        return described


def served_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ninja's decorator of the view of the document: keeps what it answers, for each language.

    It takes no parameters, and no other methods than those that read.
    """
    kept: dict[str | None, HttpResponse] = {}

    @csrf_exempt
    @require_safe
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET:
            return unknown_parameters(sorted(request.GET))
        language = get_language()
        if language not in kept:
            kept[language] = view(request, *args, **kwargs)
        return HttpResponse(kept[language].content, content_type=kept[language]["Content-Type"])

    return wrapper
