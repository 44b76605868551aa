import pytest

from cms.errors import SourceError
from cms.importer.readers import reader_for
from cms.importer.readers.jekyll import JekyllReader
from cms.importer.readers.plain_text import PlainTextReader
from tests.cms.importer.sources import source


def test_the_reader_is_chosen_by_content_first_and_name_second() -> None:
    assert isinstance(reader_for(source("---\ntitle: A\n---\n", "a.txt")), JekyllReader)
    assert isinstance(reader_for(source("A", "a.txt")), PlainTextReader)
    assert isinstance(reader_for(source("A", "a.md")), JekyllReader)


def test_an_unknown_kind_of_file_is_refused() -> None:
    with pytest.raises(SourceError, match=r"^table\.csv: no reader"):
        reader_for(source("a,b", "table.csv"))
