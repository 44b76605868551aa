from pathlib import Path

import pytest

from cms.errors import SourceError
from cms.importer.source import MAX_BYTES, MAX_IDENTITY, identity, load


def _file(folder: Path, data: bytes) -> str:
    path = folder / "page.md"
    path.write_bytes(data)
    return str(path)


def test_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    loaded = load(_file(tmp_path, b"\xef\xbb\xbfone\r\ntwo\rthree"))
    assert loaded.text == "one\ntwo\nthree"


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"one\ntwo \xff\n", 2, "not UTF-8"),
        (b"one\n\ntw\x00o", 3, "control character"),
        (b"one\x1b[31m", 1, "control character"),
        (b"x" * (MAX_BYTES + 1), None, "larger than"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(tmp_path: Path, data: bytes, line: int | None, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        load(_file(tmp_path, data))
    assert caught.value.line == line


def test_a_missing_file_a_folder_and_an_impossible_name_are_refused(tmp_path: Path) -> None:
    for path in (str(tmp_path / "absent.md"), str(tmp_path), "a\0b.md"):
        with pytest.raises(SourceError) as caught:
            load(path)
        assert str(caught.value).startswith(path)


def test_the_identity_of_a_source_fits_its_column() -> None:
    assert identity("file", "/a/b.txt") == "file:/a/b.txt"
    assert len(identity("file", "x" * 2000)) <= MAX_IDENTITY
    assert identity("file", "x" * 2000) != identity("file", "x" * 2001)
