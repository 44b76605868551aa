"""Links to headings, and the list of documents. That linked files exist, ``tests/test_readme.py`` holds."""

from pathlib import Path

import pytest

from tests.docs.documents import DOCS, DOCUMENTS, anchors, links


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_heading_that_is_linked_to_exists(document: Path) -> None:
    missing = []
    for _text, target in links(document):
        path, mark, anchor = target.partition("#")
        if mark and "://" not in target:
            linked = (document.parent / path).resolve() if path else document
            missing += [target] if anchor not in anchors(linked) else []
    assert missing == []


def test_the_index_names_every_document_once() -> None:
    named = [target for _text, target in links(DOCS / "index.md") if not target.startswith("../")]

    assert sorted(named) == sorted(path.name for path in DOCS.glob("*.md") if path.name != "index.md")


def test_anchors_are_those_of_github(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text("# Say when, as exactly\n\n## `make demo`\n\n```\n# no heading\n```\n\n## Undo\n\n## Undo\n")

    assert anchors(document) == {"say-when-as-exactly", "make-demo", "undo", "undo-1"}
