"""The gate of the contract: no change of the document is accepted unseen, and none that breaks clients untold."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from cms.api.contract.document import document_text, openapi_document
from tests.cms.api.contract.small_documents import carrying
from tests.contract.accepted import ACCEPTED, CHANGELOG, accept, told

OLD = carrying({"$ref": "#/components/schemas/Page"}, "response", Page={"properties": {"starts": {"type": "string"}}})
ENTRY = """# Changelog

## [Unreleased]

### Added

- `Page.title`.

### Breaking for API clients

- {entry}

### Fixed

- `Page.other`.

## [1.0.0]

### Breaking for API clients

- `Older`.
"""
UNTOLD = ENTRY.format(entry="nothing")


def changed(**properties: Any) -> dict[str, Any]:
    document = deepcopy(OLD)
    document["components"]["schemas"]["Page"]["properties"] = properties
    return document


HARMLESS = changed(starts={"type": "string"}, ends={"type": "string"})
BREAKING = changed(ends={"type": "string"})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "openapi.json"
    path.write_text(document_text(OLD), encoding="utf-8")
    return path


def test_the_document_is_the_accepted_contract(request: pytest.FixtureRequest) -> None:
    update = bool(request.config.getoption("--snapshot-update"))

    accept(ACCEPTED, openapi_document(), CHANGELOG.read_text(encoding="utf-8"), update=update)


def test_the_same_document_is_accepted(file: Path) -> None:
    accept(file, OLD, UNTOLD, update=False)


def test_a_harmless_change_waits_to_be_accepted(file: Path) -> None:
    with pytest.raises(AssertionError, match="has changed"):
        accept(file, HARMLESS, UNTOLD, update=False)
    assert json.loads(file.read_text()) == OLD

    accept(file, HARMLESS, UNTOLD, update=True)

    assert json.loads(file.read_text()) == HARMLESS


@pytest.mark.parametrize("update", [False, True])
def test_a_breaking_change_that_the_changelog_does_not_tell_is_refused(file: Path, update: bool) -> None:
    with pytest.raises(AssertionError, match=r"breaking: Page\.starts .* the property is gone"):
        accept(file, BREAKING, UNTOLD, update=update)

    assert json.loads(file.read_text()) == OLD


@pytest.mark.parametrize("entry", ["`Page.starts` is gone.", "`Page` is another one."])
def test_a_breaking_change_that_the_changelog_tells_is_accepted(file: Path, entry: str) -> None:
    accept(file, BREAKING, ENTRY.format(entry=entry), update=True)

    assert json.loads(file.read_text()) == BREAKING


@pytest.mark.parametrize("entry", ["Page.starts is gone", "`Page.starts_at` is gone", "`Page.ends` is new", "`Pag`"])
def test_another_name_does_not_tell_it(file: Path, entry: str) -> None:
    with pytest.raises(AssertionError, match="breaks clients"):
        accept(file, BREAKING, ENTRY.format(entry=entry), update=True)


def test_only_the_section_of_the_version_to_come_counts() -> None:
    assert told(ENTRY.format(entry="`pages_list.limit` and `Page`.")) == {"pages_list.limit", "Page"}
    assert told("# Changelog\n\n## [Unreleased]\n\n### Added\n\n- `A`\n") == told("") == set()


def test_a_first_contract_is_made_on_request_only(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"There is no openapi\.json"):
        accept(tmp_path / "openapi.json", OLD, UNTOLD, update=False)

    accept(tmp_path / "openapi.json", OLD, UNTOLD, update=True)

    assert json.loads((tmp_path / "openapi.json").read_text()) == OLD
