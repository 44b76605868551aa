"""The house rules of ``docs/architecture.md`` and the style guide that no other tool holds."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("blocks", "cms", "home", "pages")
ROOMS = (
    "blocks",
    "cms",
    "cms/accounts",
    "cms/api",
    "cms/demo",
    "cms/importer",
    "cms/media",
    "cms/plugins",
    "cms/review",
    "cms/schedule",
    "cms/settings",
    "cms/streaming",
    "home",
    "pages",
    "tests",
)
NAMES_WITHOUT_MEANING = {"utils", "util", "helpers", "helper", "common", "misc", "core", "extras", "mixins", "mixin"}
LONGEST_MODULE = 300  # lines; beyond it, a second room
IN_ONE_FILE = "cms/hookspecs.py"  # every extension point, so that nobody looks for one elsewhere


def python_files(*roots: str) -> Iterator[Path]:
    for root in roots:
        for path in sorted((ROOT / root).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


MODULES = [
    pytest.param(path, id=relative(path))
    for path in python_files(*PACKAGES)
    if not (path.name == "__init__.py" and "management" in path.parts)  # Django only asks that they are there
]


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_preview(name: str) -> bool:
    """Whether ``name`` belongs to Wagtail's API version 3, a preview, or to Ninja, which it is made of."""
    parts = name.split(".")
    return parts[0] == "ninja" or (parts[0] == "wagtail" and any(pair == ("api", "v3") for pair in pairwise(parts)))


def test_only_the_api_knows_the_preview() -> None:
    strangers = {
        relative(path): name
        for path in python_files(*PACKAGES)
        for name in imports(path)
        if is_preview(name) and not relative(path).startswith("cms/api/")
    }

    assert strangers == {}


def test_the_rule_about_the_preview_can_tell() -> None:
    assert is_preview("wagtail.api.v3.urls.api")
    assert is_preview("wagtail.images.api.v3.router")
    assert is_preview("ninja.Router")
    assert not is_preview("wagtail.api.v2.views")
    assert not is_preview("wagtail.api.APIField")
    assert any(is_preview(name) for path in python_files("cms/api") for name in imports(path))


@pytest.mark.parametrize("path", MODULES)
def test_a_module_says_what_it_holds(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), "has no docstring"


@pytest.mark.parametrize("path", MODULES)
def test_a_module_fits_a_room(path: Path) -> None:
    assert relative(path) == IN_ONE_FILE or len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_every_name_has_a_meaning() -> None:
    folders = {parent for path in python_files(*PACKAGES, "tests") for parent in path.relative_to(ROOT).parents}
    names = {relative(path): path.stem for path in python_files(*PACKAGES, "tests")}
    names.update({folder.as_posix(): folder.name for folder in folders})

    assert {place for place, name in names.items() if name in NAMES_WITHOUT_MEANING} == set()


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_of_the_plan_is_there(room: str) -> None:
    assert (ROOT / room / "__init__.py").is_file()
