"""``docs/api.md``: every request in it is run against the demo content, and its answer compared.

An answer in the document may leave fields and items out; what it shows must be there. Ids are those of a fresh demo,
which the test's database does not repeat, so numbers in addresses are looked up and ids are not compared.

A command is run as curl would: ``-X`` is the method, ``-H`` a header, ``-d`` the content. ``$CMS_TOKEN`` is a token of
an administrator with every scope, ``$PREVIEW_TOKEN`` one for a page with another lede than is saved.
"""

import argparse
import json
import re
import shlex
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest
import pytest_django
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site

from cms.demo.load import load_demo
from cms.media.preparation import prepare
from cms.preview.drafts import keep_draft
from cms.preview.tokens import make_preview_token
from tests.factories.people import AdministratorFactory
from tests.factories.tokens import EVERY_SCOPE, make_token

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
HOST = "127.0.0.1:8000"
EXAMPLE = re.compile(r"```sh\n(curl .*?)\n```\n\n```(json|html)\n(.*?)\n```", re.DOTALL)
EXAMPLES = [(command, answer) for command, kind, answer in EXAMPLE.findall(DOCUMENT) if kind == "json"]
TEXTS = [(command, answer) for command, kind, answer in EXAMPLE.findall(DOCUMENT) if kind != "json"]
NUMBER_IN_ADDRESS = re.compile(r"/(images|documents|redirects|forms|pages|sites)/(\d+)/")
PARENT = re.compile(r'"parent_id": \d+')
TOKEN = "$CMS_TOKEN"
PREVIEW_TOKEN = "$PREVIEW_TOKEN"
FORM = "join-our-mailing-list"  # the form of the examples
PRIVATE_PAGE = "Workshops, meet-ups and events"  # the one page that the document asks for by its number


class Command(NamedTuple):
    """What a curl command of the document asks for."""

    url: str
    method: str
    headers: dict[str, str]
    content: str


def parsed(command: str) -> Command:
    """``command``, which has no other options than those that are documented here."""
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("url")
    parser.add_argument("-X", dest="method")
    parser.add_argument("-H", dest="headers", action="append", default=[])
    parser.add_argument("-d", dest="content", default="")
    parser.add_argument("-L", action="store_true")
    options = parser.parse_args(shlex.split(command)[1:])
    headers = dict(header.split(": ", 1) for header in options.headers)
    return Command(options.url, options.method or ("POST" if options.content else "GET"), headers, options.content)


def url_of(command: str) -> str:
    return parsed(command).url


@pytest.fixture
def demo(settings: pytest_django.Settings, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path  # its own, so that no other test's files take the documented names
    settings.WAGTAILADMIN_BASE_URL = settings.WAGTAILAPI_BASE_URL = f"http://{HOST}"
    Site.objects.update(hostname="127.0.0.1", port=8000)
    load_demo()
    prepare(get_image_model().objects.get(title="Two paths"))
    Redirect.add_redirect("/women-in-it", redirect_to=Page.objects.get(slug="women-in-it"))
    private = Page.objects.get(title=PRIVATE_PAGE)
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="sesame")
    return Client(headers={"host": HOST})


def answer_to(client: Client, command: str) -> Any:
    """The JSON that ``command`` is answered with; of the first object where its address holds a number."""
    return response_to(client, command).json()


def response_to(client: Client, command: str) -> Any:
    """See ``answer_to``."""
    if TOKEN in command:
        command = command.replace(TOKEN, make_token(AdministratorFactory(), *EVERY_SCOPE))
    if PREVIEW_TOKEN in command:
        command = command.replace(PREVIEW_TOKEN, token_of_a_preview())
    url, method, headers, content = parsed(command)
    content = PARENT.sub(lambda _found: f'"parent_id": {first_of("pages", client, "")}', content)
    parts = urlsplit(url)
    path = parts.path
    if number := NUMBER_IN_ADDRESS.search(path):
        path = path.replace(number[0], f"/{number[1]}/{first_of(number[1], client, path[: number.start(2)])}/")
    if method == "GET":
        return client.get(path, parse_qsl(parts.query), headers=headers, follow=True)
    query = f"?{parts.query}" if parts.query else ""
    kind = headers.pop("Content-Type", "application/x-www-form-urlencoded")  # as curl has it
    return client.generic(method, f"{path}{query}", content, content_type=kind, headers=headers)


