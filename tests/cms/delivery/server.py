"""A WSGI caller for tests: sends a request to the whole application, the fast path included."""

import io
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from cms.delivery.counts import counts
from cms.delivery.fast_path import FastPath

__all__ = ["Response", "Server"]


@dataclass
class Response:
    """What came back. ``from_store`` says whether Django was asked."""

    status: int
    headers: dict[str, str]
    content: bytes
    from_store: bool = field(default=False)

    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def tags(self) -> set[str]:
        return set(self.headers.get("surrogate-key", "").split())


class Server:
    """The application behind a WSGI server."""

    def __init__(self, application: FastPath) -> None:
        self.application = application

    def get(
        self, path: str, /, method: str = "GET", host: str = "localhost", headers: Any = (), **query: Any
    ) -> Response:
        """The response to one request."""
        query_string = urlencode(query, doseq=True, quote_via=quote, safe="/")
        return self.get_raw(path, query_string, method, host, headers)

    def close_reader(self) -> None:
        """Close this thread's connection of the fast path."""
        reader: Any = self.application.reader
        reader.close()

    def get_raw(
        self, path: str, query_string: str, method: str = "GET", host: str = "localhost", headers: Any = ()
    ) -> Response:
        """The same, with a query string as it is sent."""
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "SCRIPT_NAME": "",
            "QUERY_STRING": query_string,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": host,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in dict(headers).items()},
        }
        sent: dict[str, Any] = {}

        def start_response(status: str, pairs: list[tuple[str, str]], *_error: Any) -> None:
            sent["status"] = int(status.split()[0])
            sent["headers"] = {name.lower(): value for name, value in pairs}

        before = counts().hits
        body = self.application(environ, start_response)
        content = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        return Response(sent["status"], sent["headers"], content, counts().hits > before)
