"""docs/import.md says what the command does."""

import re
from pathlib import Path

from cms.importer.management.commands.import_content import Command
from cms.importer.plan import PAGE_TYPES
from cms.importer.source import MAX_BYTES

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "import.md").read_text()


def test_the_guide_names_every_option_and_no_other() -> None:
    parser = Command().create_parser("manage.py", "import_content")
    inherited = {"--help", "--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color"}
    inherited |= {"--force-color", "--skip-checks"}
    options = {text for action in parser._actions for text in action.option_strings if text.startswith("--")}
    assert set(re.findall(r"^\| `(--[\w-]+)`", GUIDE, re.MULTILINE)) == options - inherited


def test_the_guide_names_every_page_type() -> None:
    row = next(line for line in GUIDE.splitlines() if line.startswith("| `--type`"))
    assert set(re.findall(r"`(\w+)`", row)) == set(PAGE_TYPES)


def test_the_guide_names_the_size_limit() -> None:
    assert f"at most {MAX_BYTES // 1_000_000} MB" in GUIDE


def test_every_path_in_the_guide_exists() -> None:
    root = Path(__file__).resolve().parents[3]
    paths = re.findall(r"`((?:cms|tests)/[\w/.]+)`", GUIDE)
    assert paths
    assert [path for path in paths if not (root / path).exists()] == []
