"""Serves the site with granian: ``python -m cms.serving --port 8000 --workers 4``. The options are granian's own.

The application is loaded once, before the workers are forked. They share the memory of what was loaded, and one that
was killed is replaced at once, by another that has nothing to load. What it takes in return: new code is only seen by a
new process, so a deployment restarts the service; granian's reload (SIGHUP) starts workers of the code that is loaded.

Where processes are not forked (macOS), each worker loads the application by itself, as under ``granian``.
"""

import sys
from importlib import import_module

from django.db import connections
from granian.cli import entrypoint

__all__ = ["main"]

APPLICATION = "cms.wsgi"


def main(options: list[str]) -> None:
    """Load the application, then become granian, which ends the process."""
    import_module(APPLICATION)
    connections.close_all()  # a worker that uses its parent's connection breaks it for both
    sys.argv[1:] = ["--interface", "wsgi", *options, f"{APPLICATION}:application"]
    entrypoint()


if __name__ == "__main__":
    main(sys.argv[1:])
