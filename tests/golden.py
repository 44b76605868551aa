"""Golden files: what a public contract looked like when somebody last looked, under ``tests/snapshots``.

A change of contract makes its test fail and shows in review as a change of its file. To accept it::

    pytest tests/cms/api/test_golden.py --snapshot-update

Numbers, times and file names that differ from run to run are replaced before comparing.
"""

import json
import re
from pathlib import Path
from typing import Any

__all__ = ["SNAPSHOTS", "golden_text", "matches"]

SNAPSHOTS = Path(__file__).parent / "snapshots"

REPLACED_IN_TEXT = (
    (re.compile(r"(/(?:pages|images|documents|redirects|forms)/)\d+(?=/)"), r"\g<1>0"),
    (re.compile(r"(?<=[a-z])_[A-Za-z0-9]{7}(?=[.][a-z0-9])"), ""),
    (re.compile(r"^data:image/webp;base64,[A-Za-z0-9+/=]+$"), "data:image/webp;base64,AAAA"),
    (re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$"), "2030-01-31T12:00:00.000Z"),
)

IDS = frozenset({"id", "page_id", "root_page_id"})


def golden_text(data: Any) -> str:
    """``data`` as it stands in a golden file."""
    return json.dumps(_steady(data), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def matches(path: Path, data: Any, *, update: bool) -> None:
    """Compare ``data`` with the golden file at ``path`` (below ``SNAPSHOTS``), or write it."""
    file = SNAPSHOTS / path
    if update:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(golden_text(data), encoding="utf-8")
    assert file.is_file(), f"There is no golden file {path}. Make it with --snapshot-update and look at it."
    assert golden_text(data) == file.read_text(encoding="utf-8")


def _steady(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: 0 if name in IDS and isinstance(value, int) else _steady(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_steady(value) for value in data]
    if isinstance(data, str):
        for pattern, replacement in REPLACED_IN_TEXT:
            data = pattern.sub(replacement, data)
    return data
