"""A real SMTP server on the loopback for tests: it can refuse to sign anyone in, or refuse one recipient."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["SMTPServer", "smtp_server"]


class _Conversation(socketserver.StreamRequestHandler):
    server: "SMTPServer"

    def handle(self) -> None:
        self._say("220 ready")
        for line in iter(self.rfile.readline, b""):
            verb, _, rest = line.decode().strip().partition(" ")
            match verb.upper():
                case "EHLO":
                    self._say("250-here")
                    self._say("250 AUTH PLAIN LOGIN")
                case "AUTH":
                    self._say("235 welcome" if self.server.lets_in else "535 not you")
                case "RCPT":
                    self._say("550 nobody here" if self.server.unknown in rest else "250 ok")
                    self.recipient = rest
                case "DATA":
                    self._say("354 go on")
                    for text in iter(self.rfile.readline, b".\r\n"):
                        if not text:
                            return
                    self.server.received.append(self.recipient)
                    self._say("250 ok")
                case "QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 ok")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class SMTPServer(socketserver.ThreadingTCPServer):
    """Keeps the envelope recipients of the messages that it took in ``received``."""

    daemon_threads = True

    def __init__(self, *, lets_in: bool = True, unknown: str = "\0") -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.lets_in = lets_in
        self.unknown = unknown
        self.received: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@contextmanager
def smtp_server(**behaviour: bool | str) -> Iterator[SMTPServer]:
    """A server that answers until the block ends."""
    with SMTPServer(**behaviour) as server:  # type: ignore[arg-type]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
