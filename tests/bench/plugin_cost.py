"""What plugins cost: ten of them with forty blocks, against none. Part of `make bench`; alone with
`python -m tests.bench.plugin_cost`.

Processes with and without the plugins take turns, each started afresh, on the database that the other cases read.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.cases import Installation
from tests.bench.installations import build
from tests.bench.report import Target, target_table
from tests.bench.servers import ROOT

__all__ = ["plugin_targets"]

PLUGINS, BLOCKS_EACH, ROUNDS = 10, 4, 5
MILLISECONDS, MICROSECONDS = 1e3, 1e6

DESCRIPTION = """from cms.plugins import Plugin

plugin = Plugin(
    name="{name}", version="1.0", cms=">=0.1", hooks=("{name}_hooks",), maintainers=("Nobody",), documentation="none"
)
"""
HOOKS = """from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from blocks import groups
from blocks.rich_text import PublicText, RichTextBlock, to_public_text
from cms.hookspecs import SectionBlockRegistration, hookimpl


class ItemBlock(StructBlock):
    title = CharBlock()
    text = RichTextBlock()


class Data(TypedDict):
    title: str
    texts: list[PublicText]


class MeasuredBlock(StructBlock):
    title = CharBlock()
    items = ListBlock(ItemBlock())

    def get_api_representation(self, value, context=None) -> Data:
        return Data(title=value["title"], texts=[to_public_text(item["text"]) for item in value["items"]])

    class Meta:
        icon = "tag"
        group = groups.TEXT
        description = "A block of ordinary size."


@hookimpl
def section_blocks():
    for number in range({blocks}):
        yield SectionBlockRegistration(f"{name}_{{number}}", MeasuredBlock)
"""


def plugin_targets(ours: Installation) -> list[Target]:
    """The targets of plugins, measured on the installation ``ours``."""
    with TemporaryDirectory() as folder:
        names = [_install(Path(folder), number) for number in range(PLUGINS)]
        bare = ours.environment
        plugged = {**bare, "PYTHONPATH": os.pathsep.join([folder, str(ROOT)])}
        page = str(ours.pages[0])
        _run(
            "manage.py", "collectstatic", "--no-input", "--verbosity", "0", environment=bare
        )  # the editor links to them
        found: dict[str, list[dict[str, Any]]] = {"without": [], "with": []}
        for number in range(ROUNDS):
            for which, environment in (("without", bare), ("with", plugged)):
                found[which].append(_measured(environment, page))
                print(f"{number + 1}/{ROUNDS} {which} plugins: {found[which][-1]}", file=sys.stderr)  # noqa: T201
        more = found["with"][0]["blocks"] - found["without"][0]["blocks"]
        assert more == len(names) * BLOCKS_EACH, f"{more} blocks were added"
    before, after = ({key: median(each[key] for each in found[which]) for key in found[which][0]} for which in found)
    reads = f"{before['read'] * MICROSECONDS:.1f} and {after['read'] * MICROSECONDS:.1f} µs"
    first = f"{before['first'] * MILLISECONDS:.0f} and {after['first'] * MILLISECONDS:.0f} ms"
    return [
        Target("start-up with ten plugins", after["start"], 5, " s", at_most=True),
        Target(f"editor's first load, of that without ({first})", after["first"] / before["first"], 1.1, at_most=True),
        Target(f"stored read, of that without plugins ({reads})", after["read"] / before["read"], 1.03, at_most=True),
    ]


def _install(folder: Path, number: int) -> str:
    """Install a plugin with ``BLOCKS_EACH`` blocks into ``folder``. Returns its name."""
    name = f"measured_{number}"
    (folder / f"{name}.py").write_text(DESCRIPTION.format(name=name))
    (folder / f"{name}_hooks.py").write_text(HOOKS.format(name=name, blocks=BLOCKS_EACH))
    metadata = folder / f"{name}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[digital_skills_cms]\n{name} = {name}:plugin\n")
    return name


def _measured(environment: dict[str, str], page: str) -> Any:
    return json.loads(_run("-m", "tests.bench.plugin_process", page, environment=environment).splitlines()[-1])


def _run(*arguments: str, environment: dict[str, str]) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    print(target_table(plugin_targets(build(ROOT / "var" / "bench" / "sqlite", "small", 1, 2_000))))  # noqa: T201
