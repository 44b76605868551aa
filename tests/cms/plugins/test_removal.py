"""A plugin is removed and put back between any two steps of an editing story, and the stored text stays the same.

Two pages with the same body go through the same story. Every step of the one is taken with the plugin, every step of
the other without it, in turn: after each, both bodies are the same text, in the row and in every revision.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from tests.cms.plugins.two_processes import TwoProcesses, two_processes

NOTHING_DIFFERS = "Every stored answer is what would be stored now.\n"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory, kept_database: Path) -> Iterator[TwoProcesses]:
    """Both processes, with an administrator and what blocks refer to."""
    with two_processes("removal", tmp_path_factory.mktemp("removal"), kept_database) as both:
        yield both


@pytest.fixture(scope="module")
def keys(processes: TwoProcesses) -> dict[str, int]:
    """What ``set_up`` made."""
    made: dict[str, int] = processes.with_plugin("set_up")
    return made


def term(number: int, keys: dict[str, int]) -> dict[str, Any]:
    """A block of the plugin, as its own editor stores it."""
    link = f'<a id="{keys["target"]}" linktype="page">“more” — naïve &amp; \N{SNOWMAN}</a>'
    return {
        "type": "removable_term",
        "value": {
            "term": f"Cadet {number} “x” \\ / \N{SNOWMAN}",
            "meaning": f'<p data-block-key="k{number}abc">{link}</p>',
            "picture": keys["picture"],
            "more": [{"type": "item", "value": keys["target"], "id": f"item-{number}"}],
        },
        "id": f"term-{number}",
    }


def a_body(keys: dict[str, int]) -> list[dict[str, Any]]:
    """A body with the plugin's block at the top and in a section, between blocks of ours."""
    section = {
        "heading": "Words",
        "anchor": "words",
        "level": "2",
        "content": [term(2, keys), {"type": "rich_text", "value": '<p data-block-key="in">In</p>', "id": "inner"}],
    }
    return [
        term(1, keys),
        {"type": "rich_text", "value": '<p data-block-key="first">First</p>', "id": "first"},
        {"type": "section", "value": section, "id": "section-1"},
        term(3, keys),
    ]


STORY: list[tuple[str, dict[str, Any]]] = [
    ("edit", {"title": "Edited"}),
    ("edit", {"change": "add"}),
    ("edit", {"change": "reorder"}),
    ("compare", {}),
    ("edit", {"action": "publish"}),
    ("patch", {"seo_title": "Patched"}),
    ("move", {"section": "section"}),
    ("schedule", {}),
    ("edit", {"title": "Edited again", "change": "delete last"}),
    ("revert", {"number": 1}),
    ("publish_in_bulk", {}),
    ("unpublish", {}),
    ("submit", {}),
    ("act", {"action": "reject"}),
    ("edit", {"action": "restart-workflow"}),
    ("act", {"action": "approve"}),
    ("act", {"action": "approve"}),
    ("look_around", {}),
]


def test_blocks_are_stored_as_if_the_plugin_had_never_gone(processes: TwoProcesses, keys: dict[str, int]) -> None:
    pages = {}
    for name in ("with", "without"):
        pages[name] = processes.with_plugin("create_page", slug=f"story-{name}", body=a_body(keys))
        processes.with_plugin("edit", page=pages[name], action="publish")  # as the plugin's own editor writes it
    for step, arguments in STORY:
        told = {key: keys.get(value, value) if isinstance(value, str) else value for key, value in arguments.items()}
        processes.with_plugin(step, page=pages["with"], **told)
        processes.without(step, page=pages["without"], **told)
        assert_same(processes, pages, f"{step} {arguments}")


def assert_same(processes: TwoProcesses, pages: dict[str, int], after: str) -> None:
    """Both pages hold the same text, whoever reads it."""
    expected = processes.with_plugin("body_of", page=pages["with"])
    assert "removable_term" in expected
    for reader in (processes.with_plugin, processes.without):
        assert reader("body_of", page=pages["without"]) == expected, after
    revisions = processes.with_plugin("bodies_of_revisions", page=pages["with"])
    others = processes.without("bodies_of_revisions", page=pages["without"])
    if connections["default"].vendor == "postgresql":  # jsonb has put the keys of the row into an order of its own
        revisions, others = ([json.loads(body) for body in bodies] for bodies in (revisions, others))
    assert others == revisions, after


