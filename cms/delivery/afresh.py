"""Asks the application itself, in this process: for an answer that is to be stored, or for one that is not.

Called by ``verify`` and ``warm``. The request is anonymous and comes from this machine.
"""

import io
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from cms.handlers import UnicodeWSGIHandler

__all__ = ["RENDER_AFRESH", "Rendered", "ask"]

#: In the environment of a request, which no header of a client can set: neither read the store nor write it.
RENDER_AFRESH = "cms.delivery.afresh"


class Rendered(NamedTuple):
    """An answer: its status and its content, not encoded."""

    status: int
    content: bytes


@lru_cache(maxsize=1)
def _application() -> Any:
    return UnicodeWSGIHandler()


def ask(origin: str, path: str, query: str = "", afresh: bool = False) -> Rendered:
    """The answer to ``GET path?query`` at ``origin`` (scheme and host)."""
    scheme, _separator, host = origin.partition("://")
    name, _colon, port = host.partition(":")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": name,
        "SERVER_PORT": port or ("443" if scheme == "https" else "80"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": host,
        "HTTP_X_FORWARDED_PROTO": scheme,
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        RENDER_AFRESH: afresh,
    }
    status: list[int] = []
    response = _application()(environ, lambda line, _headers, *_error: status.append(int(line[:3])))
    try:
        return Rendered(status[0], b"".join(response))
    finally:
        response.close()
