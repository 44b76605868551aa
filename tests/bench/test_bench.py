"""The measurement's own arithmetic: what wrk says is read, medians, targets, the report."""

import pytest

from tests.bench.__main__ import is_asked_for, targets
from tests.bench.content import IMAGES, SECTIONS, Targets, page_sections
from tests.bench.listeners import Measured, Round, report_of
from tests.bench.report import Target, inserted, result_of, table, target_table
from tests.bench.wrk import Sample, read_sample

SAID = """Running 1s test @ http://127.0.0.1:8000/0
  2 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   581.00us    1.02ms  15.41ms   92.70%
Requests/sec:  18737.01
BENCH {"requests": 37474, "microseconds": 2000000, "p50": 581, "p99": 15410, "errors": 3}
"""


def sample(rate: int, p99: float = 1.0, errors: int = 0) -> Sample:
    return Sample(requests=rate * 2, seconds=2.0, p50=0.5, p99=p99, errors=errors)


def test_what_wrk_says_is_read() -> None:
    found = read_sample(SAID)

    assert found == Sample(requests=37474, seconds=2.0, p50=0.581, p99=15.41, errors=3)
    assert found.rate == 18737


def test_a_run_without_results_is_refused() -> None:
    with pytest.raises(ValueError, match="unable to connect"):
        read_sample("unable to connect to 127.0.0.1:8000 Connection refused")


def test_rounds_become_medians_and_errors_add_up() -> None:
    result = result_of("page", [sample(100, 9.0, 1), sample(300, 2.0), sample(200, 4.0, 2)], [0.003, 0.001, 0.002])

    assert (result.rate, result.p50, result.p99, result.errors, result.cpu) == (200, 0.5, 4.0, 3, 2.0)


def test_the_table_compares_with_the_baselines() -> None:
    ours, bare = result_of("page", [sample(900)], [0.1]), result_of("bare", [sample(1000)], [0.1])

    lines = table([ours, bare], [bare]).splitlines()

    assert lines[0] == "| case | answers/s | p50 ms | p99 ms | CPU ms | errors | of bare |"
    assert lines[2] == "| page | 900 | 0.50 | 1.00 | 100.000 | 0 | 0.90 |"
    assert lines[3].endswith("| 1.00 |")


def test_a_table_has_no_column_of_what_was_not_measured() -> None:
    head = table([result_of("page", [sample(900)])], []).splitlines()[0]

    assert head == "| case | answers/s | p50 ms | p99 ms | errors |"


@pytest.mark.parametrize(
    ("measured", "wanted", "at_most", "is_met"),
    [(0.9, 0.9, False, True), (0.89, 0.9, False, False), (5, 5, True, True), (5.1, 5, True, False)],
)
def test_a_target_is_met_or_not(measured: float, wanted: float, at_most: bool, is_met: bool) -> None:
    target = Target("rate", measured, wanted, at_most=at_most)

    assert target.is_met is is_met
    assert ("**not met**" in target_table([target])) is not is_met


def test_cases_are_chosen_by_their_names_and_targets_by_what_was_measured() -> None:
    names = ["stored page", "stored page, 304", "bare WSGI, SQLite"]
    assert [name for name in names if is_asked_for(name, ["304", "bare"])] == names[1:]
    assert all(is_asked_for(name, []) for name in names)

    found = {name: result_of(name, [sample(100)], [0.1]) for name in names}

    assert [target.name for target in targets(found, 10)] == [
        "stored page, of the bare function on SQLite",
        "stored page, p99",
        "memory of a worker",
    ]


def test_listeners_are_compared_within_their_rounds() -> None:
    def one(rate: float, memory: int) -> Measured:
        return Measured(rate=rate, cpu=1 / rate, errors=1, memory=memory, share=0.01)

    # The machine is twice as fast in the second round and half as fast in the third; listeners cost a tenth in each.
    rounds = [Round(one(speed, 150_000_000), one(speed * 0.9, 190_000_000)) for speed in (1000, 2000, 500)]

    lines = report_of(rounds).splitlines()

    assert lines[2] == "| answers/s | 1,000 | 900 | 0.900 (0.900 to 0.900) |"
    assert lines[3] == "| CPU of an answer, µs | 1000 | 1111 | 1.111 (1.111 to 1.111) |"
    assert lines[4] == "| errors | 3 | 3 |  |"
    assert lines[5] == "| memory of the stream's process, MB | 150 | 190 | +40 MB |"
    assert lines[-2] == "| memory of the listeners | at most 100 MB | 40.00 MB | met |"
    assert lines[-1] == "| answers/s beside the listeners, of those without | at least 0.98 | 0.90 | **not met** |"


def test_the_report_replaces_the_one_before() -> None:
    document = "# Performance\n\n<!-- bench:begin -->\nold\n<!-- bench:end -->\n\nMore.\n"

    written = inserted(inserted(document, "new"), "newer")

    assert written == "# Performance\n\n<!-- bench:begin -->\n\nnewer\n\n<!-- bench:end -->\n\nMore.\n"
    with pytest.raises(ValueError, match="bench:begin"):
        inserted("# Performance\n", "new")


def test_the_page_is_the_same_every_time_and_another_for_each_number() -> None:
    targets = Targets(pages=range(1, 25), documents=range(30, 36), images=range(40, 46))
    page, again, other = (list(page_sections(number, targets)) for number in (1, 1, 2))

    assert page == again != other
    assert len(page) == SECTIONS
    assert sum(section.image is not None for section in page) == IMAGES
    assert all(section.html.count('linktype="page"') == 4 for section in page)
