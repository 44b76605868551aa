"""The table in ``docs/api.md`` that answers Wagtail's list of what headless sites lack: each answer can be tried."""

import re

import pytest

from tests.docs.documents import DOCS

DOCUMENT = (DOCS / "api.md").read_text(encoding="utf-8")
TABLE = DOCUMENT.partition("## What headless sites lack elsewhere")[2].partition("\n## ")[0]
ROWS = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", TABLE, re.MULTILINE))

#: Answered by a section with requests, which ``tests/test_api_document.py`` runs.
TO_TRY = (
    "page URL routing",
    "multi-site support",
    "menus",
    "site settings",
    "images",
    "rich text",
    "precise StreamField block schemas",
    "redirects",
    "form submissions",
    "password-protected pages",
    "page preview",
    "workflow and moderation",
)


def section(anchor: str) -> str:
    """The section of the document that a link within it leads to, with its sub-sections."""
    for match in re.finditer(r"^(##+) (.+)$", DOCUMENT, re.MULTILINE):
        if match[2].lower().replace(" ", "-") == anchor:
            rest = DOCUMENT[match.end() :]
            deeper = re.search(rf"^#{{1,{len(match[1])}}} ", rest, re.MULTILINE)
            return rest[: deeper.start()] if deeper else rest
    raise AssertionError(f"There is no section #{anchor}.")


@pytest.mark.parametrize("row", TO_TRY)
def test_a_row_leads_to_requests_that_are_run(row: str) -> None:
    anchors = re.findall(r"\]\(#([a-z-]+)\)", ROWS[row])

    assert anchors
    for anchor in anchors:
        assert "```sh\ncurl " in section(anchor), f"#{anchor} has no request to try"


def test_graphql_is_a_plugin_that_the_row_leads_to() -> None:
    [readme] = re.findall(r"\]\(([^)]+)\)", ROWS["GraphQL"])

    assert "curl " in (DOCS / readme).read_text(encoding="utf-8")


def test_no_row_is_unknown_to_this_test() -> None:
    assert set(ROWS) - {*TO_TRY, "row of Wagtail's lists"} == {
        "user bar, content checker",
        "GraphQL",
        "official client",
        "tutorial",
    }
