"""Makes ``.venv`` and installs one of the locked lists beside this file, and for developers and the demo the plugins of
this repository; does nothing when all of it is already in.

Called by the Makefile with the system's Python (standard library only): ``python requirements/install.py runtime``.
A run that was interrupted is repaired by the next one: the stamp that says "installed" is written last.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
VENV = PROJECT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST_PYTHON = (3, 11)
WITH_PLUGINS = ("runtime", "dev")  # the demo and developers; a production has those that its operator installs


def main(arguments: list[str]) -> int:
    """Install the list named by the only argument. Returns the exit status."""
    lists = sorted(path.stem for path in (PROJECT / "requirements").glob("*.txt"))
    if len(arguments) != 1 or arguments[0] not in lists:
        return complain(f"Say which list to install: {', '.join(lists)}.")
    lock = PROJECT / "requirements" / f"{arguments[0]}.txt"
    stamp = VENV / f".installed-{lock.stem}"
    plugins = sorted(PROJECT.glob("plugins/*/pyproject.toml")) if lock.stem in WITH_PLUGINS else []
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in (lock, *plugins))).hexdigest()

    usable = is_usable()
    if usable and stamp.exists() and stamp.read_text() == wanted:
        return 0
    if not usable:
        say(f"Making .venv with Python {sys.version.split()[0]}")
        if not make():
            return complain(
                "This Python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv"
            )
    say(f"Installing requirements/{lock.name}")
    stamp.unlink(missing_ok=True)
    if not install(lock):
        return complain(f"pip could not install requirements/{lock.name}; its message is above.")
    if plugins and not install_plugins([file.parent for file in plugins]):
        return complain("pip could not install the plugins; its message is above.")
    stamp.write_text(wanted)
    return 0


def is_usable() -> bool:
    """Whether ``.venv`` is complete and its Python is new enough; one that was cut short or lost its Python is not."""
    program = f"import sys, pip; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return subprocess.run([PYTHON, "-c", program], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make() -> bool:
    """Make or remake ``.venv``. Returns whether that worked."""
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False)
    return made.returncode == 0 and is_usable()


def install(lock: Path) -> bool:
    """Install exactly what ``lock`` lists; pip refuses any file whose hash is not in it."""
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock]
    return subprocess.run(command, check=False).returncode == 0


def install_plugins(folders: list[Path]) -> bool:
    """Install the packages in ``folders`` so that a change of them counts at once; what they need is installed."""
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    editable = [argument for folder in folders for argument in ("--editable", folder)]
    return subprocess.run([*command, "--no-build-isolation", *editable], check=False).returncode == 0


def say(message: str) -> None:
    """Tell what is going on, at once."""
    print(message, flush=True)


def complain(message: str) -> int:
    """Tell what went wrong. Returns the exit status for it."""
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # the next run repairs what this one left half done
        sys.exit(130)
