"""Describes the machine and the versions that a measurement was made with. Called for the report."""

import datetime
import os
import platform
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

__all__ = ["description"]

PACKAGES = ("granian", "Django", "wagtail")


def description() -> str:
    """One paragraph: date, processor, memory, system and versions."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{datetime.date.today().isoformat()}: {os.cpu_count()} cores ({_processor()}), {_memory()} of memory, "
        f"Linux {platform.release()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {packages}, "
        f"{_said('wrk', '-v')}, {_said('nginx', '-v')}."
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory() -> str:
    kilobytes = int(Path("/proc/meminfo").read_text().split()[1])
    return f"{kilobytes / 2**20:.0f} GB"


def _said(*command: str) -> str:
    try:
        finished = subprocess.run(
            command, capture_output=True, text=True, env={"PATH": f"{os.environ['PATH']}:/usr/sbin"}
        )
    except OSError:
        return f"no {command[0]}"
    return " ".join((finished.stdout or finished.stderr).splitlines()[0].removeprefix("nginx version: ").split()[:2])
