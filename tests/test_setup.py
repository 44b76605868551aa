"""The two commands on a machine with Python and make: what they find, install and refuse."""

import base64
import hashlib
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import tomllib
import zipfile
from ast import Import, ImportFrom, parse, walk
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.programs import PROJECT, run

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z0-9,_-]+\])?==(\S+)(?: ; .+)? \\$")
OUR_PACKAGES = ("cms", "home", "pages", "blocks")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What ``make demo`` needs before it has installed anything, in a folder of its own."""
    for name in ("Makefile", "requirements/python.sh", "requirements/install.py", "requirements/runtime.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / name, tmp_path / name)
    for name in ("cms/__init__.py", "cms/demo/__init__.py", "cms/demo/port.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / name, tmp_path / name)
    return tmp_path


def program(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def small_machine(tmp_path: Path) -> Path:
    """A PATH with make and a shell, and no Python until a test puts one there."""
    folder = tmp_path / "small-machine"
    folder.mkdir()
    for name in ("make", "sh"):
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    return folder


OLD_PYTHON = 'if [ "$1" = --version ]; then echo "Python 3.9.18"; else exit 1; fi'
THIS_PYTHON = f'exec {sys.executable} "$@"'


def test_an_old_python_is_named_and_nothing_is_made(checkout: Path, small_machine: Path) -> None:
    program(small_machine / "python3", OLD_PYTHON)
    refused = run("make", "demo", cwd=checkout, PATH=small_machine)
    assert refused.returncode != 0
    assert "needs Python 3.11 or later" in refused.stderr
    assert "python3: Python 3.9.18" in refused.stderr
    assert not (checkout / ".venv").exists()


def test_a_machine_without_python_is_told_so(checkout: Path, small_machine: Path) -> None:
    refused = run("make", "test", cwd=checkout, PATH=small_machine)
    assert refused.returncode != 0
    assert "python3: nothing that runs" in refused.stderr


def test_a_newer_python_beside_the_old_one_is_found(checkout: Path, small_machine: Path) -> None:
    program(small_machine / "python3", OLD_PYTHON)
    program(small_machine / "python3.12", THIS_PYTHON)
    shown = run("sh", "requirements/python.sh", "-c", "print('found')", cwd=checkout, PATH=small_machine)
    assert (shown.returncode, shown.stdout) == (0, "found\n")


def test_the_python_that_a_person_names_is_the_one(checkout: Path, small_machine: Path) -> None:
    program(small_machine / "python3", THIS_PYTHON)
    program(small_machine / "my-python", OLD_PYTHON)
    refused = run("make", "demo", "PYTHON=my-python", cwd=checkout, PATH=small_machine)
    assert refused.returncode != 0
    assert "my-python: Python 3.9.18" in refused.stderr


def test_a_python_without_django_is_told_which_one_has_it() -> None:
    refused = run(sys.executable, "-S", "manage.py", "check")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert ".venv/bin/python manage.py" in refused.stderr


@pytest.mark.parametrize("port", ["taken", "no-number", ""])
def test_a_port_that_cannot_be_is_said_before_anything_is_installed(
    checkout: Path, small_machine: Path, port: str
) -> None:
    program(small_machine / "python3", THIS_PYTHON)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        asked = str(listener.getsockname()[1]) if port == "taken" else port
        refused = run("make", "demo", f"PORT={asked}", cwd=checkout, PATH=small_machine)
    assert refused.returncode != 0
    assert (f"Port {asked} is in use" if port == "taken" else "PORT must be a number") in refused.stderr
    assert not (checkout / ".venv").exists()


def test_every_command_of_the_makefile_is_listed_by_its_help() -> None:
    makefile = (PROJECT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    shown = run("make")
    assert re.findall(r"^  make ([\w-]+)", shown.stdout, re.MULTILINE) == phony[1].split()


@pytest.mark.parametrize(("major", "is_checked"), [("18", False), ("20", True), ("22", True)])
def test_the_client_is_checked_with_node_20_or_later(small_machine: Path, major: str, is_checked: bool) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    program(small_machine / "npm", 'echo "npm $@"')
    pretend = f"Object.defineProperty(process.versions, 'node', {{value: '{major}.1.0'}});"
    program(small_machine / "node", f'exec {node} -e "{pretend} $2"')
    checked = run("sh", "frontend/client/check.sh", PATH=small_machine)
    assert checked.returncode == 0
    assert ("npm ci" in checked.stdout) is is_checked
    assert ("*** NOT TESTED" in checked.stdout) is not is_checked


def test_without_node_the_client_is_said_to_be_untested_and_nothing_fails(small_machine: Path) -> None:
    checked = run("sh", "frontend/client/check.sh", PATH=small_machine)
    assert checked.returncode == 0
    assert "*** NOT TESTED" in checked.stdout
    assert "Node 20" in checked.stdout


def wheel(folder: Path) -> Path:
    """A package of one empty module, as a file that pip installs without asking any index."""
    path = folder / "tiny_example-1.0-py3-none-any.whl"
    info = "tiny_example-1.0.dist-info"
    files = {
        "tiny_example.py": "",
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: tiny-example\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},"
        for name, text in files.items()
    ]
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**files, f"{info}/RECORD": "\n".join([*record, f"{info}/RECORD,,", ""])}.items():
            archive.writestr(name, text)
    return path


def install(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "requirements/install.py", *arguments, cwd=checkout)


def test_a_list_is_installed_once_with_the_hashes_that_it_names(checkout: Path) -> None:
    package = wheel(checkout)
    lock = checkout / "requirements" / "tiny.txt"
    python = checkout / ".venv" / "bin" / "python"

    lock.write_text(f"{package} --hash=sha256:{'0' * 64}\n")
    refused = install(checkout, "tiny")
    assert refused.returncode == 1
    assert "could not install requirements/tiny.txt" in refused.stderr
    assert run(python, "-c", "import tiny_example").returncode == 1

    lock.write_text(f"{package} --hash=sha256:{hashlib.sha256(package.read_bytes()).hexdigest()}\n")
    repaired = install(checkout, "tiny")
    assert (repaired.returncode, repaired.stdout) == (0, "Installing requirements/tiny.txt\n"), repaired.stderr
    assert run(python, "-c", "import tiny_example").returncode == 0

    package.unlink()
    again = install(checkout, "tiny")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")

    python.unlink()  # as after the system's Python was removed or replaced
    lock.write_text("\n")
    remade = install(checkout, "tiny")
    assert remade.returncode == 0, remade.stderr
    assert remade.stdout.startswith("Making .venv with Python 3.")


def test_an_unknown_list_is_refused_with_the_known_ones(checkout: Path) -> None:
    refused = install(checkout, "everything")
    assert (refused.returncode, refused.stderr) == (1, "Say which list to install: runtime.\n")


def pins(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in (PROJECT / "requirements" / f"{name}.txt").read_text().splitlines():
        if not line.startswith(" "):
            pin = PIN.match(line)
            assert pin is not None, f"{name}.txt: {line}"
            found.setdefault(canonicalize_name(pin[1]), set()).add(pin[2])
    return found


def test_the_lists_agree_on_every_version() -> None:
    runtime, production, dev = pins("runtime"), pins("production"), pins("dev")
    assert runtime.items() <= production.items() <= dev.items()


def test_every_package_is_hashed_and_no_list_names_an_index() -> None:
    for lock in (PROJECT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert "://" not in text
        assert "--index" not in text
        packages = re.split(r"\n(?=\S)", text.strip())
        assert all("--hash=sha256:" in package for package in packages), lock.name


def test_the_product_imports_only_what_production_installs() -> None:
    installed = {"runtime": pins("runtime"), "production": pins("production")}
    needs_production = {"cms/cache.py"}  # loaded only when REDIS_URL is set
    for_development = PROJECT / "cms" / "plugins" / "testing"
    distributions = packages_distributions()
    missing = []
    for folder in OUR_PACKAGES:
        for file in (PROJECT / folder).rglob("*.py"):
            if file.is_relative_to(for_development):
                continue
            name = str(file.relative_to(PROJECT))
            available = installed["production" if name in needs_production else "runtime"]
            for module in imported(file) - set(sys.stdlib_module_names) - set(OUR_PACKAGES):
                if not {canonicalize_name(one) for one in distributions.get(module, [])} & available.keys():
                    missing.append(f"{name} imports {module}")
    assert not missing


def imported(file: Path) -> set[str]:
    names = set()
    for node in walk(parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_the_locked_versions_are_what_pyproject_asks_for() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    locked = pins("runtime")
    for text in project["dependencies"]:
        wanted = Requirement(text)
        versions = locked.get(canonicalize_name(wanted.name), set())
        assert versions, f"{wanted.name} is not locked: make lock"
        assert all(wanted.specifier.contains(version) for version in versions), f"{text}: make lock"


def test_the_continuous_integration_run_is_executable_shell() -> None:
    script = PROJECT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert run("bash", "-n", script).returncode == 0
