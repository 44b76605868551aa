"""Compares two OpenAPI documents operation by operation. Called by ``manage.py openapi --compare``.

Walks paths, methods, security, parameters, bodies, statuses and headers; ``schemas`` compares what they carry.
"""

import re
from collections.abc import Iterator
from typing import Any

from cms.api.contract.findings import Finding, Side
from cms.api.contract.rules import Spot
from cms.api.contract.schemas import SchemaComparison
from cms.api.contract.shapes import resolve

__all__ = ["compare"]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
PARAMETER = re.compile(r"\{([^}]+)\}")
NOBODY = "AllowAnonymous"  # Wagtail's name, in its list of schemes, for a request without any
STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
Found = Iterator[Finding]
Json = dict[str, Any]


def compare(old: Json, new: Json) -> list[Finding]:
    """What changed from ``old`` to ``new``, two OpenAPI 3.1 documents, for a client that was built on ``old``."""
    return list(DocumentComparison(old, new).findings())


class DocumentComparison:
    """One comparison of two documents."""

    def __init__(self, old: Json, new: Json) -> None:
        self.old = old
        self.new = new
        self.schemas = SchemaComparison(old, new)

    def findings(self) -> Found:
        """All of them."""
        before, after = _by_shape(self.old.get("paths", {})), _by_shape(self.new.get("paths", {}))
        for shape in sorted({*before, *after}):
            if shape not in after:
                for name in _methods(before[shape][1]):
                    operation = before[shape][1][name]
                    place = operation.get("operationId", f"{name.upper()} {before[shape][0]}")
                    yield Spot(Side.REQUEST, place, "paths").finding("endpoint-removed", before[shape][0])
            elif shape not in before:
                path, item = after[shape]
                place = next((item[name].get("operationId", path) for name in _methods(item)), path)
                yield Spot(Side.REQUEST, place, "paths").finding("endpoint-added", new=path)
            else:
                yield from self._methods(before[shape], after[shape])

    def _methods(self, before: tuple[str, Json], after: tuple[str, Json]) -> Found:
        (old_path, old), (new_path, new) = before, after
        for name in METHODS:
            called = [f"{name.upper()} {path}" for path in (old_path, new_path)]
            if name in old and name not in new:
                place = old[name].get("operationId", called[0])
                yield Spot(Side.REQUEST, place, "paths").finding("method-removed", called[0])
            elif name in new and name not in old:
                place = new[name].get("operationId", called[1])
                yield Spot(Side.REQUEST, place, "paths").finding("method-added", new=called[1])
            elif name in old:
                one, other = ({**item[name], "parameters": _parameters(item, name)} for item in (old, new))
                at = Spot(Side.REQUEST, old[name].get("operationId", called[0]), called[0])
                yield from self._operation(at, one, other, (old_path, new_path))

    def _operation(self, at: Spot, old: Json, new: Json, paths: tuple[str, str]) -> Found:
        if old.get("operationId") != new.get("operationId"):
            yield at.finding("operation-renamed", new=new.get("operationId", "nothing"))
        if new.get("deprecated") and not old.get("deprecated"):
            yield at.finding("operation-deprecated")
        yield from self._security(at, old, new)
        yield from self._parameters(at, old, new, paths)
        yield from self._body(at, old.get("requestBody"), new.get("requestBody"))
        yield from self._responses(at, old.get("responses", {}), new.get("responses", {}))

    def _security(self, at: Spot, old: Json, new: Json) -> Found:
        before, after = (
            _ways(operation.get("security", document.get("security")) or [])
            for operation, document in ((old, self.old), (new, self.new))
        )
        for way in sorted(before, key=sorted):
            if not any(other <= way for other in after):
                yield at.finding("security-narrowed", _way(way), " or ".join(map(_way, sorted(after, key=sorted))))
        for way in sorted(after, key=sorted):
            if not any(other <= way for other in before):
                yield at.finding("security-widened", new=_way(way))

    def _parameters(self, at: Spot, old: Json, new: Json, paths: tuple[str, str]) -> Found:
        before, after = (
            _by_name(operation["parameters"], document, path)
            for operation, document, path in zip((old, new), (self.old, self.new), paths, strict=True)
        )
        for key in sorted({*before, *after}):
            one, other = before.get(key), after.get(key)
            inner = at.inside(f".{(one or other or {})['name']}")
            if other is None:
                yield inner.finding("parameter-removed")
            elif one is None:
                yield inner.finding("required-parameter-added" if other.get("required") else "parameter-added")
            else:
                yield from self._parameter(inner, one, other)

    def _parameter(self, at: Spot, old: Json, new: Json) -> Found:
        if old["name"] != new["name"]:
            yield at.finding("path-parameter-renamed", new=new["name"])
        if bool(old.get("required")) != bool(new.get("required")):
            yield at.finding("parameter-became-required" if new.get("required") else "parameter-became-optional")
        before, after = _style(old), _style(new)
        if before != after:
            yield at.finding("parameter-style-changed", before, after)
        yield from self.schemas.compare(old.get("schema", {}), new.get("schema", {}), at.side, at.place, at.where)

    def _body(self, at: Spot, old: Any, new: Any) -> Found:
        inner = at.inside(".body")
        old, new = (None if body is None else resolve(body, doc) for body, doc in ((old, self.old), (new, self.new)))
        if old is None or new is None:
            if old is not new:
                required = new is not None and new.get("required")
                yield inner.finding(
                    "body-removed" if new is None else "required-body-added" if required else "body-added"
                )
            return
        if bool(old.get("required")) != bool(new.get("required")):
            yield inner.finding("body-became-required" if new.get("required") else "body-became-optional")
        yield from self._content(inner, old.get("content", {}), new.get("content", {}))

    def _responses(self, at: Spot, old: Json, new: Json) -> Found:
        for status in sorted({*old, *new}):
            inner = Spot(Side.RESPONSE, f"{at.place}.{status}", f"{at.where} → {status}")
            if status not in new:
                yield inner.finding("success-status-removed" if status[0] in "23d" else "error-status-removed", status)
            elif status not in old:
                yield inner.finding("status-added", new=status)
            else:
                before, after = resolve(old[status], self.old), resolve(new[status], self.new)
                yield from self._content(inner, before.get("content", {}), after.get("content", {}))
                yield from self._headers(inner, before.get("headers", {}), after.get("headers", {}))

    def _content(self, at: Spot, old: Json, new: Json) -> Found:
        for media in sorted({*old, *new}):
            if media not in new:
                yield at.finding("media-type-removed", media)
            elif media not in old:
                yield at.finding("media-type-added", new=media)
            else:
                schemas = old[media].get("schema", {}), new[media].get("schema", {})
                yield from self.schemas.compare(*schemas, at.side, at.place, at.where)

    def _headers(self, at: Spot, old: Json, new: Json) -> Found:
        before, after = (
            {name.lower(): resolve(header, document) for name, header in headers.items()}
            for headers, document in ((old, self.old), (new, self.new))
        )
        for name in sorted({*before, *after}):
            inner = at.inside(f".{name}")
            if name not in before:
                yield inner.finding("header-added")
                continue
            required = before[name].get("required")
            if name not in after:
                yield inner.finding("required-header-removed" if required else "header-removed")
                continue
            if required and not after[name].get("required"):
                yield inner.finding("header-became-optional")
            schemas = before[name].get("schema", {}), after[name].get("schema", {})
            yield from self.schemas.compare(*schemas, at.side, inner.place, at.where)


