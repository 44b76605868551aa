"""Requests to both versions as no client should send them, from a seed. Used by ``test_fuzz``.

Each begins as a request that an endpoint takes, and is then spoilt in its path, its query, its headers, its content or
its method.
"""

import json
import random
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tests.cms.api.endpoints import Endpoint, endpoints

__all__ = ["Request", "requests"]

TEXTS = [
    *(
        "",
        " ",
        "\t",
        "\x00",
        "a\x00b",
        "\ufeff",
        "\u202e",
        "é",
        "😀",
        "\U0010ffff",
        "'",
        '"',
        "\\",
        "%",
        "%00",
        "%s",
        "{}",
    ),
    *(
        "null",
        "None",
        "undefined",
        "true",
        "NaN",
        "-Infinity",
        "[]",
        "[[",
        "a[b]",
        "__class__",
        "pk",
        "pk__in",
        "id__gt",
    ),
    *(
        "' or 1=1 --",
        "title; drop table",
        "../../etc/passwd",
        "//",
        "/",
        "?",
        "#",
        "a" * 300,
        "a" * 3000,
        "-",
        "-pk",
        "*",
    ),
    *(
        "root",
        "random",
        "live",
        "draft",
        "html",
        "pages.ProgramPage",
        "auth.Group",
        "wagtailcore.Page",
        "pages",
        "a.b.c",
    ),
    *(
        "title",
        "-title",
        "body",
        "owner",
        "password",
        "live",
        "title,-id",
        "_",
        "*,-title",
        "a(b(c(d(e))))",
        "(",
        ")",
        ",",
    ),
    *(
        "a AND b",
        "NEAR(a b)",
        'a "b',
        "a*",
        "^a",
        "a:b",
        "a OR NOT",
        "x " * 100,
        "localhost",
        "localhost:99999",
        "[::1]",
    ),
    *("2020", "2020-13-45", "0001-01-01", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "now", "1e400"),
    *("00000000-0000-0000-0000-000000000000", "en", "en-au", "x-klingon", "http://[", "javascript:alert(1)", "/a/?b=c"),
]
NUMBERS: list[Any] = [
    0,
    -1,
    1,
    2,
    3,
    99,
    101,
    2**31 - 1,
    2**31,
    2**63 - 1,
    2**63,
    -(2**63) - 1,
    10**30,
    0.5,
    -0.0,
    1e308,
]
RAW = [
    "%FF",
    "%C3%28",
    "%ED%A0%80",
    "%00",
    "%",
    "%zz",
    "&&&",
    "=",
    "=1",
    "a=1&a=2",
    "+",
    ";",
    "%E2%80%AE",
    "a[]=1",
    "a.b=1",
]
NAMES = [
    "nothing",
    "id",
    "pk",
    "title",
    "type",
    "fields",
    "order",
    "limit",
    "offset",
    "search",
    "a\x00b",
    "é",
    "",
    "__proto__",
]
FIELDS_V2 = [
    "fields",
    "order",
    "limit",
    "offset",
    "search",
    "search_operator",
    "rich_text_format",
    "id",
    "html_path",
    "site",
]
FIELDS_V2 += ["type", "child_of", "descendant_of", "ancestor_of", "translation_of", "locale", "tags", "title", "slug"]
FIELDS_V2 += [
    "first_published_at",
    "show_in_menus",
    "practices",
    "status",
    "starts",
    "old_path",
    "width",
    "format",
    "_",
]
CONTENT_TYPES = [
    "application/json",
    "application/json",
    "application/json",
    "text/plain",
    "",
    "application/json; charset=x",
]
CONTENT_TYPES += [
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "application/x-www-form-urlencoded",
    "\xff/\xff",
]
BROKEN = [
    b"",
    b"null",
    b"[]",
    b"1",
    b'"',
    b"{",
    b"\xff",
    b"{}" * 9,
    b"[" * 2000,
    b'{"a": 1e999}',
    b"--x\r\n\r\n--x--",
    b"NaN",
]
PLAUSIBLE = {
    "type": ["pages.ProgramPage", "pages.ContentPage", "home.HomePage", "pages.ProgramPage,pages.ContentPage"],
    "order": ["title", "-title", "random", "id", "first_published_at", "-first_published_at", "width", "status"],
    "fields": ["*", "_", "title", "*,-title", "_,title", "parent(*)", "owner_organisation(*)", "practices(name)"],
    "search": ["people", "a b c d", "work program", "a " * 90, "pro*", "é", "女"],
    "search_operator": ["and", "or"],
    "limit": ["1", "3", "100"],
    "offset": ["0", "1", "2147483647"],
    "site": ["localhost", "localhost:80", "[::1]:80"],
    "rich_text_format": ["html"],
    "version": ["live", "draft"],
    "html_path": ["/", "/old/", "/a/b/c/", "//", "/old/?a=b"],
    "tags": ["people", "people,work"],
    "first_published_at": ["2020-01-01", "2020-01-01T00:00:00Z"],
    "starts": ["2020-01", "2020"],
    "show_in_menus": ["true", "false"],
    "locale": ["en", "en-au"],
}
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get"]


@dataclass
class Request:
    """What to send. ``path`` holds the query; its ``repr`` is enough to send it again."""

    method: str
    path: str
    content: bytes = b""
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


