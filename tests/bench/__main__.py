"""`make bench`: measures everything in one run and prints the table; `--write` puts it into docs/performance.md.
`--only "stored page" --only bare` measures the cases with such names, and says nothing of targets that need others.

The servers run side by side and idle while another is asked. The rounds are interleaved: each asks every case once, so
that what slows the machine for a while slows all of them.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.bench.cases import Case, bare_cases, fill_bare, rendered_cases, stored_cases
from tests.bench.installations import build, build_stock, postgres_database
from tests.bench.machine import description
from tests.bench.plugin_cost import plugin_targets
from tests.bench.report import Result, Target, inserted, result_of, table, target_table
from tests.bench.servers import ROOT, WORKERS, Server, cms, granian, nginx
from tests.bench.wrk import CONNECTIONS, Sample, load, require_wrk

PAGES = 2_000
DOCUMENT = ROOT / "docs" / "performance.md"
STORE_OFF = {"DELIVERY_STORE": "false"}
MEGABYTE = 1e6
BARE, BARE_POSTGRES, STOCK = "bare WSGI, SQLite", "bare WSGI, PostgreSQL", "stock Wagtail, v2"
RANDOM = "stored page, 2,000 at random"


def main() -> None:
    """Parse the command line, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4, help="for each case in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2, help="blocking threads of each worker")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench", help="for databases and files")
    parser.add_argument("--write", action="store_true", help=f"put the table into {DOCUMENT.name}")
    parser.add_argument("--only", action="append", default=[], help="cases with this in their names; repeatable")
    asked = parser.parse_args()
    if asked.write and asked.only:
        parser.error("what is written is a whole run: not --only")
    require_wrk()
    report = measured(asked.folder.resolve(), asked.seconds, asked.rounds, asked.threads, asked.only)
    print(report)  # noqa: T201
    if asked.write:
        DOCUMENT.write_text(inserted(DOCUMENT.read_text(), report))


def measured(folder: Path, seconds: float, rounds: int, threads: int, only: Sequence[str] = ()) -> str:
    """The report of one run, of all cases or of those with one of ``only`` in their names."""
    server_url = os.environ.get("BENCH_DATABASE_URL") or os.environ.get("TEST_DATABASE_URL", "")
    ours = build(folder / "sqlite", "small", 1, PAGES)
    stock = build_stock(folder / "stock")
    database = postgres_database(server_url, "digital_skills_bench") if server_url else ""
    with ExitStack() as running:

        def serve(name: str, target: str, environment: dict[str, str]) -> Server:
            return running.enter_context(granian(name, target, environment, threads))

        def serve_cms(name: str, environment: dict[str, str]) -> Server:
            return running.enter_context(cms(name, environment, threads))

        stored = serve_cms("this CMS", ours.environment)
        rendered = serve_cms("store off", ours.environment | STORE_OFF)
        stock_server = serve("stock", "tests.bench.stock.wsgi:application", stock.environment)
        cases = stored_cases(stored, ours, folder)
        bare_file = str(folder / "bare.sqlite3")
        contents = fill_bare(bare_file, stored, ours)
        bare = serve(BARE, "tests.bench.bare:application", {"BENCH_BARE": bare_file})
        cases += bare_cases(bare, folder, PAGES)
        if database:
            on_postgres = build(folder / "postgres", "postgres", 1, PAGES, database)
            stored_there = serve_cms("this CMS, PostgreSQL", on_postgres.environment)
            cases += stored_cases(stored_there, on_postgres, folder, ", PostgreSQL")[:2]
            fill_bare(database, stored_there, on_postgres)
            bare_there = serve(BARE_POSTGRES, "tests.bench.bare:application", {"BENCH_BARE": database})
            cases += bare_cases(bare_there, folder, PAGES)[:1]
        cases.append(Case("nginx, static file", running.enter_context(nginx(folder, contents[0])), "/answer.json"))
        cases += rendered_cases(rendered, ours)
        page = f"/api/v2/pages/{stock.pages[0]}/"
        cases.append(Case(STOCK, stock_server, f"{page}?rich_text_format=html"))
        cases.append(Case("stock Wagtail, v2, links as stored", stock_server, page))
        results = run([case for case in cases if is_asked_for(case.name, only)], seconds, rounds)
        memory = stored.memory_for_each()
    plugins = [] if only else plugin_targets(ours)
    found = {result.name: result for result in results}
    baselines = [found[name] for name in (BARE, STOCK) if name in found]
    conditions = (
        f"{CONNECTIONS} connections; granian with {WORKERS} workers and {threads} blocking threads each; the medians "
        f"of {rounds} interleaved rounds of {seconds:g} s for each case; {len(contents[0]):,} bytes for a page. "
        f"This CMS takes {memory / MEGABYTE:.0f} MB for each worker: all that its processes take, the one included "
        "that starts the workers, with what they share counted once."
    )
    return "\n\n".join(
        [description(), conditions, table(results, baselines), target_table([*targets(found, memory), *plugins])]
    )


