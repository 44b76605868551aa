"""The demo's port is checked before anything else, with the system's Python and nothing installed."""

import socket
import sys
from collections.abc import Iterator

import pytest

from cms.demo.port import port_problem
from tests.programs import run


@pytest.fixture(params=["127.0.0.1", "0.0.0.0"])
def taken_port(request: pytest.FixtureRequest) -> Iterator[int]:
    """A port that another program listens on, on this machine's own address or on every address."""
    with socket.socket() as listener:
        listener.bind((request.param, 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_free_port_is_no_problem(free_port: int) -> None:
    assert port_problem(str(free_port)) is None


def test_a_taken_port_is_named_with_a_way_out(taken_port: int) -> None:
    problem = port_problem(str(taken_port))
    assert problem == f"Port {taken_port} is in use by another program. Choose another one: make demo PORT=8001"


def test_a_port_that_a_connection_has_just_left_is_free() -> None:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as every server does
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", port))
        server, _address = listener.accept()
        server.close()  # the side that closes first keeps the port waiting
        client.close()
    assert port_problem(str(port)) is None


@pytest.mark.parametrize("port", ["", "eight", "0", "65536", "-1", "80 80", "٨٠٠٠"])
def test_what_is_no_port_is_refused(port: str) -> None:
    problem = port_problem(port)
    assert problem is not None
    assert problem.startswith("PORT must be a number from 1 to 65535")


def test_it_runs_without_any_package(taken_port: int, free_port: int) -> None:
    program = (sys.executable, "-I", "-S", "-c", "import sys; sys.path.insert(0, '.'); import runpy; ")
    run_module = "runpy.run_module('cms.demo.port', run_name='__main__')"
    taken = run(*program[:-1], program[-1] + f"sys.argv[1:] = ['{taken_port}']; {run_module}")
    assert (taken.returncode, "is in use" in taken.stderr) == (1, True)
    free = run(*program[:-1], program[-1] + f"sys.argv[1:] = ['{free_port}']; {run_module}")
    assert (free.returncode, free.stderr) == (0, "")
