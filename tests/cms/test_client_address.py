"""The address of a caller is the nearest that is not ours, whatever a caller says of itself."""

import pytest
import pytest_django
from django.test import RequestFactory

from cms.client_address import client_address, client_network

PROXY, FRONTEND, READER, LIE = "10.0.0.1", "198.51.100.7", "203.0.113.9", "8.8.8.8"


def address(remote: str, forwarded: str | None = None) -> str:
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    return str(client_address(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)))


def test_without_a_trusted_proxy_what_a_caller_says_counts_nothing() -> None:
    assert address(READER) == READER
    assert address(READER, LIE) == READER


def test_the_proxy_in_front_says_who_called_it(settings: pytest_django.Settings) -> None:
    settings.BEHIND_PROXY = True

    assert address(PROXY, READER) == READER
    assert address(PROXY, f"{LIE}, {READER}") == READER
    assert address("", READER) == READER  # a socket file
    assert address(PROXY) == PROXY


def test_a_trusted_frontend_says_for_whom_it_calls(settings: pytest_django.Settings) -> None:
    settings.BEHIND_PROXY = True
    settings.TRUSTED_PROXIES = ["198.51.100.0/24"]

    assert address(PROXY, f"{READER}, {FRONTEND}") == READER
    assert address(PROXY, f"{LIE}, {READER}, {FRONTEND}") == READER
    assert address(PROXY, f"nonsense, {FRONTEND}") == FRONTEND


def test_a_trusted_frontend_needs_no_proxy(settings: pytest_django.Settings) -> None:
    settings.TRUSTED_PROXIES = ["2001:db8::/32"]

    assert address("2001:db8::7", READER) == READER
    assert address(READER, LIE) == READER


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("203.0.113.9:5000", "203.0.113.9"),
        ("[2001:db8::1]:5000", "2001:db8::1"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unknown", PROXY),
        ("", PROXY),
        (",", PROXY),
        ("1.2.3.4.5", PROXY),
    ],
)
def test_addresses_are_read_as_proxies_write_them(settings: pytest_django.Settings, written: str, read: str) -> None:
    settings.BEHIND_PROXY = True

    assert address(PROXY, written) == read


def test_limits_count_a_household_of_ipv6_as_one() -> None:
    def network(remote: str) -> str:
        return client_network(RequestFactory().get("/", REMOTE_ADDR=remote))

    assert network("2001:db8::1") == network("2001:db8::2") == "2001:db8::/64"
    assert network("203.0.113.9") == "203.0.113.9"
    assert network("") == ""