def is_asked_for(name: str, only: Sequence[str]) -> bool:
    """Whether the case is to be measured; all are where ``only`` is empty."""
    return not only or any(part in name for part in only)


def run(cases: Sequence[Case], seconds: float, rounds: int) -> list[Result]:
    """Measure ``cases``, after asking for each of them briefly."""
    samples: dict[str, list[Sample]] = {case.name: [] for case in cases}
    cpu: dict[str, list[float]] = {case.name: [] for case in cases}
    for case in cases:
        load(case.url, 1, case.headers, case.paths)
    for number in range(rounds):
        for case in cases:
            samples[case.name].append(load(case.url, seconds, case.headers, case.paths))
            case.server.drain()
            cpu[case.name].append(cpu_of_one(case, seconds))
            said = samples[case.name][-1]
            print(f"{number + 1}/{rounds} {case.name}: {said.rate:,.0f}/s, p99 {said.p99:.2f} ms", file=sys.stderr)  # noqa: T201
    return [result_of(case.name, samples[case.name], cpu[case.name]) for case in cases]


def cpu_of_one(case: Case, seconds: float) -> float:
    """Processor seconds of the workers for one answer, asked for by one connection so that none is left unfinished."""
    before = case.server.cpu_seconds()
    sample = load(case.url, seconds / 2, case.headers, case.paths, connections=1)
    case.server.drain()
    return (case.server.cpu_seconds() - before) / max(sample.requests, 1)


def targets(found: dict[str, Result], memory: int) -> list[Target]:
    """The targets, from what was found in this run alone. One that needs a case that was not measured is left out."""
    wanted = [
        _rate("stored page, of the bare function on SQLite", found, "stored page", BARE, 0.9),
        _rate("2,000 stored pages at random, of the bare function on SQLite", found, RANDOM, BARE, 0.7),
        _rate("stored page, of stock Wagtail's page", found, "stored page", STOCK, 300, " times"),
        *(
            Target(f"{name}, p99", found[case].p99, 5, " ms", at_most=True)
            for name, case in (("stored page", "stored page"), ("2,000 stored pages at random", RANDOM))
            if case in found
        ),
        Target("memory of a worker", memory / MEGABYTE, 150, " MB", at_most=True),
        *(
            Target(f"CPU of {name}, of stock Wagtail's", found[name].cpu / found[STOCK].cpu, 0.5, at_most=True)
            for name in ("rendered page, v3", "rendered page, v2", "rendered resolve")
            if name in found and STOCK in found
        ),
        _rate("stored page, of the bare function on PostgreSQL", found, "stored page, PostgreSQL", BARE_POSTGRES, 0.75),
    ]
    return [target for target in wanted if target is not None]


def _rate(
    name: str, found: dict[str, Result], case: str, baseline: str, wanted: float, unit: str = ""
) -> Target | None:
    if case not in found or baseline not in found:
        return None
    return Target(name, found[case].rate / found[baseline].rate, wanted, unit)


if __name__ == "__main__":
    main()
