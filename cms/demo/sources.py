"""Reads the demo's content files into plain data.

``content/`` mirrors the site: ``pages/`` has one file per page, where ``index.yaml`` is the page of its folder. The
other files hold what pages refer to. Plugins add pages by the hook ``demo_content``, each in a folder of its own.
Nothing here touches the database; ``cms.demo.load`` does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from cms.hookspecs import DemoContent
from cms.plugins.manager import answers

__all__ = ["CONTENT", "PageSource", "page_sources", "read"]

CONTENT = Path(__file__).parent / "content"

#: Keys of a page file that say where the page stands, not what it says.
PLACEMENT = ("type", "position")


@dataclass(frozen=True, slots=True)
class PageSource:
    """One page file. ``path`` is the page's URL path on the site, ``values`` are its fields by name."""

    path: str
    model: str
    values: dict[str, Any]

    @property
    def slug(self) -> str:
        """The last part of the path; empty for the home page."""
        return self.path.rstrip("/").rpartition("/")[2]

    @property
    def parent_path(self) -> str:
        """The path of the page above."""
        return self.path.rstrip("/").rpartition("/")[0] + "/"


def read(name: str) -> dict[str, Any]:
    """The content of ``content/<name>.yaml``."""
    return _content(CONTENT / f"{name}.yaml")


def page_sources() -> list[PageSource]:
    """Every page file, ours first: parents before children and siblings by their ``position``."""
    found: list[PageSource] = []
    for answer in answers("demo_content", DemoContent):
        pages = sorted(_pages(answer.item.folder), key=lambda pair: (pair[1].path.count("/"), pair[0], pair[1].path))
        found += (source for _position, source in pages)
    return found


def _content(file: Path) -> dict[str, Any]:
    with file.open(encoding="utf-8") as opened:
        content: dict[str, Any] = yaml.load(opened, Loader=yaml.CSafeLoader)
    return content


def _pages(folder: Path) -> Iterator[tuple[int, PageSource]]:
    root = folder / "pages"
    for file in sorted(root.rglob("*.yaml")):
        values = _content(file)
        parts = file.relative_to(root).with_suffix("").parts
        if parts == ("home",):
            parts = ()
        elif parts[-1] == "index":
            parts = parts[:-1]
        path = "/" + "".join(f"{part}/" for part in parts)
        fields = {name: value for name, value in values.items() if name not in PLACEMENT}
        yield values.get("position", 0), PageSource(path, values["type"], fields)
