"""The storage of uploads says what Django's says, whatever a file is called."""

import pytest
from django.core.files.storage import FileSystemStorage
from hypothesis import given
from hypothesis import strategies as st

from cms.local_storage import LocalStorage

NAMES = [
    "images/a.jpg",
    "a b.jpg",
    "documents/é.pdf",
    "a/../b.jpg",
    "./a.jpg",
    "/a.jpg",
    "a//b",
    "a:b",
    "a?b#c",
    "..",
    "",
    "a/",
]


@pytest.mark.parametrize("base", ["/media/", "https://files.example.org/a/"])
@pytest.mark.parametrize("name", NAMES)
def test_known_names(name: str, base: str) -> None:
    assert LocalStorage(base_url=base).url(name) == FileSystemStorage(base_url=base).url(name)


@given(st.text(alphabet="ab0._-/:?# %é\\", max_size=12))
def test_any_name(name: str) -> None:
    assert LocalStorage(base_url="/media/").url(name) == FileSystemStorage(base_url="/media/").url(name)
