"""Lists of choices: which page types an index lists, by what readers may narrow the list."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.writer import MigrationWriter

from cms.plugins.testing.client import ApiClient
from pages.index import IndexPage
from tests.factories.pages import IndexPageFactory

pytestmark = pytest.mark.django_db


def test_the_choices_are_the_page_types_that_may_stand_below() -> None:
    field = IndexPage._meta.get_field("list_types").formfield()

    assert {value for value, _label in field.choices} == {
        model._meta.label for model in IndexPage.allowed_subpage_models()
    }


@pytest.mark.parametrize("value", [[], ["pages.ProgramPage"], ["pages.PilotPage", "pages.IndexPage"]])
def test_choices_are_stored_in_their_order(value: list[str]) -> None:
    index = IndexPageFactory(list_types=value)
    index.full_clean()

    assert IndexPage.objects.get(pk=index.pk).list_types == value


@pytest.mark.parametrize("value", [["home.HomePage"], ["nothing"], "pages.ProgramPage", [1], {"a": 1}, [None]])
def test_what_is_no_list_of_choices_is_refused(value: Any) -> None:
    index = IndexPageFactory.build(list_types=value)

    with pytest.raises(ValidationError) as refused:
        index.clean_fields(exclude=["path", "depth", "content_type", "slug", "locale"])

    assert "list_types" in refused.value.message_dict


def test_a_migration_holds_no_choices() -> None:
    written, _imports = MigrationWriter.serialize(IndexPage._meta.get_field("list_types"))

    assert "ChoiceListField" in written
    assert "ProgramPage" not in written
    assert "options" not in written


def test_a_filter_that_is_no_longer_known_is_left_out_of_the_api() -> None:
    index = IndexPageFactory()
    with connection.cursor() as cursor:
        cursor.execute('UPDATE pages_indexpage SET list_filters = \'["status", "colour"]\'')

    assert ApiClient("v2").page(index)["list_filters"] == ["status"]
    assert ApiClient("v3").page(index)["list_filters"] == ["status"]
