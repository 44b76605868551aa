"""The address of whoever sent a request, for limits that hold for each address. Asked by throttles.

A proxy in front, and a frontend that calls the API from its own server, say in ``X-Forwarded-For`` for whom they ask.
Anybody can send that header, so it is read from its end, and only as long as those who wrote it are trusted.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

__all__ = ["client_address", "client_network"]

Address = IPv4Address | IPv6Address

HOUSEHOLD = 64  # bits: whoever has one address of IPv6 has as many as this leaves


def client_address(request: HttpRequest) -> Address | None:
    """The nearest address that is not one of ours; ``None`` when the server does not know it, as on a socket file."""
    nearest = _address(request.META.get("REMOTE_ADDR", ""))
    is_trusted = settings.BEHIND_PROXY or _is_trusted(nearest)
    for text in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        address = _address(text)
        if not is_trusted or address is None:
            break
        nearest, is_trusted = address, _is_trusted(address)
    return nearest


def client_network(request: HttpRequest) -> str:
    """The client as limits count it: its address, or its network of IPv6; empty when it is not known."""
    address = client_address(request)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, HOUSEHOLD), strict=False))
    return str(address or "")


def _is_trusted(address: Address | None) -> bool:
    return address is not None and any(address in ip_network(network) for network in settings.TRUSTED_PROXIES)


def _address(text: str) -> Address | None:
    """``text`` as an address, without the port that some proxies add."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
