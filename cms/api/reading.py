"""What the reading operations of version 3 answer, as data: for plugins that serve the content in another form.

What they are given is what the API shows to the caller, and nothing else. What operations there are, with which
parameters, and of which types their answers are made, says ``openapi_document``. ``parse_json`` reads what callers
send, within the bounds of the API.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, QueryDict

from blocks.addresses import address_scope
from cms.api.body import parse_json
from cms.api.contract.document import openapi_document
from cms.api.inner_requests import response_to
from cms.api.query import MalformedQueryError, check_query

__all__ = ["Answer", "openapi_document", "parse_json", "read"]


class Answer(NamedTuple):
    """``status`` is that of HTTP; ``data`` is the content as JSON has it, a problem (RFC 9457) from 400 on."""

    status: int
    data: Any


def read(request: HttpRequest, path: str, query: Mapping[str, Any]) -> Answer:
    """What the operation at ``path`` (``"/api/v3/pages/5/"``) answers to the caller of ``request``.

    ``query`` holds its parameters, a list for one that is repeated, within the bounds of any query string. The site and
    the format of rich text are those of the parameters, whatever ``request`` itself asks for. What no operation expects
    is raised.
    """
    try:
        check_query(QueryDict(urlencode(query, doseq=True)))
    except MalformedQueryError as error:
        return Answer(error.status, {"detail": str(error)})
    with address_scope(anew=True):  # each answer prefers the addresses of the site that it is asked for
        try:
            response = response_to(request, path, query)
        except Http404:  # no operation has such an address
            return Answer(HTTPStatus.NOT_FOUND, {"detail": "There is nothing at this address."})
    return Answer(response.status_code, json.loads(response.content))
