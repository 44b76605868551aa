"""``manage.py plugins new``: what it writes is complete, and what cannot be a name is refused."""

import re
from pathlib import Path

import pytest

from cms.errors import PluginError
from cms.plugins.scaffold import compatible_range, new_plugin
from tests.programs import manage


def test_the_package_is_written_with_the_name_everywhere(tmp_path: Path) -> None:
    made = manage("plugins", "new", "pop_quiz", "--folder", str(tmp_path))

    assert made.returncode == 0, made.stderr
    package = tmp_path / "pop_quiz"
    assert f"Wrote {package}." in made.stdout
    files = {str(file.relative_to(package)) for file in package.rglob("*") if file.is_file()}
    assert files >= {
        "pyproject.toml",
        "README.md",
        "docs/pop_quiz.md",
        "cms_pop_quiz/__init__.py",
        "cms_pop_quiz/blocks.py",
        "cms_pop_quiz/models.py",
        "cms_pop_quiz/migrations/0001_initial.py",
        "cms_pop_quiz/templates/pop_quiz/pop_quiz_page.html",
        "tests/test_contract.py",
    }
    texts = [file.read_text() for file in package.rglob("*") if file.is_file()]
    assert not [text for text in texts if re.search(r"\$\{?\w", text)]
    for file in package.rglob("*.py"):
        compile(file.read_text(), str(file), "exec")


@pytest.mark.parametrize("name", ["Quiz", "pop quiz", "pop-quiz", "9lives", "", "pages", "a__b", "../quiz"])
def test_what_cannot_be_a_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PluginError, match="cannot be used"):
        new_plugin(name, tmp_path)

    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "quiz").mkdir()

    with pytest.raises(PluginError, match="Nothing was written"):
        new_plugin("quiz", tmp_path)

    assert not list((tmp_path / "quiz").iterdir())


@pytest.mark.parametrize(("version", "versions"), [("0.1.0", ">=0.1,<0.2"), ("1.4.2", ">=1.4,<2")])
def test_the_range_ends_where_versions_stop_to_work_alike(version: str, versions: str) -> None:
    assert compatible_range(version) == versions