def _by_shape(paths: Json) -> dict[str, tuple[str, Json]]:
    """Paths by what they are without the names of their parameters."""
    return {PARAMETER.sub("{}", path): (path, item) for path, item in paths.items()}


def _methods(item: Json) -> list[str]:
    return [name for name in METHODS if name in item]


def _parameters(item: Json, method: str) -> list[Json]:
    return [*item.get("parameters", []), *item[method].get("parameters", [])]


def _by_name(parameters: list[Json], document: Json, path: str) -> dict[tuple[str, str], Json]:
    """Parameters by where they stand and their name; those of a path by their number in it."""
    in_path = PARAMETER.findall(path)
    found = [resolve(parameter, document) for parameter in parameters]
    return {
        (one["in"], f"{in_path.index(one['name']):02}" if one["name"] in in_path else one["name"]): one for one in found
    }


def _style(parameter: Json) -> str:
    style = parameter.get("style", STYLES[parameter["in"]])
    return style + (" exploded" if parameter.get("explode", style == "form") else "")


def _ways(security: list[Json]) -> set[frozenset[str]]:
    """The alternatives of signing in, each a set of what it takes; the empty set is a request without anything."""
    ways = {
        frozenset(f"{name} {scope}".strip() for name, scopes in way.items() for scope in (scopes or [""]))
        for way in security or [{}]
    }
    return {frozenset() if way == {NOBODY} else way for way in ways}


def _way(way: frozenset[str]) -> str:
    return " with ".join(sorted(way)) or "no credential"
