"""Every page of the corpus is either read whole or refused with file and line."""

from pathlib import Path

import pytest

from cms.errors import SourceError
from cms.importer.document import Document
from cms.importer.reading import read_document
from cms.importer.sections import raw_sections
from cms.importer.source import load
from pages.models import ContentPage
from tests.cms.importer.fidelity import content_of_jekyll, content_of_page, differences
from tests.cms.importer.sources import CORPUS, needs_corpus

# A heading within <summary> becomes the title of an openable part, which is no heading here.
HEADING_OPENS_A_PART = {"2017-03-17-govpass.md", "2018-10-31-testing-digital-identity.md"}

pytestmark = [needs_corpus, pytest.mark.django_db]


def corpus() -> list[Path]:
    return sorted(path for path in CORPUS.rglob("*") if path.suffix in {".md", ".html"})


def read(path: Path) -> Document | SourceError:
    try:
        return read_document(load(str(path)))
    except SourceError as error:
        return error


def test_every_page_is_read_or_refused_with_file_and_line() -> None:
    results = [(path, read(path)) for path in corpus()]
    errors = [(path, result) for path, result in results if isinstance(result, SourceError)]
    assert [path for path, error in errors if error.path != str(path) or error.line is None] == []
    assert len(results) > 120
    assert len(results) - len(errors) > 70


def test_what_is_read_is_whole() -> None:
    lost = {}
    for path in corpus():
        document = read(path)
        if isinstance(document, Document):
            field = ContentPage._meta.get_field("body")
            stream = field.stream_block.get_api_representation(field.to_python(raw_sections(document)))
            page = {"title": document.title, "lede": document.lede, "body": stream}
            if found := differences(content_of_jekyll(path.read_text()), content_of_page(page)):
                lost[path.name] = found
    assert {name: found for name, found in lost.items() if name not in HEADING_OPENS_A_PART} == {}
    assert [found[0].partition(":")[0] for found in lost.values()] == ["outline"] * len(HEADING_OPENS_A_PART)
