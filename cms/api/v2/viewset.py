"""What all endpoints of version 2 have in common: JSON only, no sign-in, bounded parameters. Base of the others."""

from http import HTTPStatus
from typing import Any, get_args

from django.http import HttpResponse
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from wagtail.api.rich_text import APIRichText
from wagtail.api.v2.utils import BadRequestError, parse_fields_parameter
from wagtail.api.v2.views import BaseAPIViewSet

from blocks.rich_text import RichTextFormat
from cms.api.problems import problem_response
from cms.api.v2.filters import PublicFieldsFilter, PublicOrderingFilter, PublicSearchFilter, filter_names
from cms.api.v2.serializers import PublicSerializer

__all__ = ["FIELD_FILTERS", "PublicViewSet"]

FIELD_FILTERS = [PublicFieldsFilter, PublicOrderingFilter, PublicSearchFilter]


class JSONAlways(BaseContentNegotiation):
    """There is nothing to negotiate: whatever a caller accepts, the answer is JSON."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """Called by Django REST framework. Nothing reads a content."""
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        """Called by Django REST framework."""
        return renderers[0], renderers[0].media_type


class PublicViewSet(BaseAPIViewSet):
    """Also serialises related objects that have no endpoint of their own."""

    renderer_classes = [JSONRenderer]
    content_negotiation_class = JSONAlways
    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    base_serializer_class = PublicSerializer
    detail_query_parameters = frozenset({"fields", "rich_text_format", "format", "_"})  # the last two as in listings

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what a detail or a find does not know; a listing knows more, and checks it itself."""
        super().initial(request, *args, **kwargs)
        if self.action == "listing_view":
            return
        known = self.detail_query_parameters | (self.find_query_parameters if self.action == "find_view" else set())
        _refuse(set(request.GET) - known)
        self.resolve_rich_text_format()
        try:
            parse_fields_parameter(request.GET.get("fields", ""))
        except ValueError as error:
            raise BadRequestError(f"fields error: {error}") from error

    def handle_exception(self, exc: Exception) -> Any:
        """Answer with a problem, and with what Wagtail says in its ``message``."""
        response = super().handle_exception(exc)
        if response.status_code < HTTPStatus.BAD_REQUEST:
            return response
        said = response.data or {}
        problem = problem_response(HTTPStatus(response.status_code), str(said.get("message") or said.get("detail", "")))
        for name in response.headers.keys() - {"Content-Type"}:
            problem[name] = response[name]
        return problem

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Say what a caller may do, as version 3 does."""
        answer = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(self.allowed_methods)})
        del answer["Content-Type"]
        return answer

    def check_query_parameters(self, queryset: Any) -> None:
        """Refuse parameters that are neither an operation nor a field to filter by."""
        _refuse(set(self.request.GET) - self.known_query_parameters - filter_names(self, queryset.model))

    def resolve_rich_text_format(self) -> str:
        """Not the stored forms: they name the objects behind links, also those that are not public.

        ``cms.api.middleware`` has rich text answer in the format that was asked for.
        """
        asked: str = self.request.GET.get("rich_text_format", APIRichText.FORMAT_HTML)
        if asked not in get_args(RichTextFormat):
            raise BadRequestError(f"rich_text_format must be one of {', '.join(get_args(RichTextFormat))}")
        return asked

    def get_renderer_context(self) -> dict[str, Any]:
        """No indentation: it made up a third of a response."""
        return {**super().get_renderer_context(), "indent": None}


def _refuse(unknown: set[str]) -> None:
    if unknown:
        names = ", ".join(sorted(unknown))
        raise BadRequestError(f"query parameter is not an operation or a recognised field: {names}")
