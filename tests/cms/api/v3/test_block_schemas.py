"""The schemas of blocks, one at a time: what every body offers, with an example that fits."""

from typing import Any

import jsonschema_rs
import pytest

from blocks.field import every_sections_field
from blocks.registry import SECTION, registrations
from cms.plugins.testing.client import ApiClient
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ProgramPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.sites import default_home
from tests.factories.snippets import ContactFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db

BLOCK_TYPES = [SECTION, *(entry.name for entry in registrations())]


@pytest.fixture
def v3() -> ApiClient:
    return ApiClient("v3")


def test_every_block_is_listed(v3: ApiClient) -> None:
    answer = v3.json("schema/blocks/")

    assert [item["type"] for item in answer["items"]] == BLOCK_TYPES
    assert answer["count"] == len(BLOCK_TYPES)


@pytest.mark.parametrize("filled", [False, True], ids=["in an empty installation", "with content"])
@pytest.mark.parametrize("block_type", BLOCK_TYPES)
def test_a_block_has_a_schema_and_an_example_that_fits(v3: ApiClient, block_type: str, filled: bool) -> None:
    if filled:
        ProgramPageFactory(), ImageFactory(), DocumentFactory()

    block = v3.json(f"schema/blocks/{block_type}/")

    validator = jsonschema_rs.Draft202012Validator(block["schema"])
    validator.validate(block["example"])
    assert block["example"]["type"] == block_type
    assert not validator.is_valid({**block["example"], "type": "another"})
    assert not validator.is_valid({**block["example"], "more": 1})
    assert block["slots"] == [field.slot for field in every_sections_field()]


@pytest.mark.parametrize("filled", [False, True], ids=["in an empty installation", "with content"])
def test_every_example_of_what_is_sent_can_be_sent(v3: ApiClient, filled: bool) -> None:
    """As a draft where there is nothing to choose; with content, a page that is published."""
    if filled:
        ProgramPageFactory(), ImageFactory(), DocumentFactory()
    items = v3.json("schema/blocks/")["items"]
    examples = {item["type"]: item["input_example"] for item in items}
    assert [each["input_example"] for each in v3.json("schema/blocks/")["items"]] == list(examples.values())
    examples["contact"]["value"]["contact"] = ContactFactory().pk if filled else None  # previews make one up
    within = [examples[item["type"]] for item in items if item["within_section"]]
    parts = {**examples, SECTION: {**examples[SECTION], "value": {**examples[SECTION]["value"], "content": within}}}
    body = [*parts.values(), examples[SECTION]]
    writer = caller_with_token(AdministratorFactory(), *EVERY_SCOPE)
    meta = {"type": "pages.ContentPage", "parent_id": default_home().pk, **({"action": "publish"} if filled else {})}

    for item in items:
        validator = jsonschema_rs.Draft202012Validator(item["input_schema"])
        validator.validate(item["input_example"])
        assert not validator.is_valid({**item["input_example"], "more": 1})
    created = writer.send("post", "pages/", meta=meta, title="Examples", body=body)

    assert created.status_code == 201, created.content
    source = writer.json(f"pages/{created.json()['id']}/source/")
    assert [block["type"] for block in source["body"]] == [block["type"] for block in body]


def test_a_block_says_where_it_may_stand(v3: ApiClient) -> None:
    section, callout = (v3.json(f"schema/blocks/{name}/") for name in (SECTION, "callout"))

    assert (section["top_level"], section["within_section"]) == (True, False)
    assert (callout["top_level"], callout["within_section"]) == (True, True)
    assert callout["label"] == "Callout"


@pytest.mark.usefixtures("glossary")
def test_a_plugins_block_is_among_them(v3: ApiClient) -> None:
    block: Any = v3.json("schema/blocks/glossary/")

    assert block["slots"] == ["content", "program"]
    assert block["schema"]["$defs"]["GlossaryData"]["required"] == ["term", "meaning"]


def test_an_unknown_block_is_not_there(v3: ApiClient) -> None:
    assert v3.get("schema/blocks/nothing/").status_code == 404
