"""Starts the product in a process of its own, with a plugin that is installed for it alone."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

__all__ = ["ROOT", "Installed", "described", "hooks"]

ROOT = Path(__file__).resolve().parents[3]


def described(name: str = "glossary", **changes: object) -> str:
    """The source of a module that describes the plugin ``name``; its hooks are in the module ``glossary_hooks``."""
    told: dict[str, object] = {
        "name": name,
        "version": "1.0",
        "cms": ">=0.1",
        "hooks": ("glossary_hooks",),
        "maintainers": ("The glossary team",),
        "documentation": "https://example.org/glossary",
        **changes,
    }
    given = ", ".join(f"{key}={value!r}" for key, value in told.items() if value is not None)
    return f"from cms.plugins import Plugin\n\nplugin = Plugin({given})\n"


def hooks(body: str) -> str:
    """The source of a module of hooks: imports that most need, and ``body``."""
    imports = "from wagtail.blocks import CharBlock\nfrom cms.hookspecs import *\nfrom cms.hookspecs import hookimpl"
    return f"{imports}\n\n{body}"


class Installed:
    """A folder of packages that are installed for the processes that ``run`` starts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, source: str, hook_source: str = "", name: str = "glossary", distribution: str = "") -> None:
        """Install a package with one plugin: ``source`` describes it, ``hook_source`` is what it implements."""
        distribution = distribution or name
        (self.folder / f"{distribution}_plugin.py").write_text(source)
        (self.folder / "glossary_hooks.py").write_text(hook_source)
        metadata = self.folder / f"{distribution}_plugin-1.0.dist-info"
        metadata.mkdir(exist_ok=True)
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}-plugin\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[digital_skills_cms]\n{name} = {distribution}_plugin:plugin\n")

    def run(
        self, *arguments: str, plugins: Iterable[str] = ("glossary",), **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run Python with ``arguments``; the settings of the tests load ``plugins``."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(self.folder), str(ROOT)]),
                "DJANGO_SETTINGS_MODULE": "cms.settings.test",
                "TEST_PLUGINS": ",".join(plugins),
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
