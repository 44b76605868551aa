"""`python -m tests.bench.listeners`: what a thousand idle listeners to the stream of changes cost; `--write` puts the
table into docs/performance.md.

Starts the WSGI server and the stream's beside it. Each round measures the WSGI server without listeners and with all of
them connected; every second round begins with them, so that whatever gets slower or faster meanwhile meets both alike.
What they cost is the median of the ratios within the rounds, never one across rounds. Needs wrk.
"""

import argparse
import os
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.cases import Installation
from tests.bench.installations import build
from tests.bench.machine import description
from tests.bench.report import Target, inserted, target_table
from tests.bench.servers import GRANIAN, HOST, ROOT, WORKERS, Server, cms, fetch, free_port, running
from tests.bench.wrk import CONNECTIONS, load, require_wrk

PAGES = 20
MEGABYTE = 1e6
MICROSECONDS = 1e6
SECONDS_TO_SETTLE = 3
SECONDS_TO_HEAR = 120
LIST = "/api/v3/pages/"
STREAM = "/api/v3/changes/stream/"
DOCUMENT = ROOT / "docs" / "performance.md"
PART = "listeners"


@dataclass(frozen=True)
class Measured:
    """One measurement of the WSGI server: answers a second, its processor seconds for an answer, errors. Of the
    stream's process: its memory in bytes, and the share of a core that it took meanwhile.
    """

    rate: float
    cpu: float
    errors: int
    memory: int
    share: float


class Round(NamedTuple):
    """Both measurements of a round."""

    alone: Measured
    beside: Measured


def main() -> None:
    """Parse the command line, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listeners", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=5, help="for each measurement of the WSGI server")
    parser.add_argument("--rounds", type=int, default=8, help="of which every second one begins with listeners")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench", help="for the database")
    parser.add_argument("--write", action="store_true", help=f"put the table into {DOCUMENT.name}")
    asked = parser.parse_args()
    require_wrk()
    folder = asked.folder.resolve() / "listeners"
    rounds = measured(build(folder, "listeners", 1, PAGES), asked.listeners, asked.seconds, asked.rounds)
    conditions = (
        f"{asked.listeners:,} listeners; a stored list asked for by {CONNECTIONS} connections, of {WORKERS} workers; "
        f"{asked.rounds} rounds of {asked.seconds:g} s without and {asked.seconds:g} s with them, the medians "
        "and, of the ratios, the range."
    )
    report = "\n\n".join([description(), conditions, report_of(rounds)])
    print(report)  # noqa: T201
    if asked.write:
        DOCUMENT.write_text(inserted(DOCUMENT.read_text(), report, PART))


def measured(installation: Installation, count: int, seconds: float, rounds: int) -> list[Round]:
    """Measure so many rounds."""
    environment = {**installation.environment, "STREAM_LISTENERS": str(count + 10)}
    found = []
    with (
        cms("WSGI", environment, 2) as answering,
        streaming(environment) as server,
    ):
        fetch(f"{answering.url}{LIST}")  # it is stored now
        with listening(server, 1):
            one_measurement(answering, server, 1)  # everything is loaded now
        for number in range(rounds):
            both: dict[bool, Measured] = {}
            for is_beside in (bool(number % 2), not number % 2):
                with listening(server, count if is_beside else 0):
                    both[is_beside] = one_measurement(answering, server, seconds)
            found.append(Round(both[False], both[True]))
            ratio = both[True].rate / both[False].rate
            print(f"{number + 1}/{rounds}: {both[False].rate:,.0f}/s alone, {ratio:.3f} of it beside", file=sys.stderr)  # noqa: T201
    return found


def one_measurement(answering: Server, server: Server, seconds: float) -> Measured:
    """Ask the WSGI server for so long, after both are quiet; then by one connection, for the processor time."""
    time.sleep(SECONDS_TO_SETTLE)
    answering.drain()
    memory, idle, begun = server.memory(), server.cpu_seconds(), time.monotonic()
    sample = load(f"{answering.url}{LIST}", seconds)
    answering.drain()
    before = answering.cpu_seconds()
    single = load(f"{answering.url}{LIST}", seconds / 2, connections=1)
    answering.drain()
    cpu = (answering.cpu_seconds() - before) / max(single.requests, 1)
    share = (server.cpu_seconds() - idle) / (time.monotonic() - begun)
    return Measured(sample.rate, cpu, sample.errors + single.errors, memory, share)


def report_of(rounds: Sequence[Round]) -> str:
    """The table, and what is to be reached. Memory is the most that was seen with listeners, the least without."""
    alone, beside = ([getattr(each, side) for each in rounds] for side in Round._fields)
    before, after = min(each.memory for each in alone) / MEGABYTE, max(each.memory for each in beside) / MEGABYTE
    rates, cpus = (
        [getattr(each.beside, name) / getattr(each.alone, name) for each in rounds] for name in ("rate", "cpu")
    )
    rows = [
        ("answers/s", *(f"{median(each.rate for each in side):,.0f}" for side in (alone, beside)), _ratios(rates)),
        (
            "CPU of an answer, µs",
            *(f"{median(each.cpu for each in side) * MICROSECONDS:.0f}" for side in (alone, beside)),
            _ratios(cpus),
        ),
        ("errors", *(str(sum(each.errors for each in side)) for side in (alone, beside)), ""),
        ("memory of the stream's process, MB", f"{before:.0f}", f"{after:.0f}", f"{after - before:+.0f} MB"),
        (
            "of a core, for the stream's process",
            *(f"{median(each.share for each in side) * 100:.1f}%" for side in (alone, beside)),
            "",
        ),
    ]
    lines = ["| | nobody listens | all listen | ratio |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    targets = [
        Target("memory of the listeners", after - before, 100, " MB", at_most=True),
        Target("answers/s beside the listeners, of those without", median(rates), 0.98),
    ]
    return "\n".join(lines) + "\n\n" + target_table(targets)


def _ratios(found: Sequence[float]) -> str:
    return f"{median(found):.3f} ({min(found):.3f} to {max(found):.3f})"


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
