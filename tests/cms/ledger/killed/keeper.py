"""Keeps a worker at work: forks one that serves the whole application over HTTP, and another when it was killed.

Started by the test, which reads from its output: a line of JSON on what there is, then the number of each worker's
process. It ends, with its worker, when its input is closed.
"""

import json
import os
import select
import signal
import socket
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django


class Worker(ThreadingMixIn, WSGIServer):
    """Serves on a socket that is there before it and outlives it."""

    daemon_threads = True

    def __init__(self, listening: socket.socket) -> None:
        super().__init__(listening.getsockname(), QuietHandler, bind_and_activate=False)
        self.socket = listening
        self.server_name, self.server_port = listening.getsockname()[:2]
        self.setup_environ()


class QuietHandler(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Called for each request."""


def keep() -> None:
    """Fork workers until the input is closed."""
    from django.db import connections

    from cms.wsgi import application
    from tests.cms.ledger.killed.world import make_world, use_world

    listening = socket.create_server(("127.0.0.1", 0))
    world = make_world()
    use_world(world)  # what the first request of each kind loads, every worker then has
    _tell(json.dumps({**world, "port": listening.getsockname()[1]}))
    connections.close_all()
    while True:
        worker = os.fork()
        if worker == 0:
            server = Worker(listening)
            server.set_app(application)
            server.serve_forever()
        _tell(str(worker))
        if _is_over(worker):
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
            return


def _is_over(worker: int) -> bool:
    """Wait until the worker was killed, or the input closed; whether it was the latter."""
    while True:
        if os.waitpid(worker, os.WNOHANG)[0]:
            return False
        if select.select([sys.stdin], [], [], 0.005)[0]:
            return True


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    keep()
