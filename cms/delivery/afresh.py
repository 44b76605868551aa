"""Asks the application itself, in this process: for an answer that is to be stored, or for one that is not.

Called by ``verify`` and ``warm``. The request is anonymous and comes from this machine.
"""

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes

from cms.handlers import own_handler, reading_environ

if TYPE_CHECKING:
    from cms.delivery.store import Built

__all__ = ["RENDER_AFRESH", "Rendered", "ask"]

#: In the environment of a request, which no header of a client can set: a list that gets what would be stored, which
#: then is not.
RENDER_AFRESH = "cms.delivery.afresh"


class Rendered(NamedTuple):
    """An answer: its status and its content, not encoded. ``built`` is what would be stored of one rendered afresh."""

    status: int
    content: bytes
    built: "Built | None"


def ask(origin: str, path: str, query: str = "", afresh: bool = False) -> Rendered:
    """The answer to ``GET path?query`` at ``origin`` (scheme and host)."""
    scheme, _separator, host = origin.partition("://")
    name, _colon, port = host.partition(":")
    built: list[Built] = []
    further = {
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": host,
        "HTTP_X_FORWARDED_PROTO": scheme,
        **({RENDER_AFRESH: built} if afresh else {}),
    }
    server = name, port or ("443" if scheme == "https" else "80")
    environ = reading_environ(unquote_to_bytes(path).decode("latin-1"), query, server, scheme, further)
    status: list[int] = []
    response = own_handler()(environ, lambda line, _headers, *_error: status.append(int(line[:3])))
    try:
        return Rendered(status[0], b"".join(response), built[0] if built else None)
    finally:
        response.close()
