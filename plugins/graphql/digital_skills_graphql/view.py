"""The endpoint: HTTP for queries, as "GraphQL over HTTP" has it. Called by ``urls``.

The middleware of the API has seen to cookies, credentials, the size of contents and addresses, and HEAD by now.
"""

import json
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from cms.api.problems import MalformedRequestError
from cms.plugins import plugin_settings
from digital_skills_graphql.envelope import asked_of
from digital_skills_graphql.running import Outcome, answer
from digital_skills_graphql.settings import GraphqlSettings

__all__ = ["graphql"]

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
GRAPHQL, JSON = "application/graphql-response+json", "application/json"


@csrf_exempt
def graphql(request: HttpRequest) -> HttpResponse:
    """Answer a query. No cookie is read and nothing is changed, so there is nothing to forge."""
    if request.method == "OPTIONS":
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        del response["Content-Type"]
    elif request.method not in METHODS:
        response = _errors(HTTPStatus.METHOD_NOT_ALLOWED, "Queries are sent by GET or POST.")
    else:
        response = _answered(request)
    if request.method not in METHODS or request.method == "OPTIONS":
        response["Allow"] = ", ".join(METHODS)
    # Nobody may keep an answer without asking whether it is still the one: nothing tells what it depends on.
    kept = request.method == "GET" and response.status_code == HTTPStatus.OK
    response["Cache-Control"] = "no-cache" if kept else "no-store"
    patch_vary_headers(response, ["Accept"])
    return response


def _answered(request: HttpRequest) -> HttpResponse:
    limits = plugin_settings(GraphqlSettings)
    introspection = settings.DEBUG if limits.introspection is None else limits.introspection
    try:
        asked = asked_of(request, limits.max_content)
    except MalformedRequestError as error:
        return _errors(error.status, str(error))
    except RequestDataTooBig as error:
        return _errors(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(error))
    return _of(answer(request, asked, limits, introspection=introspection), request)


def _of(outcome: Outcome, request: HttpRequest) -> HttpResponse:
    """A query that could not be begun is a bad request, but for clients that know nothing but plain JSON."""
    media_type = _wanted(request)
    refused = media_type == GRAPHQL and not outcome.carried_out
    return _json(outcome.content, HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK, media_type)


def _wanted(request: HttpRequest) -> str:
    accepted = [each.partition(";")[0].strip().lower() for each in request.headers.get("Accept", "").split(",")]
    return JSON if JSON in accepted and GRAPHQL not in accepted else GRAPHQL


def _errors(status: HTTPStatus, message: str) -> HttpResponse:
    return _json({"errors": [{"message": message}]}, status, GRAPHQL)


def _json(content: Any, status: HTTPStatus, media_type: str) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, status=status, content_type=f"{media_type}; charset=utf-8")