@pytest.mark.parametrize("step", ["copy", "make_alias", "translate"])
def test_copies_are_the_same_text(processes: TwoProcesses, keys: dict[str, int], step: str) -> None:
    source = processes.with_plugin("create_page", slug=f"source-{step}", body=a_body(keys))
    further = {} if step == "translate" else {"slug": f"of-{step}"}

    made = processes.without(step, page=source, **further)

    assert processes.with_plugin("body_of", page=made) == processes.with_plugin("body_of", page=source)


WORKSHOP_STORY: list[tuple[str, dict[str, Any]]] = [
    ("edit", {"room": "R 2", "sessions-0-subject": "Early"}),
    ("edit", {"change": "add"}),
    ("edit", {"action": "publish"}),
    ("edit", {"room": "R 3", "sessions-1-subject": "Late"}),
    ("schedule", {}),
    ("revert", {"number": 1}),
    ("publish_in_bulk", {}),
    ("unpublish", {}),
    ("submit", {}),
    ("act", {"action": "approve"}),
    ("act", {"action": "approve"}),
]


def test_a_page_type_and_a_snippet_lose_nothing(processes: TwoProcesses, keys: dict[str, int]) -> None:
    made = processes.with_plugin("create_workshop", slug="workshop", body=a_body(keys))
    steps = [
        *[(step, {"page": made["workshop"], **arguments}) for step, arguments in WORKSHOP_STORY],
        ("edit_trainer", {"trainer": made["trainer"], "name": "Grace"}),
        ("edit_trainer", {"trainer": made["trainer"], "name": "Grace Hopper", "action": "publish"}),
    ]
    for number, (step, arguments) in enumerate(steps):
        processes.with_plugin(step, **arguments)
        rows = processes.with_plugin("rows_of_the_plugin")
        assert rows["removable_workshopsession"]

        processes.without("look_around", page=made["workshop"])
        processes.without("edit", page=made["below"], title=f"Below {number}", action="publish")
        assert processes.without("publicly", path="/workshop/") == 404
        assert processes.without("publicly", path="/workshop/below/") == 200

        assert processes.without("rows_of_the_plugin") == rows, step
        assert processes.with_plugin("rows_of_the_plugin") == rows, step
    assert processes.with_plugin("publicly", path="/workshop/") == 200


def test_a_page_that_was_moved_while_its_plugin_was_away_is_where_it_was_put(
    processes: TwoProcesses, keys: dict[str, int]
) -> None:
    made = processes.with_plugin("create_page", slug="moved-with", body=[])
    workshop = processes.with_plugin("create_workshop", slug="movable", body=[])["workshop"]
    own = processes.with_plugin("rows_of_the_plugin")["removable_workshoppage"]

    processes.without("move", page=workshop, section=keys["section"])
    processes.without("move", page=made, section=keys["section"])

    assert processes.with_plugin("url_path_of", page=workshop) == "/home/section/movable/"
    assert processes.with_plugin("publicly", path="/section/movable/") == 200
    assert processes.with_plugin("publicly", path="/section/movable/below/") == 200
    assert processes.with_plugin("rows_of_the_plugin")["removable_workshoppage"] == own


@pytest.mark.parametrize(
    "command",
    ["check", "fixtree", "set_url_paths", "update_index", "rebuild_references_index", "compact_changes", "migrate"],
)
def test_commands_run_without_the_plugin(processes: TwoProcesses, command: str) -> None:
    before = processes.with_plugin("rows_of_the_plugin")

    processes.without("command", name=command)

    assert processes.with_plugin("rows_of_the_plugin") == before


def needed(told: str) -> list[dict[str, Any]]:
    """The plugins that content depends on."""
    return [each for each in json.loads(told) if each["content"]]


