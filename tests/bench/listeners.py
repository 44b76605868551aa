"""`python -m tests.bench.listeners`: what a thousand idle listeners to the stream of changes cost.

Starts the WSGI server and the stream's beside it, and measures the memory of the stream's process with and without
listeners, and the rate of the WSGI server, in turns, with and without them. Needs wrk.
"""

import argparse
import os
import socket
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.cases import Installation
from tests.bench.installations import build
from tests.bench.machine import description
from tests.bench.servers import GRANIAN, HOST, ROOT, Server, cms, fetch, free_port, running
from tests.bench.wrk import CONNECTIONS, load

PAGES = 20
MEGABYTE = 1e6
SECONDS_TO_SETTLE = 3
SECONDS_TO_HEAR = 120
STREAM = "/api/v3/changes/stream/"


def main() -> None:
    """Parse the command line, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listeners", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=4, help="for each measurement of the WSGI server")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench", help="for the database")
    asked = parser.parse_args()
    folder = asked.folder.resolve() / "listeners"
    print(measured(build(folder, "listeners", 1, PAGES), asked.listeners, asked.seconds, asked.rounds))  # noqa: T201


def measured(installation: Installation, count: int, seconds: float, rounds: int) -> str:
    """The report of one run."""
    environment = {**installation.environment, "STREAM_LISTENERS": str(count + 10)}
    rates: dict[int, list[float]] = {0: [], count: []}
    with (
        cms("WSGI", environment, 2) as answering,
        streaming(environment) as server,
    ):
        url = f"{answering.url}/api/v3/pages/"
        fetch(url)
        load(url, 1)
        with listening(server, 1):
            time.sleep(SECONDS_TO_SETTLE)  # everything is loaded now
        before = server.memory()
        for number in range(rounds):
            rates[0].append(load(url, seconds).rate)
            with listening(server, count) as heard:
                time.sleep(SECONDS_TO_SETTLE)
                with_listeners = server.memory()
                cpu = server.cpu_seconds()
                rates[count].append(load(url, seconds).rate)
                share = (server.cpu_seconds() - cpu) / seconds
            print(f"{number + 1}/{rounds}: {heard} listening, {with_listeners / MEGABYTE:.0f} MB", file=sys.stderr)  # noqa: T201
    alone, beside = (statistics.median(found) for found in rates.values())
    lines = [
        "| | none listens | listeners | difference |",
        "|---|---|---|---|",
        f"| memory of the stream's process, MB | {before / MEGABYTE:.0f} | {with_listeners / MEGABYTE:.0f} "
        f"| {(with_listeners - before) / MEGABYTE:.0f} |",
        f"| answers/s of the WSGI server | {alone:,.0f} | {beside:,.0f} | {(beside / alone - 1) * 100:+.1f}% |",
    ]
    conditions = (
        f"{count} listeners, {share * 100:.1f}% of a core for all of them; a stored list asked for by {CONNECTIONS} "
        f"connections; the medians of {rounds} interleaved rounds of {seconds:g} s."
    )
    return "\n\n".join([description(), conditions, "\n".join(lines)])


@contextmanager
def streaming(environment: dict[str, str]) -> Iterator[Server]:
    """Serve streams as docs/operations.md says."""
    port = free_port()
    options = ["--interface", "asgi", *GRANIAN]
    command = [sys.executable, "-m", "granian", *options, "--host", HOST, "--port", str(port), "--workers", "1"]
    command += ["--backpressure", "4096"]
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    with running("streams", [*command, "cms.asgi:application"], whole, port) as server:
        yield server


@contextmanager
def listening(server: Server, count: int) -> Iterator[int]:
    """So many listen, and each has heard where the ledger stands."""
    sockets = [socket.create_connection((HOST, server.port)) for _number in range(count)]
    for each in sockets:
        each.sendall(f"GET {STREAM} HTTP/1.1\r\nHost: {HOST}:{server.port}\r\n\r\n".encode())
    give_up = time.monotonic() + SECONDS_TO_HEAR
    for each in sockets:
        each.settimeout(max(0.1, give_up - time.monotonic()))
        received = b""
        while b"\nid: " not in received:
            part = each.recv(4096)
            if not part:
                raise SystemExit(f"A listener was not let in: {received[:200].decode()}")
            received += part
    try:
        yield len(sockets)
    finally:
        for each in sockets:
            each.close()


if __name__ == "__main__":
    main()
