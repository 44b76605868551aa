"""The pictures: small enough, described, used, and made by the script beside them."""

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.docs.documents import DOCS, DOCUMENTS, links

FOLDER = DOCS / "pictures"
PICTURES = sorted(FOLDER.glob("*.png"))
LARGEST, WIDEST = 250_000, 1280  # bytes, pixels


def shown() -> set[Path]:
    """Every picture that a document shows."""
    return {
        (document.parent / target).resolve()
        for document in DOCUMENTS
        for _text, target in links(document, pictures=True)
    }


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_a_picture_loads_quickly(picture: Path) -> None:
    assert picture.stat().st_size < LARGEST
    with Image.open(picture) as image:
        assert image.width <= WIDEST


def test_every_picture_is_shown_somewhere() -> None:
    assert set(PICTURES) == {path for path in shown() if path.parent == FOLDER}


def test_every_picture_can_be_taken_again() -> None:
    taken = set(re.findall(r"""\.take\(["'](\S+?)["']""", (FOLDER / "take.py").read_text(encoding="utf-8")))

    assert {path.stem for path in PICTURES} == taken


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_picture_is_described(document: Path) -> None:
    assert [target for text, target in links(document, pictures=True) if not text.strip()] == []
