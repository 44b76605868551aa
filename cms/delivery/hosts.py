"""For which hosts answers are stored: those that settings or sites name in full, with a port that somebody serves on.

Called by ``middleware`` before it stores. The host and its port, as sent, are part of a key: whoever makes up names
that a pattern allows, or ports of a known name, could else fill the store.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from cms.conf import product_settings

__all__ = ["is_stored_host"]

USUAL_PORTS = frozenset({"", "80", "443"})
_WITH_PORT = re.compile(r"(?P<name>.+):(?P<port>\d+)", re.ASCII)  # an IPv6 address without a port ends with a bracket


def is_stored_host(host: str, server_port: str) -> bool:
    """Whether answers for ``host``, as sent with its port, are stored.

    ``server_port`` is the port that the server itself listens on, ``SERVER_PORT`` of WSGI; granian reads it from the
    socket, so no request can make it up. Ports are compared as they are written: ``0443`` is none.
    """
    found = _WITH_PORT.fullmatch(host.lower())
    name, port = (found["name"], found["port"]) if found else (host.lower(), "")
    is_named = name in _named_hosts()
    is_served = port in USUAL_PORTS or port == server_port or port in _named_ports()
    if is_named and is_served:
        return True
    sites = list(Site.objects.values_list("hostname", "port"))
    is_named = is_named or any(hostname.lower() == name for hostname, _port in sites)
    return is_named and (is_served or port in {str(number) for _hostname, number in sites})


def _named_hosts() -> set[str]:
    return {allowed.lower() for allowed in settings.ALLOWED_HOSTS if not allowed.startswith((".", "*"))}


def _named_ports() -> set[str]:
    """The ports in the addresses of the CMS itself, of the frontends, and of the sites that these are for."""
    frontends = product_settings().frontend_urls
    addresses = [settings.WAGTAILADMIN_BASE_URL, settings.WAGTAILAPI_BASE_URL, *frontends.values()]
    return {str(port) for port in _ports([*addresses, *(f"//{site}" for site in frontends)])}


def _ports(addresses: Iterable[str]) -> Iterator[int]:
    return (port for port in (urlsplit(address or "").port for address in addresses) if port is not None)
