"""Thousands of malformed requests to both versions, of anybody and of an administrator's token: no server error.

``make fuzz`` sends more of them, from another seed. A request that fails is told as it was sent.
"""

import time
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from tests.cms.api.malformed import Request, requests
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, FormPageFactory, IndexPageFactory, ProgramPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = [pytest.mark.django_db, pytest.mark.fuzz]

PARTS = 8
SLOWEST = 20.0  # seconds of processor time that one request may take: a bound for runaways, also on a busy machine
SHOWN = 10


@pytest.fixture
def ids() -> list[int]:
    """Of some objects of each kind, public and not."""
    section = IndexPageFactory()
    pages = [
        ProgramPageFactory(complete=True, parent=section),
        ContentPageFactory(parent=section, title="Draft", live=False),
        FormPageFactory(parent=section),
    ]
    image = ImageFactory()
    image.tags.add("people")
    redirect = Redirect.add_redirect("/old/", redirect_to=pages[0])
    return [section.pk, *(page.pk for page in pages), image.pk, DocumentFactory().pk, redirect.pk]


@pytest.mark.parametrize("part", range(PARTS))
def test_no_malformed_request_ends_in_a_server_error(part: int, ids: list[int], pytestconfig: pytest.Config) -> None:
    count, seed = (int(pytestconfig.getoption(name)) for name in ("fuzz_requests", "fuzz_seed"))
    token = caller_with_token(AdministratorFactory(), *EVERY_SCOPE).headers
    failures = []
    for number, request in enumerate(requests(seed * PARTS + part, -(-count // PARTS), ids)):
        credential = token if number % 2 else {}
        wrong = what_is_wrong(request, {"Host": "localhost:8000", **credential})
        if wrong:
            failures.append(f"{wrong}\n    {request}")
    assert not failures, f"{len(failures)} failed\n" + "\n".join(failures[:SHOWN])


def what_is_wrong(request: Request, headers: dict[str, str]) -> str:
    """What is wrong with the answer to a request, if anything. What the request changes is taken back."""
    client: Any = Client()
    began = time.process_time()
    try:
        with transaction.atomic():
            response = client.generic(
                request.method,
                request.path,
                request.content,
                content_type=request.content_type,
                headers={**headers, **request.headers},
            )
            transaction.set_rollback(True)
    except Exception as error:  # whatever escaped is what this looks for
        return f"{type(error).__name__}: {str(error)[:300]}"
    if response.status_code >= 500 and response.status_code != 501:  # the stream is served by another process
        return f"status {response.status_code}"
    if response.status_code >= 400 and response["Content-Type"] != "application/problem+json":
        return f"status {response.status_code} as {response['Content-Type']}"
    took = time.process_time() - began
    return f"took {took:.1f} s" if took > SLOWEST else ""
