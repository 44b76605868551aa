"""The stream's texts, as server-sent events (HTML, section 9.2). Called by the listeners and the poller."""

__all__ = ["OPENING", "event", "heartbeat"]

RETRY_SECONDS = 3

#: Begins every stream: how long a listener waits before it comes back.
OPENING = f"retry: {RETRY_SECONDS * 1000}\n\n".encode()


def event(number: int, data: str) -> bytes:
    """A change as JSON, which is of one line."""
    return f"id: {number}\ndata: {data}\n\n".encode()


def heartbeat(number: int) -> bytes:
    """A sign of life that dispatches nothing, but moves the listener's ``Last-Event-ID`` on to ``number``."""
    return f": {number}\nid: {number}\n\n".encode()
