"""Forms that the values of settings have in the environment: how they are read, and what is said of wrong ones.

Each is a type for a field of ``cms.conf``; its ``ValueError`` becomes the message after the variable's name.
"""

import json
import logging
from ipaddress import ip_network
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator
from pydantic_settings import NoDecode

__all__ = [
    "CommaSeparated",
    "FrontendAddresses",
    "HostNames",
    "JsonTexts",
    "LogLevel",
    "Networks",
    "Origins",
    "TimeZone",
    "UrlPath",
    "UrlPrefix",
    "WebAddress",
    "origin_of",
]


def _parts_between_commas(value: Any) -> Any:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _json_object(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON ({error})") from None


def _host_name(value: str) -> str:
    is_ipv6 = value.startswith("[") and value.endswith("]")
    if "/" in value or (":" in value and not is_ipv6):
        raise ValueError("must hold host names such as cms.example.org, without scheme, port or path")
    return value


def _web_address(value: str) -> str:
    """An address with scheme and host, without a trailing slash; empty stays empty."""
    if not value:
        return value
    try:
        parts = urlsplit(value)
        complete = parts.scheme in ("http", "https") and parts.hostname is not None and (parts.port or 1) > 0
    except ValueError:
        complete = False
    if not complete:
        raise ValueError("must look like https://cms.example.org")
    return value.rstrip("/")


def _site_host(value: str) -> str:
    """A host name in lower case, with or without a port."""
    try:
        parts = urlsplit(f"//{value}")
        complete = bool(parts.hostname) and parts.port != 0
    except ValueError:
        complete = False
    if not complete or parts.netloc != value or "@" in value or value.endswith(":"):
        raise ValueError("must name sites as cms.example.org or cms.example.org:8080, without scheme or path")
    return value.lower()


def _frontend_address(value: str) -> str:
    address = _web_address(value)
    if not address or any(sign in address for sign in "?#@"):
        raise ValueError("must give addresses such as https://www.example.org")
    return address


def _network(value: str) -> str:
    try:
        return str(ip_network(value))
    except ValueError:
        raise ValueError("must hold addresses or networks such as 10.0.0.7 or 10.0.0.0/24") from None


def _ends_with_slash(value: str) -> str:
    if not value.startswith(("/", "http://", "https://")) or not value.endswith("/") or value == "/":
        raise ValueError("must look like /media/ or https://media.example.org/")
    return value


def origin_of(address: str) -> str:
    """Scheme, host and port of an address, as browsers name where a page comes from."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _url_path(value: str) -> str:
    if value and (not value.startswith("/") or value.startswith("//") or any(sign in value for sign in "?#")):
        raise ValueError("must be a path such as /api/preview/")
    return value


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("must be a time zone such as Australia/Sydney") from None
    return value


def _log_level(value: str) -> str:
    if value.upper() not in logging.getLevelNamesMapping():
        raise ValueError("must be DEBUG, INFO, WARNING, ERROR or CRITICAL")
    return value.upper()


CommaSeparated = Annotated[list[str], NoDecode, BeforeValidator(_parts_between_commas)]
HostNames = Annotated[
    list[Annotated[str, AfterValidator(_host_name)]], NoDecode, BeforeValidator(_parts_between_commas)
]
Origins = Annotated[
    list[Annotated[str, AfterValidator(_web_address)]], NoDecode, BeforeValidator(_parts_between_commas)
]
Networks = Annotated[list[Annotated[str, AfterValidator(_network)]], NoDecode, BeforeValidator(_parts_between_commas)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
FrontendAddresses = Annotated[
    dict[Annotated[str, AfterValidator(_site_host)], Annotated[str, AfterValidator(_frontend_address)]],
    NoDecode,
    BeforeValidator(_json_object),
]
TimeZone = Annotated[str, AfterValidator(_time_zone)]
UrlPath = Annotated[str, AfterValidator(_url_path)]
UrlPrefix = Annotated[str, AfterValidator(_ends_with_slash)]
LogLevel = Annotated[str, AfterValidator(_log_level)]
JsonTexts = Annotated[dict[str, str | None], NoDecode, BeforeValidator(_json_object)]
