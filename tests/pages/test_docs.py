"""docs/content-model.md says what the code does."""

import re
from pathlib import Path

from django.apps import apps

from pages import warnings
from tests.pages.page_types import FACTORIES

TEXT = Path(__file__).parents[2].joinpath("docs/content-model.md").read_text()


def test_the_table_of_warnings_names_every_code() -> None:
    in_code = set(re.findall(r'PublishingWarning\(\s*"(\w+)"', Path(warnings.__file__).read_text()))
    assert set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)) == in_code


def test_the_table_of_page_types_is_the_tree() -> None:
    rows = re.findall(r"^\| (\w+Page) \| (.*?) \| (.*?) \|$", TEXT, re.MULTILINE)
    assert {f"pages.{name}" for name, _below, _children in rows} - {"pages.HomePage"} == set(FACTORIES)
    every = {label.split(".")[1] for label in FACTORIES}
    for name, _below, children in rows:
        app = "home" if name == "HomePage" else "pages"
        model = apps.get_model(app, name)
        allowed = {child.__name__ for child in model.creatable_subpage_models()}
        wanted = every if children.startswith("any") else set(children.split(", ")) - {"none"}
        assert allowed == wanted, name
