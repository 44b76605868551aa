"""What all endpoints of version 2 have in common: JSON only, no sign-in, bounded parameters. Base of the others."""

from typing import Any

from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from wagtail.api.rich_text import APIRichText
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet

from cms.api.query import MalformedQueryError, check_query
from cms.api.v2.filters import PublicFieldsFilter, PublicOrderingFilter, PublicSearchFilter, filter_names
from cms.api.v2.serializers import PublicSerializer

__all__ = ["FIELD_FILTERS", "PublicViewSet"]

FIELD_FILTERS = [PublicFieldsFilter, PublicOrderingFilter, PublicSearchFilter]


class PublicViewSet(BaseAPIViewSet):
    """Also serialises related objects that have no endpoint of their own."""

    renderer_classes = [JSONRenderer]
    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    base_serializer_class = PublicSerializer

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse malformed queries before any view reads them."""
        super().initial(request, *args, **kwargs)
        try:
            check_query(request.GET)
        except MalformedQueryError as error:
            raise BadRequestError(str(error)) from error

    def check_query_parameters(self, queryset: Any) -> None:
        """Refuse parameters that are neither an operation nor a field to filter by."""
        unknown = set(self.request.GET) - self.known_query_parameters - filter_names(self, queryset.model)
        if unknown:
            names = ", ".join(sorted(unknown))
            raise BadRequestError(f"query parameter is not an operation or a recognised field: {names}")

    def resolve_rich_text_format(self) -> str:
        """HTML: the stored forms name the objects behind links, also those that are not public."""
        asked: str = self.request.GET.get("rich_text_format", APIRichText.FORMAT_HTML)
        if asked != APIRichText.FORMAT_HTML:
            raise BadRequestError(f"rich_text_format must be '{APIRichText.FORMAT_HTML}'")
        return asked

    def get_renderer_context(self) -> dict[str, Any]:
        """No indentation: it made up a third of a response."""
        return {**super().get_renderer_context(), "indent": None}
