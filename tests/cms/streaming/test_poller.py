"""Whoever looks at the ledger for all listeners goes on when it cannot be read."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, InterfaceError

from cms.streaming import poller
from cms.streaming.listeners import Listeners


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_a_ledger_that_cannot_be_read_is_looked_at_again(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_ledger(_position: int) -> None:
        raise error("connection already closed")

    monkeypatch.setattr(poller, "read", no_ledger)

    async def look() -> bool:
        with ThreadPoolExecutor(1) as threads:
            return await poller.Poller(Listeners(), threads)._look(3)

    assert asyncio.run(look()) is False
