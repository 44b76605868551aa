"""What is measured: each case is an address of a server, and how it is asked for. Called by the measurement."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.bench import bare
from tests.bench.servers import Server, fetch

__all__ = ["Case", "Installation", "bare_cases", "fill_bare", "rendered_cases", "stored_cases"]

JSON = {"Accept": "application/json"}
LISTED = 20


@dataclass(frozen=True)
class Case:
    """``name`` is its row in the report; ``paths`` a file of addresses to choose from at random."""

    name: str
    server: Server
    path: str
    headers: tuple[str, ...] = ()
    paths: Path | None = None

    @property
    def url(self) -> str:
        """What wrk is told."""
        return f"{self.server.url}{self.path}"


@dataclass(frozen=True)
class Installation:
    """A filled database of this CMS: the file with its keys, and what a server needs in its environment."""

    keys: Path
    environment: dict[str, str]

    @property
    def pages(self) -> list[int]:
        """The keys of the pages that are asked for."""
        found: list[int] = json.loads(self.keys.read_text())["pages"]
        return found

    @property
    def section(self) -> int:
        """The key of the page above the first of them."""
        return int(json.loads(self.keys.read_text())["sections"][0])

    def details(self) -> list[str]:
        """The addresses of all of the pages in version 3."""
        return [detail(page) for page in self.pages]


def detail(page: int, version: str = "v3") -> str:
    """The address of a page in detail."""
    return f"/api/{version}/pages/{page}/"


def listing(of: Installation) -> str:
    """The address of a listing by type under a section."""
    return f"/api/v3/pages/?type=pages.ContentPage&child_of={of.section}&limit={LISTED}"


def resolved(server: Server, page: int) -> str:
    """The address that a frontend's catch-all route asks for this page."""
    _status, _headers, content = fetch(f"{server.url}{detail(page)}")
    path = json.loads(content)["meta"]["html_url"].partition("://")[2].partition("/")[2]
    return f"/api/v3/resolve/?path=/{quote(path)}"


def stored_cases(server: Server, of: Installation, folder: Path, label: str = "") -> list[Case]:
    """What an installation answers from its store. Asks once for everything, so that it is stored."""
    page = detail(of.pages[0])
    paths = _lines(folder / f"{server.name}.paths".replace(" ", "-"), of.details())
    for address in (*of.details(), listing(of), resolved(server, of.pages[0])):
        fetch(f"{server.url}{address}")
    _status, headers, _content = fetch(f"{server.url}{page}")
    etag = next(value for name, value in headers.items() if name.lower() == "etag")
    return [
        Case(f"stored page{label}", server, page),
        Case(f"stored page, 2,000 at random{label}", server, page, paths=paths),
        Case(f"stored page, 304{label}", server, page, headers=(f"If-None-Match: {etag}",)),
        Case(f"stored resolve{label}", server, resolved(server, of.pages[0])),
        Case(f"stored listing{label}", server, listing(of)),
    ]


def rendered_cases(server: Server, of: Installation) -> list[Case]:
    """The same with the store switched off."""
    page = of.pages[0]
    return [
        Case("rendered page, v3", server, detail(page)),
        Case("rendered page, v2", server, detail(page, "v2")),
        Case("rendered resolve", server, resolved(server, page)),
        Case("rendered listing", server, listing(of)),
    ]


def bare_cases(server: Server, folder: Path, count: int) -> list[Case]:
    """The bare function, for one row and for all of them at random."""
    paths = _lines(folder / f"{server.name}.paths".replace(" ", "-"), (f"/{number}" for number in range(count)))
    return [
        Case(server.name, server, "/0"),
        Case(f"{server.name}, 2,000 at random", server, "/0", paths=paths),
    ]


def fill_bare(place: str, server: Server, of: Installation) -> list[bytes]:
    """Give the bare function at ``place`` the same bytes that ``server`` answers with, and return them."""
    contents = [fetch(f"{server.url}{address}")[2] for address in of.details()]
    bare.fill(place, contents)
    return contents


def _lines(file: Path, lines: Iterable[str]) -> Path:
    file.write_text("".join(f"{line}\n" for line in lines))
    return file
