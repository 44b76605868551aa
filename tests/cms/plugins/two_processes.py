"""Two processes with one database: in one the plugin ``removable`` is installed, in the other it is not.

Both run for as long as a test and take one step after the other, so that a plugin can be removed and put back between
any two steps without starting anything. A step is a function of ``tests.cms.plugins.steps`` that takes and returns what
JSON can say.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.cms.plugins.starting import ROOT
from tests.own_database import own_database

__all__ = ["Process", "TwoProcesses", "two_processes"]

PLUGIN = Path(__file__).parent / "removable"
WORKER = """
import contextlib, io, json, sys, traceback
answers = sys.stdout
sys.stdout = sys.stderr
import django
django.setup()
from django.test.utils import setup_test_environment
setup_test_environment()
from tests.cms.plugins import steps
for line in sys.stdin:
    name, arguments = json.loads(line)
    try:
        answer = {"returned": getattr(steps, name)(**arguments)}
    except BaseException:
        answer = {"raised": traceback.format_exc()}
    print(json.dumps(answer), file=answers, flush=True)
"""


class Process:
    """A process that takes steps."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", WORKER],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, step: str, **arguments: Any) -> Any:
        """Take the step and return what it returns. Raises ``AssertionError`` with its traceback where it raises."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([step, arguments]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"The process has ended with {self._process.wait()}."
        answer = json.loads(line)
        assert "raised" not in answer, f"{step}({arguments}) raised\n{answer['raised']}"
        return answer["returned"]

    def stop(self) -> None:
        """End it."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=20)


class TwoProcesses:
    """``with_plugin`` and ``without``, and ``manage``, which runs a command of its own."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self.manage("migrate", "--verbosity=0")
        self.with_plugin = Process(self.environment(with_plugin=True))
        self.without = Process(self.environment(with_plugin=False))

    def environment(self, *, with_plugin: bool) -> dict[str, str]:
        """The variables of a process."""
        path = [str(PLUGIN), str(ROOT), self._environment["VAR_DIR"]]
        return {
            **self._environment,
            "PYTHONPATH": os.pathsep.join(path),
            "TEST_PLUGINS": "removable" if with_plugin else "",
        }

    def manage(self, *arguments: str, with_plugin: bool = True) -> str:
        """What ``manage.py`` with ``arguments`` prints. Raises ``AssertionError`` where it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment(with_plugin=with_plugin),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def stop(self) -> None:
        """End both processes."""
        self.with_plugin.stop()
        self.without.stop()


@contextmanager
def two_processes(name: str, folder: Path, kept: Path) -> Iterator[TwoProcesses]:
    """Both processes with a database of their own in ``folder``; ``kept`` as for ``own_database``."""
    metadata = folder / "removable-1.2.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: removable\nVersion: 1.2\n")
    (metadata / "entry_points.txt").write_text("[digital_skills_cms]\nremovable = removable:plugin\n")
    with own_database(name, folder, kept) as environment:
        processes = TwoProcesses(environment)
        try:
            yield processes
        finally:
            processes.stop()
