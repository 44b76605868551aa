"""What waits for one listener is bounded, and nothing comes twice."""

import asyncio

from cms.streaming.listeners import ASK_AGAIN, LONGEST_QUEUE, Listener, Listeners


async def _one(at: int = 5, has_credential: bool = False) -> Listener:
    return Listener(at, None, has_credential)


def test_who_does_not_take_what_is_sent_is_cut_off() -> None:
    async def listen() -> list[str]:
        said: list[str] = []
        begun = asyncio.Event()
        listener: list[Listener] = []

        async def never_reads() -> None:
            listener.append(Listener(0, None, False))
            begun.set()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                said.append("cut off")

        task = asyncio.create_task(never_reads())
        await begun.wait()
        for _number in range(LONGEST_QUEUE):
            listener[0].put(b"x")
        await asyncio.sleep(0)
        assert not said
        listener[0].put(b"x")
        await asyncio.wait([task])
        return said

    assert asyncio.run(listen()) == ["cut off"]


def test_what_was_sent_before_is_left_out() -> None:
    events = [(4, b"four"), (5, b"five"), (6, b"six"), (7, b"seven")]

    async def passed_on(at: int) -> tuple[bytes, int]:
        listener = await _one(at)
        listener.pass_on(events, b"".join(text for _number, text in events), 8)
        return (b"" if listener.queue.empty() else listener.queue.get_nowait()), listener.at

    assert asyncio.run(passed_on(3)) == (b"fourfivesixseven", 8)
    assert asyncio.run(passed_on(5)) == (b"sixseven", 8)
    assert asyncio.run(passed_on(7)) == (b"", 8)
    assert asyncio.run(passed_on(9)) == (b"", 9)


def test_who_has_a_credential_is_asked_once_until_it_has_looked() -> None:
    async def asked() -> list[bytes]:
        listeners = Listeners()
        own, other = await _one(has_credential=True), await _one()
        listeners.add(own)
        listeners.add(other)
        for _number in range(3):
            listeners.ask_again()
        assert other.queue.empty()
        return [own.queue.get_nowait() for _number in range(own.queue.qsize())]

    assert asyncio.run(asked()) == [ASK_AGAIN]
