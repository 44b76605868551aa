"""Plugins import public names of ours only: those listed in ``cms.plugins.public``."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from cms.plugins.manager import loaded_plugins
from cms.plugins.public import is_public_name

__all__ = ["assert_only_public_names"]

OURS = ("cms", "home", "pages", "blocks", "tests")


def assert_only_public_names(plugin: str) -> None:
    """Check what the packages of the loaded ``plugin`` (its name) import of ours."""
    found = next((each for each in loaded_plugins() if each.name == plugin), None)
    assert found is not None, f"There is no plugin {plugin!r} that is loaded."
    packages = {name.partition(".")[0] for name in (*found.apps, *found.hooks)} - set(OURS)
    wrong = []
    for package in sorted(packages):
        for file in sorted(Path(str(import_module(package).__file__)).parent.rglob("*.py")):
            wrong += [f"{file.name}:{line}: {name}" for line, name in _imported(file) if not is_public_name(name)]
    assert not wrong, "These names are not public; docs/extension-points.md lists those that are:\n" + "\n".join(wrong)


def _imported(file: Path) -> Iterator[tuple[int, str]]:
    """What ``file`` imports of ours: the line and the full name of each."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name.partition(".")[0] in OURS)
