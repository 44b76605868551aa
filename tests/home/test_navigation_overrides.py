"""What an editor may list in a menu."""

import pytest
from django.core.exceptions import ValidationError

from home.models import MainMenuItem
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db

ELSEWHERE = "https://www.example.org/"


def test_an_item_needs_a_target() -> None:
    with pytest.raises(ValidationError) as caught:
        MainMenuItem(label="Nowhere").clean()

    assert set(caught.value.message_dict) == {"page"}


def test_an_item_has_one_target_only() -> None:
    with pytest.raises(ValidationError) as caught:
        MainMenuItem(page=default_home(), url=ELSEWHERE, label="Both").clean()

    assert set(caught.value.message_dict) == {"page"}


def test_an_address_needs_a_label() -> None:
    with pytest.raises(ValidationError) as caught:
        MainMenuItem(url=ELSEWHERE).clean()

    assert set(caught.value.message_dict) == {"label"}


def test_a_page_brings_its_title_as_label() -> None:
    item = MainMenuItem(page=default_home())
    item.clean()

    assert str(item) == "Home"
