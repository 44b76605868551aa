"""Reads the demo's content files into plain data.

``content/`` mirrors the site: ``pages/`` has one file per page, where ``index.yaml`` is the page of its folder. The
other files hold
what pages refer to. Nothing here touches the database; ``cms.demo.load`` does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

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
    with (CONTENT / f"{name}.yaml").open(encoding="utf-8") as file:
        content: dict[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    return content


def page_sources() -> list[PageSource]:
    """Every page file, parents before children and siblings by their ``position``."""
    found = sorted(_pages(), key=lambda pair: (pair[1].path.count("/"), pair[0], pair[1].path))
    return [source for _position, source in found]


def _pages() -> Iterator[tuple[int, PageSource]]:
    root = CONTENT / "pages"
    for file in sorted(root.rglob("*.yaml")):
        values = read(str(file.relative_to(CONTENT).with_suffix("")))
        parts = file.relative_to(root).with_suffix("").parts
        if parts == ("home",):
            parts = ()
        elif parts[-1] == "index":
            parts = parts[:-1]
        path = "/" + "".join(f"{part}/" for part in parts)
        fields = {name: value for name, value in values.items() if name not in PLACEMENT}
        yield values.get("position", 0), PageSource(path, values["type"], fields)