class _Spoiler:
    """Makes the requests of one seed. ``ids`` are those of objects that exist."""

    def __init__(self, seed: int, ids: list[int]) -> None:
        self.random = random.Random(seed)
        self.ids = ids
        self.endpoints = [endpoint for endpoint in endpoints() if not endpoint.path.endswith("openapi.json")]

    def request(self) -> Request:
        endpoint = self.random.choice(self.endpoints)
        method = endpoint.method.upper() if self._one_in(0.92) else self.random.choice(METHODS)
        writes = endpoint.method != "get" and self._one_in(0.9)
        request = Request(method, f"{self._path(endpoint)}{'' if writes else '?' + self._query(endpoint)}")
        if "requestBody" in endpoint.operation or self._one_in(0.1):
            request.content = self._content(endpoint)
            request.content_type = "application/json" if self._one_in(0.8) else self.random.choice(CONTENT_TYPES)
        for name in ("If-None-Match", "If-Match", "If-Modified-Since", "Accept", "Accept-Language", "Range", "Cookie"):
            if self._one_in(0.05):
                request.headers[name] = self.random.choice(TEXTS).replace("\n", "").encode().decode("latin-1")
        return request

    def _one_in(self, chance: float) -> bool:
        return self.random.random() < chance

    def _path(self, endpoint: Endpoint) -> str:
        parts = [
            quote(self._segment(part[1:-1]), safe="") if part.startswith("{") else part
            for part in endpoint.path.split("/")
        ]
        path = "/".join(parts)
        if self._one_in(0.05):
            path += self.random.choice(RAW) + self.random.choice(["", "/"])
        return path

    def _segment(self, name: str) -> str:
        if self._one_in(0.8):
            return str(self.random.choice(self.ids)) if name.endswith(("id", "pk")) else "pages.ProgramPage"
        return str(self._value()) or "0"

    def _value(self) -> Any:
        if self._one_in(0.25):
            return self.random.choice(self.ids)
        return self.random.choice(NUMBERS) if self._one_in(0.4) else self.random.choice(TEXTS)

    def _query(self, endpoint: Endpoint) -> str:
        declared = [one["name"] for one in endpoint.operation.get("parameters", ()) if one["in"] == "query"]
        known = declared or FIELDS_V2
        pairs = []
        for _turn in range(self.random.choice([0, 1, 1, 1, 2, 2, 3, 4, 60])):
            name = self.random.choice(known if self._one_in(0.95) else NAMES)
            plausible = PLAUSIBLE.get(name) if self._one_in(0.6) else None
            pairs.append(f"{quote(name)}={quote(str(self.random.choice(plausible) if plausible else self._value()))}")
        if self._one_in(0.05):
            pairs.append(self.random.choice(RAW))
        return "&".join(pairs)

    def _content(self, endpoint: Endpoint) -> bytes:
        if self._one_in(0.1):
            return self.random.choice(BROKEN)
        value = self._spoilt(self._plausible(endpoint))
        return json.dumps(value, ensure_ascii=self._one_in(0.5)).encode("utf-8", "surrogatepass")

    def _plausible(self, endpoint: Endpoint) -> dict[str, Any]:
        page = self.random.choice(self.ids)
        meta = {"type": "pages.ContentPage", "parent_id": page, "action": "publish"}
        return {
            "title": "A",
            "slug": "a",
            "seo_title": "a",
            "meta": meta,
            "data": {"meta": meta},
            "body": [{"type": "rich_text", "value": "a"}],
            "destination_id": page,
            "position": "left",
            "recursive": True,
            "keep_live": True,
            "alias": True,
            "revision_id": page,
            "locale": "en-au",
            "old_path": "/a",
            "redirect_page_id": page,
            "redirect_link": "/b",
            "is_permanent": True,
            "site": 1,
            "hostname": "a.example.org",
            "port": 80,
            "root_page": page,
            "tags": ["a"],
            "collection": 1,
            "password": "a",
            "fields": {"name": "a"},
        }

    def _spoilt(self, value: dict[str, Any]) -> dict[str, Any]:
        for name in self.random.sample(sorted(value), k=self.random.choice([1, 1, 2, 4])):
            value[name] = self._json()
        if isinstance(value.get("meta"), dict) and self._one_in(0.5):
            value["meta"] = {**value["meta"], self.random.choice(["type", "parent_id", "action", "x"]): self._json()}
        for name in self.random.sample(sorted(value), k=self.random.choice([0, 0, 0, 2, 8])):
            del value[name]
        return value

    def _json(self, depth: int = 0) -> Any:
        choice = self.random.random()
        if choice < 0.15:
            return self.random.choice([None, True, False, [], {}, "\ud800", [None], {"type": None}])
        if choice < 0.3 and depth < 3:
            return [self._json(depth + 1) for _turn in range(self.random.randint(0, 3))]
        if choice < 0.4 and depth < 3:
            names = self.random.sample(["type", "value", "id", "format", "content", "meta", "", "a"], k=3)
            return {name: self._json(depth + 1) for name in names}
        return self._value()


def requests(seed: int, count: int, ids: list[int]) -> list[Request]:
    """``count`` requests, the same for the same seed."""
    spoiler = _Spoiler(seed, ids)
    return [spoiler.request() for _turn in range(count)]
