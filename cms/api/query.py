"""Bounds of what a caller may put in an address, checked by ``cms.api.middleware`` before anything else reads it.

Past these bounds a value can only be a mistake or an attack: it would end in a database error, a deep recursion or a
long wait.
"""

import re
from http import HTTPStatus

from django.http import HttpRequest, QueryDict

from cms.api.problems import MalformedRequestError

__all__ = ["MalformedQueryError", "check_address", "check_query"]

LONGEST_PATH = 2_000  # bytes
LONGEST_QUERY = 8_000  # bytes, as sent

MOST_PARAMETERS = 50
LONGEST_VALUE = 2_000  # characters
LONGEST_SEARCH = 200
LONGEST_FIELDS = 1_000
LONGEST_CURSOR = 6_000  # servers take addresses of some 8,000
DEEPEST_FIELDS = 3  # levels of brackets
LARGEST_NUMBER = 2**31 - 1
NUMBERS = frozenset({"limit", "offset", "id"})
PAGE_NUMBERS = frozenset({"child_of", "descendant_of", "ancestor_of", "translation_of"})
SEARCH_OPERATORS = frozenset({"and", "or"})
HOST_AND_PORT = re.compile(r"[A-Za-z0-9.\-_]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")


class MalformedQueryError(MalformedRequestError):
    """A query string is out of bounds. The message is for the caller and names the parameter."""


def check_address(request: HttpRequest) -> None:
    """Raise ``MalformedRequestError`` for a path or a query string that no view should see."""
    if "\x00" in request.path or len(request.path) > LONGEST_PATH:
        raise MalformedRequestError("there is nothing at this address", HTTPStatus.NOT_FOUND)
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise MalformedQueryError(f"the query string is longer than {LONGEST_QUERY} bytes")
    request.encoding = "utf-8"  # whatever the caller names: it would be the encoding of the query
    check_query(request.GET)


def check_query(query: QueryDict) -> None:
    """Raise ``MalformedQueryError`` for a query string that no view should see."""
    pairs = [(name, value) for name, values in query.lists() for value in values]
    if len(pairs) > MOST_PARAMETERS:
        raise MalformedQueryError(f"more than {MOST_PARAMETERS} query parameters")
    for name, value in pairs:
        if "\x00" in name or "\x00" in value:
            raise MalformedQueryError("null characters are not allowed in query parameters")
        _check_value(name, value)


def _check_value(name: str, value: str) -> None:
    longest = {"search": LONGEST_SEARCH, "fields": LONGEST_FIELDS, "cursor": LONGEST_CURSOR}.get(name, LONGEST_VALUE)
    if len(value) > longest:
        raise MalformedQueryError(f"{name} is longer than {longest} characters")
    if name in NUMBERS or (name in PAGE_NUMBERS and value != "root"):
        _check_number(name, value)
    elif name == "fields" and _depth(value) > DEEPEST_FIELDS:
        raise MalformedQueryError(f"fields is nested deeper than {DEEPEST_FIELDS} levels")
    elif name == "search_operator" and value not in SEARCH_OPERATORS:
        raise MalformedQueryError("search_operator must be 'and' or 'or'")
    elif name == "site" and not HOST_AND_PORT.fullmatch(value):
        raise MalformedQueryError("site must be a host name, with a port where sites share one")


def _check_number(name: str, value: str) -> None:
    if not (value.isascii() and value.isdigit()) or int(value[:20]) > LARGEST_NUMBER:
        raise MalformedQueryError(f"{name} must be a positive integer up to {LARGEST_NUMBER}")


def _depth(value: str) -> int:
    depth = deepest = 0
    for character in value:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest
