"""What README.md and docs/ promise is there: settings, commands, files."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from pydantic import SecretStr
from pydantic.fields import FieldInfo

from cms.conf import ProductSettings
from tests.programs import PROJECT

DOCUMENTS = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("**/*.md"))]
TABLE_HEAD = "| variable | default | what it is |\n|---|---|---|\n"
FOLDERS = ("blocks", "cms", "docs", "frontend", "home", "pages", "requirements", "templates", "tests", ".ci")
# Made when the product runs, or shown as an example of what a person would write.
NOT_IN_THE_REPOSITORY = re.compile(r"[*<>{}\[\]…]|\.\.\.")


def default_of(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True, validated_data={})
    value = value.get_secret_value() if isinstance(value, SecretStr) else value
    if value in ("", []):
        return "empty"
    return f"`{json.dumps(value) if isinstance(value, dict | bool) else value}`"


def settings_table() -> str:
    rows = (
        f"| `{name.upper()}` | {default_of(field)} | {field.description} |\n"
        for name, field in ProductSettings.model_fields.items()
    )
    return TABLE_HEAD + "".join(rows)


def test_the_readme_lists_every_setting_with_its_default_and_meaning() -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    start = text.index(TABLE_HEAD)
    table = text[start : text.index("\n\n", start) + 1]
    assert table == settings_table(), f"the table should be:\n\n{settings_table()}"


def code_in(document: Path) -> str:
    """All that is set as code in a document, inline or as a block."""
    text = document.read_text(encoding="utf-8")
    blocks = re.findall(r"^```.*?\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))
    return "\n".join([*blocks, *inline])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_command_in_a_document_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|\s)make ([a-z]+)\b", code_in(document), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_management_command_in_a_document_exists(document: Path) -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", code_in(document)))
    assert named <= {*get_commands(), "help"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_settings_module_in_a_document_exists(document: Path) -> None:
    named = set(re.findall(r"cms\.settings\.([a-z_]+)", code_in(document)))
    assert named <= {file.stem for file in (PROJECT / "cms" / "settings").glob("*.py")}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_in_a_document_exists(document: Path) -> None:
    named = re.findall(rf"(?<![\w./-])((?:{'|'.join(map(re.escape, FOLDERS))})/[^\s`'\",;:()|]*)", code_in(document))
    missing = {name for name in named if not NOT_IN_THE_REPOSITORY.search(name) and not is_there(name)}
    assert not missing


def is_there(name: str) -> bool:
    """Whether a file has this path in the project, or this name as a template or a static file."""
    roots = [PROJECT, PROJECT / "templates", *PROJECT.glob("*/static"), *PROJECT.glob("*/*/static")]
    return any((root / name).exists() for root in roots)


ELSEWHERE = ("http://", "https://", "mailto:", "wagtail://")  # the last as examples of what editors write


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_and_picture_in_a_document_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    local = {target for target in targets if target and not target.startswith(ELSEWHERE)}
    assert not {target for target in local if not (document.parent / target).exists()}


def test_the_map_of_the_folders_shows_every_folder() -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    folders = {
        path.name
        for path in PROJECT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and path.name not in {"var", "build", "dist", "htmlcov"}
    }
    rooms = {path.name for path in (PROJECT / "cms").iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert not {folder for folder in folders if f"\n{folder}/" not in text}
    assert not {room for room in rooms if f"\n  {room}/" not in text}
