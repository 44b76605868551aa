"""The package ``tests/plugins/everything`` uses every hook, and each hook is used by a room of ours and documented."""

import ast
from importlib import import_module
from pathlib import Path

import pluggy

from cms import hookspecs
from cms.plugins.manager import BUILT_IN_MODULES, plugins
from cms.plugins.public import PUBLIC_MODULES
from tests.plugins.run import PACKAGES

PROJECT = Path(__file__).resolve().parents[3]


def specified() -> set[str]:
    """The names of all hooks."""
    manager = pluggy.PluginManager(hookspecs.PROJECT_NAME)
    return {name for name in dir(hookspecs) if manager.parse_hookspec_opts(hookspecs, name) is not None}


def implemented(file: Path) -> set[str]:
    """The hooks that the functions in ``file`` implement."""
    functions = [node for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)]
    return {each.name for each in functions if any(getattr(d, "id", "") == "hookimpl" for d in each.decorator_list)}


def test_every_hook_is_used_by_the_package_that_uses_everything() -> None:
    assert implemented(PACKAGES["everything"] / "everything" / "hooks.py") == specified()


def test_every_hook_is_used_by_a_room_of_ours() -> None:
    used = {
        implementation.plugin_name
        for name in specified()
        for implementation in getattr(plugins().hook, name).get_hookimpls()
    }
    unused = {name for name in specified() if not getattr(plugins().hook, name).get_hookimpls()}

    assert used <= set(BUILT_IN_MODULES)
    assert not unused


def test_every_hook_is_documented_with_what_it_takes() -> None:
    document = (PROJECT / "docs" / "extension-points.md").read_text()
    headings = {line.strip("# `") for line in document.splitlines() if line.startswith("### `")}
    registered = {name for name in hookspecs.__all__ if isinstance(getattr(hookspecs, name), type)}

    assert headings == specified()
    assert not {name for name in registered if f"`{name}`" not in document and f"{name}(" not in document}


def test_the_public_names_are_documented_and_are_there() -> None:
    document = (PROJECT / "docs" / "extension-points.md").read_text()

    assert not {name for name, use in PUBLIC_MODULES.items() if f"| `{name}` | {use} |" not in document}
    assert not {name for name in PUBLIC_MODULES if not getattr(import_module(name), "__all__", None)}
