"""Walking through a body."""

import pytest

from blocks.walk import every_block
from tests.blocks.bodies import body
from tests.factories.pages import rich_text, section


@pytest.mark.django_db
def test_every_block_is_met_once_in_reading_order() -> None:
    missing = {"type": "from_a_plugin", "value": {}}
    value = body(
        rich_text("One"), section("Two", rich_text("Three"), missing), missing, {"type": "divider", "value": None}
    )

    assert [block.block_type for block in every_block(value)] == ["rich_text", "section", "rich_text", "divider"]
