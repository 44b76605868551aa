"""Runs the tests of each plugin in this repository, each by itself: ``python -m tests.plugins.run``.

Each package is installed into a folder of its own, as an operator would install it; the tests run in a process that has
this plugin and no other. Called by ``make test``; the names of packages as arguments run those alone.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["PACKAGES", "main"]

PROJECT = Path(__file__).resolve().parents[2]

#: Plugin to the folder of its package.
PACKAGES = {
    "everything": PROJECT / "tests" / "plugins" / "everything",
    **{folder.parent.name: folder.parent for folder in sorted((PROJECT / "plugins").glob("*/pyproject.toml"))},
}
INSTALL = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation")


def main(names: list[str]) -> int:
    """Run the tests of ``names``, or of all. Returns how many packages failed."""
    failed = [name for name in names or PACKAGES if not passes(name)]
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return len(failed)


def passes(name: str) -> bool:
    """Whether the package of the plugin ``name`` can be installed, and passes its tests."""
    print(f"\n=== Plugin {name}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        target, copy = Path(folder, "installed"), Path(folder, "source")
        # From a copy: building leaves files behind.
        subprocess.run(["cp", "-R", PACKAGES[name], copy], check=True)
        subprocess.run([sys.executable, *INSTALL, "--target", target, copy], check=True)
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(target), str(PROJECT)]),
            "TEST_PLUGINS": name,
            "DJANGO_SETTINGS_MODULE": "cms.settings.plugin_test",
        }
        tests = ["-m", "pytest", "--numprocesses", "auto", "--config-file", copy / "pyproject.toml", copy / "tests"]
        return subprocess.run([sys.executable, *tests], cwd=copy, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
