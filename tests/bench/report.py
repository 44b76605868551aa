"""Medians of the rounds, the targets and the table. Pure: `test_bench.py` checks it without a server."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.wrk import Sample

__all__ = ["Result", "Target", "inserted", "result_of", "table", "target_table"]


@dataclass(frozen=True)
class Result:
    """The medians of one case. Latencies are in milliseconds; ``cpu`` is the workers' processor time for one answer,
    nothing where it was not measured.
    """

    name: str
    rate: float
    p50: float
    p99: float
    errors: int
    cpu: float = 0.0


@dataclass(frozen=True)
class Target:
    """What is to be reached: ``measured`` at least ``wanted``, or at most where ``at_most``."""

    name: str
    measured: float
    wanted: float
    unit: str = ""
    at_most: bool = False

    @property
    def is_met(self) -> bool:
        """Whether it is reached."""
        return self.measured <= self.wanted if self.at_most else self.measured >= self.wanted


def result_of(name: str, samples: Sequence[Sample], cpu: Sequence[float] = ()) -> Result:
    """The medians of ``samples``, one a round, and of ``cpu``, in seconds for one answer. Errors are added up."""
    return Result(
        name=name,
        rate=median(sample.rate for sample in samples),
        p50=median(sample.p50 for sample in samples),
        p99=median(sample.p99 for sample in samples),
        errors=sum(sample.errors for sample in samples),
        cpu=median(cpu) * 1e3 if cpu else 0.0,
    )


def table(results: Iterable[Result], baselines: Sequence[Result]) -> str:
    """A Markdown table of ``results``; their rates are also given as parts of those of ``baselines``."""
    results = list(results)
    has_cpu = any(result.cpu for result in results)
    of_each = ("answers/s", "p50 ms", "p99 ms", *(["CPU ms"] if has_cpu else ()), "errors")
    head = ["case", *of_each, *(f"of {base.name}" for base in baselines)]
    rows = [
        [
            result.name,
            f"{result.rate:,.0f}",
            f"{result.p50:.2f}",
            f"{result.p99:.2f}",
            *([f"{result.cpu:.3f}"] if has_cpu else ()),
            str(result.errors),
            *(_ratio(result.rate, base.rate) for base in baselines),
        ]
        for result in results
    ]
    return _markdown(head, rows)


def target_table(targets: Iterable[Target]) -> str:
    """A Markdown table of ``targets``."""
    rows = [
        [
            target.name,
            f"{'at most' if target.at_most else 'at least'} {target.wanted:g}{target.unit}",
            f"{target.measured:.{0 if target.measured >= 100 else 2}f}{target.unit}",
            "met" if target.is_met else "**not met**",
        ]
        for target in targets
    ]
    return _markdown(["target", "wanted", "measured", ""], rows)


def inserted(document: str, report: str, part: str = "bench") -> str:
    """``document`` with ``report`` between its markers. Raises ``ValueError`` when they are missing."""
    begin, end = f"<!-- {part}:begin -->", f"<!-- {part}:end -->"
    before, found_begin, rest = document.partition(begin)
    _old, found_end, after = rest.partition(end)
    if not found_begin or not found_end:
        raise ValueError(f"The document has no {begin} … {end}.")
    return f"{before}{begin}\n\n{report.strip()}\n\n{end}{after}"


def _ratio(rate: float, base: float) -> str:
    ratio = rate / base if base else 0.0
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:,.0f}"


def _markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *(["---:"] * (len(head) - 1))], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
