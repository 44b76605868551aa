"""What templates ask for, taken by itself."""

from types import SimpleNamespace

import pytest

from home.templatetags.page_tags import description, phone_address, short_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("02 6100 0000", "tel:0261000000"),
        ("+61 2 6100 0000", "tel:+61261000000"),
        ("(02) 6100-0000", "tel:0261000000"),
        ("+61 2 6100 0000 ext. 12", "tel:+61261000000;ext=12"),
        ("02 6100 0000 x 7", "tel:0261000000;ext=7"),
        ("02 6100 0000 extension 345", "tel:0261000000;ext=345"),
    ],
)
def test_a_phone_number_becomes_an_address_to_call(written: str, address: str) -> None:
    assert phone_address(written) == address


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.example.org/", "example.org"),
        ("https://example.org/skills/", "example.org/skills"),
        ("http://example.org:8080/a?b=c", "example.org:8080/a"),
    ],
)
def test_a_web_address_is_shown_as_people_say_it(url: str, said: str) -> None:
    assert short_address(url) == said


def test_the_first_text_that_is_filled_in_describes_a_page() -> None:
    assert description(SimpleNamespace(summary="", search_description="For search", lede="The lede")) == "For search"
    assert description(SimpleNamespace(summary="", search_description="", lede="The lede")) == "The lede"
    assert description(SimpleNamespace(hero_text="Hello")) == "Hello"
    assert description(SimpleNamespace()) == ""
