"""What the guide for content designers promises: every warning and every page type is in it."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.utils.text import capfirst
from wagtail.models import Page

from home.models import HomePage
from pages import warnings
from tests.docs.documents import DOCS, prose

DESIGNERS = DOCS / "guide-content-designers.md"


def warning_messages() -> set[str]:
    """The texts of all warnings, with an ellipsis where a name stands."""
    tree = ast.parse(Path(warnings.__file__).read_text(encoding="utf-8"))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
    ]
    return {re.sub(r"%\(\w+\)s", "…", ast.literal_eval(call.args[0])) for call in calls}


def rows_after(head: str) -> dict[str, str]:
    """First and second column of the table of the designers' guide that begins with ``head``."""
    table = prose(DESIGNERS).partition(f"{head}\n")[2].partition("\n\n")[0]
    cells = [row.strip("| ").split(" | ") for row in table.splitlines()[1:]]
    return {row[0]: row[1] for row in cells}


def test_the_guide_says_what_every_warning_means() -> None:
    messages = warning_messages()

    assert len(messages) > 5
    assert set(rows_after("| warning | what to do |")) == messages


def test_the_guide_says_what_every_page_type_is_for() -> None:
    types = {
        capfirst(str(model._meta.verbose_name))
        for model in apps.get_models()
        if issubclass(model, Page) and model not in (Page, HomePage) and model._meta.app_label == "pages"
    }

    assert set(rows_after("| type | for |")) == types
