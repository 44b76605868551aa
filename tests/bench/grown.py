"""`make bench-grown`: what 100,000 pages cost. `--only-build`, which is `make grown`, builds them and stops.

SQLite, or PostgreSQL when ``BENCH_DATABASE_URL`` names a server. A database is built once, under a folder of its own.
"""

import argparse
import json
import os
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from tests.bench.cases import Case, Installation, detail
from tests.bench.installations import build, postgres_database, run_with_django
from tests.bench.machine import description
from tests.bench.report import Target, inserted, result_of, table, target_table
from tests.bench.servers import ROOT, Server, cms, fetch
from tests.bench.wrk import load, require_wrk

SECTIONS, PAGES = 50, 2_000
LISTINGS = 20
DOCUMENT = ROOT / "docs" / "performance.md"


def main() -> None:
    """Parse the command line, build, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4, help="for each case in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2, help="blocking threads of each worker")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench", help="for databases and files")
    parser.add_argument("--only-build", action="store_true")
    parser.add_argument("--write", action="store_true", help=f"put the table into {DOCUMENT.name}")
    asked = parser.parse_args()
    server = os.environ.get("BENCH_DATABASE_URL", "")
    database = postgres_database(server, "digital_skills_grown") if server else ""
    folder = asked.folder.resolve()
    grown = build(folder / ("grown-postgres" if database else "grown"), "grown", SECTIONS, PAGES, database)
    if asked.only_build:
        return
    require_wrk()
    small = build(folder / "sqlite", "small", 1, PAGES)
    if database:
        small_database = postgres_database(server, "digital_skills_bench")
        small = build(folder / "postgres", "postgres", 1, PAGES, small_database)
    report = measured(folder, small, grown, asked.seconds, asked.rounds, asked.threads)
    print(report)  # noqa: T201
    if asked.write:
        part = "grown-postgresql" if database else "grown"
        DOCUMENT.write_text(inserted(DOCUMENT.read_text(), report, part))


def measured(folder: Path, small: Installation, grown: Installation, seconds: float, rounds: int, threads: int) -> str:
    """The report of one run."""
    with ExitStack() as running:

        def serve(name: str, of: Installation, **settings: str) -> Server:
            environment = of.environment | settings
            return running.enter_context(cms(name, environment, threads))

        cases = [
            _random_case(serve(f"stored, {name}", of), of, folder)
            for name, of in (("2,000 pages", small), ("100,000 pages", grown))
        ]
        samples: dict[str, list[object]] = {case.name: [] for case in cases}
        for _round in range(rounds):
            for case in cases:
                samples[case.name].append(load(case.url, seconds, paths=case.paths))
        results = [result_of(case.name, samples[case.name]) for case in cases]  # type: ignore[arg-type]
        listing = _milliseconds_of_listing(serve("store off", grown, DELIVERY_STORE="false"), grown)
        of_small, published = (
            _milliseconds_of_publish(case.server, of) for case, of in zip(cases, (small, grown), strict=True)
        )
    wanted = [
        Target("stored reads, of those of 2,000 pages", results[1].rate / results[0].rate, 0.9),
        Target("listing by type under a section, not stored", listing, 50, " ms", at_most=True),
        Target("published page visible, after the publish", published["visible"], 200, " ms", at_most=True),
        Target("published page visible, the publish included", sum(published.values()), 200, " ms", at_most=True),
        Target("publish, of that with 2,000 pages", published["publish"] / of_small["publish"], 1.5, at_most=True),
    ]
    return "\n\n".join([description(), table(results, results[:1]), target_table(wanted)])


def _random_case(server: Server, of: Installation, folder: Path) -> Case:
    paths = folder / f"{server.name}.paths".replace(" ", "-")
    paths.write_text("".join(f"{address}\n" for address in of.details()))
    for address in of.details():
        fetch(f"{server.url}{address}")
    return Case(server.name, server, detail(of.pages[0]), paths=paths)


def _milliseconds_of_publish(server: Server, of: Installation) -> dict[str, float]:
    page = of.pages[-1]
    said = run_with_django("tests.bench.publishing", of.environment, str(page), f"{server.url}{detail(page)}")
    published: dict[str, float] = json.loads(said.splitlines()[-1])
    return published


def _milliseconds_of_listing(server: Server, of: Installation) -> float:
    url = f"{server.url}/api/v3/pages/?type=pages.ProgramPage&descendant_of={of.section}&limit=20"
    fetch(url)
    taken = []
    for _number in range(LISTINGS):
        began = time.perf_counter()
        fetch(url)
        taken.append((time.perf_counter() - began) * 1e3)
    return median(taken)


if __name__ == "__main__":
    main()
