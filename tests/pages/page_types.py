"""The page types and their factories, for tests that hold for each of them."""

from typing import Any

import pytest

from tests.factories.pages import (
    CommunityPageFactory,
    ContentPageFactory,
    FormPageFactory,
    IndexPageFactory,
    PilotPageFactory,
    ProgramPageFactory,
)

__all__ = ["FACTORIES", "each_page_type"]

FACTORIES: dict[str, Any] = {
    "pages.CommunityPage": CommunityPageFactory,
    "pages.ContentPage": ContentPageFactory,
    "pages.FormPage": FormPageFactory,
    "pages.IndexPage": IndexPageFactory,
    "pages.PilotPage": PilotPageFactory,
    "pages.ProgramPage": ProgramPageFactory,
}

each_page_type = pytest.mark.parametrize("label", sorted(FACTORIES))
