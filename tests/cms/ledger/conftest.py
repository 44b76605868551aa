"""Reading what the ledger says."""

import pytest

from tests.cms.ledger.told import Told
from tests.factories.sites import default_home


@pytest.fixture
def told(db: None) -> Told:
    """The changes since the test began, or since it asked last."""
    default_home()
    return Told()
