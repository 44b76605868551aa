"""A value that is refused is told by the name of its parameter, with what may have been meant."""

from typing import Any

import pytest

from cms.plugins.testing.client import ApiClient

pytestmark = pytest.mark.django_db


def faults(v3: ApiClient, path: str, **parameters: Any) -> list[Any]:
    response = v3.get(path, **parameters)
    assert response.status_code == 422
    return list(response.json()["errors"])


@pytest.mark.parametrize(
    ("parameters", "place"),
    [
        ({"type": "pages.ProgramPag"}, ["query", "type", 0]),
        ({"type": ["pages.ProgramPage", "x"]}, ["query", "type", 1]),
        ({"order": "titel"}, ["query", "order", 0]),
        ({"starts_from": "yesterday"}, ["query", "starts_from"]),
        ({"status": "closd"}, ["query", "status", 0]),
        ({"limit": "0"}, ["query", "limit"]),
        ({"show_in_menus": "perhaps"}, ["query", "show_in_menus"]),
        ({"version": "x"}, ["query", "version"]),
    ],
)
def test_a_parameter_is_called_by_its_name(v3: ApiClient, parameters: dict[str, Any], place: list[Any]) -> None:
    found = faults(v3, "pages/", **parameters)

    assert [fault["loc"] for fault in found] == [place]
    assert "None" not in found[0]["msg"]


def test_a_part_of_the_path_is_called_by_its_name(v3: ApiClient) -> None:
    [fault] = faults(v3, "snippets/pages.Practise/")

    assert fault["loc"] == ["path", "type"]
    assert fault["msg"].endswith("Did you mean 'pages.Practice'?")


@pytest.mark.parametrize(
    ("parameters", "meant"),
    [
        ({"type": "pages.ProgramPag"}, "pages.ProgramPage"),
        ({"order": "titel"}, "title"),
        ({"practise": "user-research"}, "practice"),
        ({"fields": "titel"}, "title"),
    ],
)
def test_what_may_have_been_meant_is_told(v3: ApiClient, parameters: dict[str, str], meant: str) -> None:
    [fault] = faults(v3, "pages/", **parameters)

    assert fault["msg"].endswith(f"Did you mean '{meant}'?")


@pytest.mark.parametrize("parameters", [{"colour": "red"}, {"order": "\U0001f600"}, {"fields": "qqqqqq"}])
def test_nothing_is_guessed_where_nothing_is_near(v3: ApiClient, parameters: dict[str, str]) -> None:
    [fault] = faults(v3, "pages/", **parameters)

    assert "Did you mean" not in fault["msg"]
