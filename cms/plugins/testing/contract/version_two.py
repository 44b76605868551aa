"""Version 2 has no document of its own: what it shows of pages, images and documents is held against version 3's.

The same field has the same JSON in both. Fields that only one of them has, and ``meta``, are passed over.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse

from cms.plugins.testing.contract.document import ResponseContract

__all__ = ["check_version_two"]

PATH = re.compile(r"/api/v2/(pages|images|documents)/(?:\d+/)?")
OWN = frozenset({"meta"})  # the two versions have other members there


def check_version_two(contract: ResponseContract, path: str, response: HttpResponse) -> None:
    """Raise ``Drift`` when a field in ``response`` of version 2 does not fit what version 3 says of it."""
    kind = PATH.fullmatch(path)
    if kind is None or response.status_code != 200:
        return
    answer = json.loads(response.content)
    for item in answer.get("items", [answer]):
        for name, schema, value in _shared(contract, kind[1], item):
            contract.check_value(f"{path}: {name}", schema, value)


def _shared(contract: ResponseContract, kind: str, item: Any) -> Iterator[tuple[str, dict[str, Any], Any]]:
    properties = _component(contract, kind, item).get("properties", {})
    for name in item.keys() & properties.keys() - OWN:
        yield name, properties[name], item[name]


def _component(contract: ResponseContract, kind: str, item: Any) -> dict[str, Any]:
    if kind == "pages":
        name = item.get("meta", {}).get("type", "").rpartition(".")[2]
    else:
        [path] = [one for one in contract.operations if one.template.startswith(f"/api/v3/{kind}/{{")]
        content = path.methods["get"]["responses"]["200"]["content"]["application/json"]
        whole = content["schema"].get("anyOf", [content["schema"]])[0]  # the other is what fields= leaves of it
        name = whole["$ref"].rpartition("/")[2]
    return dict(contract.schemas.get(name, {}))
