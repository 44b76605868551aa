"""What an annotation leaves untyped is found, however deep."""

from typing import Annotated, Any, Literal, NotRequired

import pytest
from typing_extensions import TypedDict

from blocks.rich_text import PublicText
from blocks.typing_gaps import types_nothing
from pages.serializers import Json


class Precise(TypedDict):
    kind: Literal["a", "b"]
    text: PublicText
    more: NotRequired[list["Precise"]]


class Open(TypedDict):
    kind: str
    parts: list[dict[str, Any]]


class Holding(TypedDict):
    inner: Open | None


@pytest.mark.parametrize(
    "annotation",
    [
        Any,
        dict,
        list,
        object,
        dict[str, Any],
        list[list[Any]],
        Any | None,
        Open,
        list[Open],
        Holding,
        Annotated[Any, 1],
    ],
    ids=str,
)
def test_what_is_not_typed_is_found(annotation: Any) -> None:
    assert types_nothing(annotation)


@pytest.mark.parametrize(
    "annotation",
    [
        str,
        int | None,
        list[str],
        dict[str, Json],
        Precise,
        list[Precise],
        Literal["a"],
        Annotated[str, "x"],
        PublicText,
    ],
    ids=str,
)
def test_what_is_typed_is_none_of_it(annotation: Any) -> None:
    assert not types_nothing(annotation)
