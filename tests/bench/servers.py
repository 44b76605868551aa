"""Starts the servers that are compared, all but nginx by granian with the same options, and looks at their workers.

Called by the measurement. A server is a process group of its own; leaving the ``with`` block ends it.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

__all__ = ["GRANIAN", "HOST", "ROOT", "WORKERS", "Server", "cms", "fetch", "free_port", "granian", "nginx", "running"]

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
WORKERS = 2
#: As docs/operations.md recommends them.
GRANIAN = ("--http", "1", "--no-ws", "--log-level", "warning")
SECONDS_TO_START = 60
SECONDS_TO_DRAIN = 10
CLOCK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    name: str
    port: int
    pid: int

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        named = ((int(child), _command(child)) for child in children)
        return [child for child, command in named if command and b"resource_tracker" not in command]

    def cpu_seconds(self) -> float:
        """Processor time that its workers have used so far, of user and system."""
        return sum(_cpu_seconds(pid) for pid in self.workers())

    def drain(self) -> None:
        """Wait until what the last load has left is answered, so that it does not burden the next one."""
        give_up = time.monotonic() + SECONDS_TO_DRAIN
        before = -1.0
        while self.cpu_seconds() > before and time.monotonic() < give_up:
            before = self.cpu_seconds()
            time.sleep(0.1)

    def memory(self) -> int:
        """Resident memory of the largest worker, in bytes."""
        return max(_resident(pid) for pid in self.workers())

    def memory_for_each(self) -> int:
        """Bytes that the server takes for each of its workers: all that its processes take, the one included that
        started them, with what several have in common counted once.
        """
        workers = self.workers()
        return sum(_proportional(pid) for pid in (self.pid, *workers)) // len(workers)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def granian(
    name: str, target: str, environment: Mapping[str, str], threads: int, port: int | None = None
) -> Iterator[Server]:
    """Serve the WSGI application ``target`` with granian."""
    with _serving(name, ["granian", "--interface", "wsgi", target], environment, threads, port) as server:
        yield server


@contextmanager
def cms(name: str, environment: Mapping[str, str], threads: int, port: int | None = None) -> Iterator[Server]:
    """Serve this CMS, as docs/operations.md says: with granian, by way of ``cms.serving``."""
    with _serving(name, ["cms.serving"], environment, threads, port) as server:
        yield server


@contextmanager
def nginx(folder: Path, content: bytes) -> Iterator[Server]:
    """Serve ``content`` as the static file ``/answer.json``. Stops the program when nginx is missing."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        raise SystemExit("nginx is not installed, which static files are measured with: apt-get install nginx-light")
    port = free_port()
    (folder / "static").mkdir(parents=True, exist_ok=True)
    (folder / "static" / "answer.json").write_bytes(content)
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"daemon off; worker_processes {WORKERS}; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
        "events { worker_connections 256; }\n"
        f"http {{ access_log off; keepalive_requests 100000000; default_type application/json; sendfile on;\n"
        f"  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;\n"
        f"  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;\n"
        f"  server {{ listen {HOST}:{port}; root {folder}/static; }} }}\n"
    )
    with running("nginx", [program, "-c", str(configuration)], os.environ, port) as server:
        yield server


def fetch(url: str, headers: Mapping[str, str] | None = None) -> tuple[int, Mapping[str, str], bytes]:
    """One request: its status, headers and content."""
    host, _slash, path = url.removeprefix("http://").partition("/")
    connection = HTTPConnection(host, timeout=30)
    try:
        connection.request("GET", f"/{path}", headers=dict(headers or {}))
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


@contextmanager
def running(name: str, command: list[str], environment: Mapping[str, str], port: int) -> Iterator[Server]:
    """Run ``command`` until the block ends; it is there when something answers at ``port``."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, process_group=0)
    try:
        _wait_for(process, name, port)
        yield Server(name, port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def _serving(
    name: str, module: Sequence[str], environment: Mapping[str, str], threads: int, port: int | None
) -> Iterator[Server]:
    port = port or free_port()
    command = [sys.executable, "-m", *module, *GRANIAN, "--host", HOST, "--port", str(port)]
    command += ["--workers", str(WORKERS), "--blocking-threads", str(threads)]
    with running(name, command, {**os.environ, "PYTHONPATH": str(ROOT), **environment}, port) as server:
        yield server


def _wait_for(process: subprocess.Popen[bytes], name: str, port: int) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise SystemExit(f"{name} has stopped with status {process.returncode} instead of serving.")
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"{name} does not answer after {SECONDS_TO_START} seconds.")


def _command(pid: str) -> bytes:
    """What the process was started with; nothing when it is gone, or was killed and nobody has looked yet."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK


def _resident(pid: int) -> int:
    return _kilobytes(Path(f"/proc/{pid}/status"), "VmRSS") * 1024


def _proportional(pid: int) -> int:
    """What the process has for itself, and its part of what several processes have in common."""
    return _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss") * 1024


def _kilobytes(path: Path, kind: str) -> int:
    for line in path.read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1])
    return 0
