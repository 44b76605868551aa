"""The contract as it was last accepted, ``tests/snapshots/openapi.json``, and what it takes to accept another one.

A change that breaks clients is accepted only when the changelog tells of it::

    ## [Unreleased]

    ### Breaking for API clients

    - `ProgramPage.starts` is gone; ask for `period`.
"""

import json
import re
from pathlib import Path
from typing import Any

from cms.api.contract.document import document_text
from cms.api.contract.findings import Finding, Level, report
from cms.api.contract.operations import compare
from tests.golden import SNAPSHOTS

__all__ = ["ACCEPTED", "CHANGELOG", "accept", "told", "untold"]

ACCEPTED = SNAPSHOTS / "openapi.json"
CHANGELOG = Path(__file__).resolve().parents[2] / "CHANGELOG.md"
HEADING = "Breaking for API clients"
UNRELEASED = re.compile(r"^## \[Unreleased\]$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
SECTION = re.compile(rf"^### {HEADING}$(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"`([^`\s]+)`")


def accept(file: Path, current: dict[str, Any], changelog: str, *, update: bool) -> None:
    """Compare ``current`` with the accepted contract in ``file``; with ``update``, write it.

    Raises ``AssertionError`` with the findings when a client can fail and ``changelog`` does not tell of it: then the
    file stays as it is, whether to be updated or not.
    """
    assert file.is_file() or update, f"There is no {file.name}. Make it with --snapshot-update and look at it."
    if file.is_file():
        hidden = untold(compare(json.loads(file.read_text(encoding="utf-8")), current), changelog)
        assert not hidden, (
            f"This breaks clients of the API. Take it back, or tell of each place under '### {HEADING}' of "
            f"[Unreleased] in CHANGELOG.md, its name in backticks:\n{report(hidden)}"
        )
    if update:
        file.write_text(document_text(current), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == document_text(current), (
        f"The contract has changed. Look at it with 'manage.py openapi --compare {file}', "
        "and accept it with --snapshot-update."
    )


def untold(findings: list[Finding], changelog: str) -> list[Finding]:
    """The breaking findings whose place, and nothing that it is a part of, has a name in the changelog."""
    names = told(changelog)
    return [
        finding for finding in findings if finding.level is Level.BREAKING and names.isdisjoint(wholes(finding.place))
    ]


def told(changelog: str) -> set[str]:
    """The places that the changelog names as breaking in the version to come."""
    unreleased = UNRELEASED.search(changelog)
    section = SECTION.search(unreleased[1]) if unreleased else None
    return set(NAME.findall(section[1])) if section else set()


def wholes(place: str) -> set[str]:
    """``A.b[].c`` and what it is a part of: ``A.b[]``, ``A.b`` and ``A``."""
    ends = [match.start() for match in re.finditer(r"\.|\[", place)]
    return {place, *(place[:end] for end in ends)}
