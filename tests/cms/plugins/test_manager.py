"""Plugins are found by their entry point, and one that cannot be loaded stops the start and is named.

Each test makes a package that is installed for one process of its own.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

GOOD = """
from wagtail.blocks import CharBlock

from cms.hookspecs import SectionBlockRegistration, hookimpl


@hookimpl
def section_blocks():
    yield SectionBlockRegistration("glossary", CharBlock, slots=("program",))
"""

Start = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Starts the product with a plugin named ``glossary`` of the given source code; prints which plugins it has."""

    def run(source: str, **environment: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "glossary_plugin.py").write_text(source)
        metadata = tmp_path / "glossary_plugin-1.0.dist-info"
        metadata.mkdir(exist_ok=True)
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: glossary-plugin\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text("[digital_skills_cms]\nglossary = glossary_plugin\n")
        program = (
            "import django; django.setup()\n"
            "from blocks.registry import registrations_for\n"
            "print([entry.name for entry in registrations_for('program')])"
        )
        return subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
                "DJANGO_SETTINGS_MODULE": "cms.settings.test",
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def test_an_installed_package_adds_its_block(start: Start) -> None:
    process = start(GOOD)
    assert process.returncode == 0, process.stderr
    assert "'glossary'" in process.stdout


def test_a_disabled_plugin_is_not_loaded(start: Start) -> None:
    process = start("raise RuntimeError('must not be imported')", CMS_PLUGINS_DISABLED="glossary")
    assert process.returncode == 0, process.stderr
    assert "'glossary'" not in process.stdout
    assert "'rich_text'" in process.stdout


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import a_module_that_nobody_has", "a_module_that_nobody_has"),
        ("from cms.hookspecs import hookimpl\n\n@hookimpl\ndef no_such_hook(): ...\n", "no_such_hook"),
        (GOOD.replace("def section_blocks()", "def section_blocks(page)"), "section_blocks"),
    ],
    ids=["import error", "unknown hook", "wrong signature"],
)
def test_a_broken_plugin_stops_the_start_and_is_named(start: Start, source: str, reason: str) -> None:
    process = start(source)
    assert process.returncode != 0
    assert "PluginError" in process.stderr
    assert "'glossary'" in process.stderr
    assert reason in process.stderr
    assert "CMS_PLUGINS_DISABLED=glossary" in process.stderr


@pytest.mark.parametrize("name", ["rich_text", "section", "Bad-Name"])
def test_a_name_that_is_taken_or_malformed_stops_the_start(start: Start, name: str) -> None:
    process = start(GOOD.replace('"glossary"', f'"{name}"'))
    assert process.returncode != 0
    assert "PluginError" in process.stderr
    assert repr(name) in process.stderr
