"""A WSGI application that answers with the port that the server says it listens on. Run by ``test_hosts.py``."""

from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["application"]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with ``SERVER_PORT``."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["SERVER_PORT"].encode()]
