"""``README.md``: every request in it is run against the demo content, and its answer compared."""

import json
from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Site

from cms.demo.load import load_demo
from tests.test_api_document import EXAMPLE, HOST, answer_to, differences

README = Path(__file__).parents[1] / "README.md"


@pytest.mark.django_db
def test_every_request_is_answered_as_documented() -> None:
    Site.objects.update(hostname="127.0.0.1", port=8000)
    load_demo()
    text = README.read_text(encoding="utf-8")
    examples = EXAMPLE.findall(text)

    assert len(examples) == text.count("```sh\ncurl ") == 2
    for command, _kind, answer in examples:
        assert differences(json.loads(answer), answer_to(Client(headers={"host": HOST}), command)) == []
