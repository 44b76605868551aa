"""Whether the demo's port is free: ``python -m cms.demo.port 8000``.

Standard library only: the Makefile asks before anything is installed.
"""

import errno
import socket
import sys

__all__ = ["HOST", "port_problem"]

HOST = "127.0.0.1"
HIGHEST_PORT = 65_535
ANOTHER_PORT = "Choose another one: make demo PORT=8001"


def port_problem(port: str) -> str | None:
    """Why ``port`` cannot be served on this machine, in words for the person who asked; None when it can."""
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= HIGHEST_PORT):
        return f"PORT must be a number from 1 to {HIGHEST_PORT}, not {port!r}."
    if _answers(int(port)):
        return f"Port {port} is in use by another program. {ANOTHER_PORT}"
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that have just ended do not count
        try:
            probe.bind((HOST, int(port)))
        except OSError as error:
            reason = "is in use by another program" if error.errno == errno.EADDRINUSE else f"is refused: {error}"
            return f"Port {port} {reason}. {ANOTHER_PORT}"
    return None


def _answers(port: int) -> bool:
    """Whether something listens. Where a listener on every address shares the port, binding alone would succeed."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


if __name__ == "__main__":
    sys.exit(port_problem(*sys.argv[1:2]))
