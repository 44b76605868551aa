"""Runs wrk and reads what it says. Called by the measurement for each case.

wrk is Will Glozer's load generator, a package of Debian and Ubuntu. Its scripts are in Lua: ``report.lua`` prints one
line of JSON at the end, ``random.lua`` also asks for addresses at random.
"""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CONNECTIONS", "Sample", "load", "read_sample", "require_wrk"]

FOLDER = Path(__file__).parent
CONNECTIONS = 16
THREADS = 2
MARK = "BENCH "


@dataclass(frozen=True)
class Sample:
    """What one run of wrk found. Latencies are in milliseconds; ``errors`` are answers other than 2xx and 3xx, and
    connections that broke.
    """

    requests: int
    seconds: float
    p50: float
    p99: float
    errors: int

    @property
    def rate(self) -> float:
        """Answers in a second."""
        return self.requests / self.seconds if self.seconds else 0.0


def require_wrk() -> str:
    """The path of wrk. Stops the program, and says how to install it, when it is missing."""
    found = shutil.which("wrk")
    if found is None:
        raise SystemExit("wrk is not installed, and nothing is measured without it: apt-get install wrk")
    return found


def load(
    url: str, seconds: float, headers: tuple[str, ...] = (), paths: Path | None = None, connections: int = CONNECTIONS
) -> Sample:
    """Ask for ``url`` as often as it is answered, or for the addresses on the lines of the file ``paths``."""
    script = FOLDER / ("random.lua" if paths else "report.lua")
    command = [require_wrk(), f"-t{min(THREADS, connections)}", f"-c{connections}", f"-d{max(1, round(seconds))}s"]
    command += ["--latency", "-s", str(script)]
    for header in headers:
        command += ["-H", header]
    command += [url, *(["--", str(paths)] if paths else [])]
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    return read_sample(finished.stdout)


def read_sample(said: str) -> Sample:
    """The sample in what wrk printed. Raises ``ValueError`` when there is none."""
    for line in said.splitlines():
        if line.startswith(MARK):
            found = json.loads(line.removeprefix(MARK))
            return Sample(
                requests=int(found["requests"]),
                seconds=found["microseconds"] / 1e6,
                p50=found["p50"] / 1e3,
                p99=found["p99"] / 1e3,
                errors=int(found["errors"]),
            )
    raise ValueError(f"wrk said nothing of its results:\n{said}")
