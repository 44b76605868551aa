"""The table in ``docs/api.md`` that answers Wagtail's list of what headless sites lack: each answer can be tried.

Every row leads to a section with a request for curl, in a document whose requests a test runs.
"""

import re
from pathlib import Path

import pytest

from tests.docs.documents import DOCS
from tests.programs import PROJECT

API = DOCS / "api.md"
TABLE = API.read_text(encoding="utf-8").partition("## What headless sites lack elsewhere")[2].partition("\n## ")[0]
ROWS = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", TABLE, re.MULTILINE))
del ROWS["row of Wagtail's lists"]

#: The documents whose every request is run, with the test that does so.
RUN = {API: "tests/test_api_document.py", PROJECT / "plugins/graphql/README.md": "plugins/graphql/tests/test_readme.py"}

#: Of https://docs.wagtail.org/en/stable/advanced_topics/headless.html and Wagtail's plans for version 3.
WAGTAILS_LISTS = {
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
    "user bar, content checker",
    "GraphQL",
    "official client",
    "tutorial",
}


def section(text: str, anchor: str) -> str:
    """The section of a document that a link leads to, with its sub-sections."""
    for match in re.finditer(r"^(##+) (.+)$", text, re.MULTILINE):
        if match[2].lower().replace(" ", "-") == anchor:
            rest = text[match.end() :]
            deeper = re.search(rf"^#{{1,{len(match[1])}}} ", rest, re.MULTILINE)
            return rest[: deeper.start()] if deeper else rest
    raise AssertionError(f"There is no section #{anchor}.")


@pytest.mark.parametrize("row", sorted(WAGTAILS_LISTS))
def test_a_row_leads_to_requests_that_are_run(row: str) -> None:
    sections = re.findall(r"\]\(([^)#]*)#([a-z-]+)\)", ROWS[row])

    assert sections
    for path, anchor in sections:
        document = (DOCS / path).resolve() if path else API
        assert document in RUN, f"nobody runs the requests of {document}"
        found = section(document.read_text(encoding="utf-8"), anchor)
        assert "```sh\ncurl " in found, f"#{anchor} has no request to try"


def test_every_row_of_wagtails_lists_is_answered() -> None:
    assert set(ROWS) == WAGTAILS_LISTS
    assert "not built" not in TABLE


@pytest.mark.parametrize("document", RUN, ids=lambda path: path.name)
def test_the_test_of_a_document_reads_it(document: Path) -> None:
    test = (PROJECT / RUN[document]).read_text(encoding="utf-8")

    assert f'"{document.name}"' in test