def test_what_has_gone_is_known_by_its_plugin(processes: TwoProcesses, keys: dict[str, int]) -> None:
    processes.with_plugin("create_page", slug="known", body=a_body(keys))
    processes.with_plugin("create_workshop", slug="known-workshop", body=a_body(keys))
    [status] = needed(processes.with_plugin("told_by", command="plugins", json=True))
    assert (status["name"], status["version"], status["state"]) == ("removable", "1.2", "loaded")
    assert status["hooks"] == ["page_placements", "section_blocks", "snippets"]

    [gone] = needed(processes.without("told_by", command="plugins", json=True))

    assert (gone["name"], gone["title"], gone["version"]) == ("removable", "Workshops", "1.2")
    assert gone["hooks"] == []
    rows = [each for each in status["content"] if each["kind"] != "blocks"]
    assert [each for each in gone["content"] if each["kind"] != "blocks"] == rows
    kinds = {(each["kind"], each["name"]) for each in gone["content"]}
    assert {("pages", "removable.workshoppage"), ("objects", "removable.trainer")} <= kinds
    assert ("blocks", "removable_term") in kinds


@pytest.mark.parametrize("way", ["admin", "api"])
def test_what_a_row_of_the_plugin_refers_to_cannot_be_deleted(
    processes: TwoProcesses, keys: dict[str, int], way: str
) -> None:
    workshop = processes.with_plugin("create_workshop", slug=f"needed-by-{way}", body=[])["workshop"]
    processes.with_plugin("set_social_image", page=workshop, image=keys["picture"])

    status, told = processes.without("delete_image", image=keys["picture"], way=way)

    assert status == {"admin": 200, "api": 409}[way]
    assert "still needed by something that cannot be seen" in told
    assert processes.with_plugin("social_image_of", page=workshop) == keys["picture"]


def test_stored_answers_are_right_with_the_plugin_and_without(processes: TwoProcesses, keys: dict[str, int]) -> None:
    page = processes.with_plugin("create_page", slug="stored", body=a_body(keys))
    workshop = processes.with_plugin("create_workshop", slug="stored-workshop", body=a_body(keys))["workshop"]
    both = processes.with_plugin, processes.without

    warmed = [process("delivery", action="warm") for process in both]
    assert all("; 0 requests had no answer to store." in told for told in warmed)
    assert warmed[0] != warmed[1]  # without the plugin there are fewer pages
    processes.without("edit", page=page, title="Stored again", action="publish")
    processes.without("move", page=workshop, section=keys["section"])

    for process in both:  # each has answers of its own, of which the other one has removed what it made stale
        assert process("delivery", action="verify").startswith(NOTHING_DIFFERS)
    assert processes.without("delivery", action="rebuild") == warmed[1]
    name, entries, *_others = processes.without("delivery", action="status").split()
    assert (name, int(entries) > 0) == ("entries", True)


def test_lists_by_a_type_are_right_when_its_plugin_is_back(processes: TwoProcesses, keys: dict[str, int]) -> None:
    first, second = (processes.with_plugin("create_workshop", slug=f"listed-{each}", body=[]) for each in (1, 2))
    by_type = ["/api/v3/pages/?type=removable.WorkshopPage", "/api/v2/pages/?type=removable.WorkshopPage"]
    of_the_section = f"/api/v3/pages/?descendant_of={keys['section']}&type=removable.WorkshopPage"
    others = ["/api/v3/pages/", f"/api/v3/pages/{first['below']}/", f"/api/v3/pages/{second['workshop']}/"]
    steps: list[tuple[str, dict[str, int]]] = [
        ("reorder", {"page": second["workshop"], "before": first["workshop"]}),
        ("move", {"page": first["workshop"], "section": keys["section"]}),
        ("restrict", {"page": second["workshop"]}),
        ("unpublish", {"page": first["workshop"]}),
    ]
    for step, arguments in steps:
        processes.with_plugin("have_stored", addresses=[*by_type, of_the_section, *others])
        assert set(processes.with_plugin("stored_of", addresses=by_type)) == {*by_type}

        processes.without(step, **arguments)

        assert not processes.with_plugin("stored_of", addresses=by_type), step
        told = processes.with_plugin("delivery", action="verify")
        assert told.startswith(NOTHING_DIFFERS), step
