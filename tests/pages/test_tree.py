"""Which pages may stand below which. The table is the one in docs/architecture.md."""

import pytest
from django.apps import apps
from wagtail.models import Page, get_page_models

from pages.base import BasePage
from tests.pages.page_types import FACTORIES

HOME, INDEX, CONTENT = "home.HomePage", "pages.IndexPage", "pages.ContentPage"
PROGRAM, COMMUNITY, PILOT, FORM = "pages.ProgramPage", "pages.CommunityPage", "pages.PilotPage", "pages.FormPage"

CHILDREN = {
    HOME: {INDEX, CONTENT, PROGRAM, COMMUNITY, PILOT, FORM},
    INDEX: {INDEX, CONTENT, PROGRAM, COMMUNITY, PILOT, FORM},
    CONTENT: {CONTENT},
    PROGRAM: {CONTENT, FORM},
    COMMUNITY: {CONTENT},
    PILOT: {CONTENT, FORM},
    FORM: set(),
}


@pytest.mark.parametrize("label", sorted(CHILDREN))
def test_a_page_type_has_exactly_the_children_of_the_table(label: str) -> None:
    allowed = {model._meta.label for model in apps.get_model(label).creatable_subpage_models()}
    assert allowed == CHILDREN[label]


def test_only_home_pages_stand_at_the_root() -> None:
    assert {model._meta.label for model in Page.creatable_subpage_models()} == {HOME}


def test_every_page_type_has_a_factory() -> None:
    assert {model._meta.label for model in get_page_models() if issubclass(model, BasePage)} == set(FACTORIES)


def test_every_page_type_says_what_it_is_for() -> None:
    assert all(apps.get_model(label).get_page_description() for label in FACTORIES)
