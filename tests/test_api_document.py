"""``docs/api.md``: every request in it is run against the demo content, and its answer compared.

An answer in the document may leave fields and items out; what it shows must be there. Ids are those of a fresh demo,
which the test's database does not repeat, so numbers in addresses are looked up and ids are not compared.
"""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import pytest_django
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.demo.load import load_demo
from cms.media.preparation import prepare

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
HOST = "127.0.0.1:8000"
EXAMPLE = re.compile(r"```sh\n(curl .*?)\n```\n\n```json\n(.*?)\n```", re.DOTALL)
EXAMPLES = EXAMPLE.findall(DOCUMENT)
NUMBER_IN_ADDRESS = re.compile(r"/(images|documents|redirects)/(\d+)/")


def url_of(command: str) -> str:
    match = re.search(r"'(http[^']+)'", command)
    assert match, command
    return match[1]


@pytest.fixture
def demo(settings: pytest_django.Settings, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path  # its own, so that no other test's files take the documented names
    settings.WAGTAILADMIN_BASE_URL = settings.WAGTAILAPI_BASE_URL = f"http://{HOST}"
    Site.objects.update(hostname="127.0.0.1", port=8000)
    load_demo()
    prepare(get_image_model().objects.get(title="Two paths"))
    Redirect.add_redirect("/women-in-it", redirect_to=Page.objects.get(slug="women-in-it"))
    return Client(headers={"host": HOST})


def answer_to(client: Client, url: str) -> Any:
    """The JSON at ``url``; the first object where the address holds a number."""
    parts = urlsplit(url)
    path = parts.path
    if number := NUMBER_IN_ADDRESS.search(path):
        first = client.get(path[: number.start(2)]).json()["items"][0]["id"]
        path = path.replace(number[0], f"/{number[1]}/{first}/")
    return client.get(path, parse_qsl(parts.query), follow=True).json()


def differences(documented: Any, actual: Any, place: str = "") -> list[str]:
    """What the document shows that is not so."""
    if isinstance(documented, dict) and isinstance(actual, dict):
        return [
            difference
            for name, value in documented.items()
            for difference in (
                differences(value, actual[name], f"{place}.{name}")
                if name in actual
                else [f"{place}.{name} is missing"]
            )
        ]
    if isinstance(documented, list) and isinstance(actual, list) and len(documented) <= len(actual):
        pairs = zip(documented, actual, strict=False)
        return [text for number, pair in enumerate(pairs) for text in differences(*pair, f"{place}[{number}]")]
    if place.endswith(".id") or without_ids(documented) == without_ids(actual):
        return []
    return [f"{place} is {actual!r}"]


def without_ids(value: Any) -> Any:
    return re.sub(r"/(pages|images|documents|redirects)/\d+/", r"/\1/0/", value) if isinstance(value, str) else value


@pytest.mark.django_db
def test_every_documented_request_is_answered_as_documented(demo: Client) -> None:
    wrong = {
        command: found
        for command, answer in EXAMPLES
        if (found := differences(json.loads(answer), answer_to(demo, url_of(command))))
    }

    assert wrong == {}


def test_every_curl_of_the_document_has_an_answer() -> None:
    assert len(EXAMPLES) == DOCUMENT.count("```sh\ncurl ") > 10


@pytest.mark.parametrize("version", ["v2", "v3"])
@pytest.mark.parametrize("kind", ["pages", "images", "documents", "redirects"])
def test_every_endpoint_has_an_example(version: str, kind: str) -> None:
    paths = {urlsplit(url_of(command)).path for command, _answer in EXAMPLES}

    assert any(path.startswith(f"/api/{version}/{kind}/") for path in paths)


def test_a_wrong_answer_would_be_noticed() -> None:
    actual = {"items": [{"title": "A", "url": "/pages/7/"}], "count": 1}

    assert differences({"items": [{"title": "A", "url": "/pages/1/"}]}, actual) == []
    assert differences({"count": 2}, actual) == [".count is 1"]
    assert differences({"items": [{"name": "A"}]}, actual) == [".items[0].name is missing"]
    assert differences({"items": [{}, {}]}, actual) == [".items is [{'title': 'A', 'url': '/pages/7/'}]"]
