"""schemathesis makes requests out of the OpenAPI document, valid and not, and holds every answer against it.

Against real content, as anybody and with an administrator's token. What a request changes is taken back. ``make fuzz``
makes more examples, from another seed.
"""

import json
from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from wagtail.contrib.redirects.models import Redirect

from cms.api.contract.document import openapi_document
from cms.handlers import UnicodeWSGIHandler
from tests.cms.api.endpoints import Endpoint, v3_endpoints
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import FormPageFactory, IndexPageFactory, ProgramPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = [pytest.mark.django_db, pytest.mark.fuzz]

ADDRESS = "http://localhost:8000"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@cache
def operations() -> dict[str, Any]:
    """schemathesis' operations by their ids, which call the application in this process."""
    schema = schemathesis.openapi.from_dict(openapi_document())
    schema.app = UnicodeWSGIHandler()
    found = (result.ok() for result in schema.get_all_operations())
    return {operation.definition.raw["operationId"]: operation for operation in found}


@pytest.fixture
def keys() -> dict[str, Any]:
    """What exists, by the names of the parameters of paths."""
    section = IndexPageFactory()
    page = ProgramPageFactory(complete=True, parent=section)
    image = ImageFactory()
    image.tags.add("people")
    return {
        "page_id": page.pk,
        "revision_id": page.save_revision().pk,
        "image_id": image.pk,
        "document_id": DocumentFactory().pk,
        "redirect_id": Redirect.add_redirect("/old/", redirect_to=page).pk,
        "form_id": FormPageFactory(parent=section).pk,
        "site_id": 1,
        "type": "pages.Contact",
        "pk": "1",
    }


@pytest.fixture
def headers() -> list[dict[str, str]]:
    """Those of anybody, and of somebody who may do everything."""
    administrator = caller_with_token(AdministratorFactory(), *EVERY_SCOPE)
    return [{}, dict(administrator.headers)]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Keep the connection of the test, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def spoilable(endpoint: Endpoint) -> bool:
    """Whether there is anything beside its path that a request to ``endpoint`` can have wrong."""
    places = {parameter["in"] for parameter in endpoint.operation["parameters"]}
    return "requestBody" in endpoint.operation or bool(places - {"path"})


CASES = [
    pytest.param(endpoint, mode, id=f"{mode.value}-{endpoint}")
    for endpoint in v3_endpoints()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or spoilable(endpoint)
]


@pytest.mark.parametrize(("endpoint", "mode"), CASES)
def test_every_answer_is_as_documented(
    endpoint: Endpoint,
    mode: GenerationMode,
    keys: dict[str, Any],
    headers: list[dict[str, str]],
    pytestconfig: pytest.Config,
) -> None:
    operation = operations()[endpoint.operation["operationId"]]
    known = {name: key for name, key in keys.items() if f"{{{name}}}" in endpoint.path}
    examples = settings(
        max_examples=int(pytestconfig.getoption("fuzz_examples")),
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    @seed(int(pytestconfig.getoption("fuzz_seed")))
    @examples
    @given(operation.as_strategy(generation_mode=mode, path_parameters=known or None))
    def answers(case: Any) -> None:
        for credential in headers:
            with transaction.atomic():
                response = case.call(base_url=ADDRESS, headers=credential)
                transaction.set_rollback(True)
            # 501 is an answer of its own: the stream of changes is served by another process.
            is_elsewhere = response.status_code == HTTPStatus.NOT_IMPLEMENTED
            case.validate_response(response, checks=CHECKS[1:] if is_elsewhere else CHECKS)

    answers()


@pytest.mark.parametrize("endpoint", [entry for entry in v3_endpoints() if "{" in entry.path], ids=str)
def test_every_answer_to_a_spoilt_path_is_as_documented(endpoint: Endpoint, headers: list[dict[str, str]]) -> None:
    operation = operations()[endpoint.operation["operationId"]]
    names = [parameter["name"] for parameter in endpoint.operation["parameters"] if parameter["in"] == "path"]

    for segment in ("0", "-1", "1.5", "one", "9" * 30, " ", "%", "é", "a b", "null", "1,2", "{}", "x" * 300):
        case = operation.Case(path_parameters=dict.fromkeys(names, segment))
        for credential in headers:
            with transaction.atomic():
                response = case.call(base_url=ADDRESS, headers=credential)
                transaction.set_rollback(True)
            case.validate_response(response, checks=CHECKS)


def test_an_answer_that_is_not_as_documented_is_noticed(keys: dict[str, Any]) -> None:
    case = operations()["pages_detail"].Case(path_parameters={"page_id": keys["page_id"]})
    answer = case.call(base_url=ADDRESS)
    case.validate_response(answer, checks=CHECKS)

    answer.content = json.dumps({**json.loads(answer.content), "id": "one"}).encode()
    answer.clear_cache()

    with pytest.raises(BaseExceptionGroup):
        case.validate_response(answer, checks=CHECKS)
