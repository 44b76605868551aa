"""Runs programs as a person at a terminal does, with an environment that holds only what the test names."""

import os
import subprocess
import sys
from pathlib import Path

__all__ = ["PROJECT", "manage", "python", "run"]

PROJECT = Path(__file__).resolve().parents[1]
SECONDS_TO_FINISH = 120


def run(*command: str | Path, cwd: Path = PROJECT, **environment: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``command``; ``environment`` is all that it gets, apart from PATH and HOME."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=inherited | {name: str(value) for name, value in environment.items()},
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_FINISH,
        check=False,
    )


def python(program: str, **environment: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program text with this Python, in the project's folder."""
    return run(sys.executable, "-c", program, **environment)


def manage(*arguments: str, **environment: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``manage.py``."""
    return run(sys.executable, "manage.py", *arguments, **environment)