def token_of_a_preview() -> str:
    page = Page.objects.get(slug="women-in-it").specific
    page.lede = "Typed a moment ago, and not saved."
    return make_preview_token(keep_draft(page, AdministratorFactory(), is_typed=True).key)


def first_of(kind: str, client: Client, listing: str) -> int:
    if kind == "forms":
        return Page.objects.get(slug=FORM).pk
    if kind == "pages":
        return Page.objects.get(title=PRIVATE_PAGE).pk
    first: int = client.get(listing).json()["items"][0]["id"]
    return first


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
    if isinstance(documented, str) and isinstance(actual, str) and documented.endswith("…"):
        return [] if actual.startswith(documented.removesuffix("…")) else [f"{place} is {actual!r}"]
    if place.endswith((".id", "_id")) or without_ids(documented) == without_ids(actual):
        return []
    return [f"{place} is {actual!r}"]


def without_ids(value: Any) -> Any:
    return (
        re.sub(r"/(pages|images|documents|redirects|forms|snippets/[\w.]+)/\d+/", r"/\1/0/", value)
        if isinstance(value, str)
        else value
    )


@pytest.mark.django_db
def test_every_documented_request_is_answered_as_documented(demo: Client) -> None:
    wrong = {
        command: found
        for command, answer in EXAMPLES
        if (found := differences(json.loads(answer), answer_to(demo, command)))
    }

    assert wrong == {}


@pytest.mark.django_db
@pytest.mark.parametrize(("command", "text"), TEXTS)
def test_every_line_of_a_documented_text_is_in_the_answer(demo: Client, command: str, text: str) -> None:
    rest = response_to(demo, command).content.decode()
    lines = [line for line in text.splitlines() if line != "…"]

    assert lines
    for line in lines:
        _before, found, rest = rest.partition(line)
        assert found, line


def test_every_curl_of_the_document_has_an_answer() -> None:
    assert len([*EXAMPLES, *TEXTS]) == DOCUMENT.count("```sh\ncurl ") > 10


@pytest.mark.parametrize("version", ["v2", "v3"])
@pytest.mark.parametrize("kind", ["pages", "images", "documents", "redirects"])
def test_every_endpoint_has_an_example(version: str, kind: str) -> None:
    paths = {urlsplit(url_of(command)).path for command, _answer in EXAMPLES}

    assert any(path.startswith(f"/api/{version}/{kind}/") for path in paths)


def test_a_form_can_be_read_and_sent() -> None:
    asked = {(parsed(command).method, urlsplit(url_of(command)).path.split("/")[-2]) for command, _answer in EXAMPLES}

    assert ("POST", "submissions") in asked


def test_a_command_is_read_as_curl_reads_it() -> None:
    assert parsed("curl 'http://a.example/?b=c' -L") == Command("http://a.example/?b=c", "GET", {}, "")
    assert parsed("""curl -X PUT 'http://a.example/' -H 'A-B: c: d' -d '{"e": 1}'""") == Command(
        "http://a.example/", "PUT", {"A-B": "c: d"}, '{"e": 1}'
    )
    assert parsed("curl 'http://a.example/' -d 'x'").method == "POST"


def test_a_wrong_answer_would_be_noticed() -> None:
    actual = {"items": [{"title": "A", "url": "/pages/7/"}], "count": 1}

    assert differences({"items": [{"title": "A", "url": "/pages/1/"}]}, actual) == []
    assert differences({"count": 2}, actual) == [".count is 1"]
    assert differences({"items": [{"name": "A"}]}, actual) == [".items[0].name is missing"]
    assert differences({"items": [{}, {}]}, actual) == [".items is [{'title': 'A', 'url': '/pages/7/'}]"]
