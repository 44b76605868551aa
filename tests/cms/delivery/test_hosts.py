"""Nobody fills the store with hosts or ports that they make up."""

from collections.abc import Iterator

import pytest
import pytest_django

from cms.conf import product_settings
from cms.delivery.hosts import is_stored_host
from cms.delivery.models import StoredAnswer
from tests.bench.servers import fetch, granian
from tests.cms.delivery.server import Server
from tests.factories.pages import ProgramPageFactory
from tests.factories.sites import SiteFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def frontends(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("FRONTEND_URLS", '{"cms.example.net:8443": "https://www.example.net:9443"}')
    product_settings.cache_clear()
    yield
    product_settings.cache_clear()


@pytest.mark.parametrize(
    ("host", "is_stored"),
    [
        ("testserver", True),
        ("TestServer:443", True),
        ("testserver:80", True),
        ("testserver:8765", True),  # where the server listens
        ("testserver:8111", True),  # a site's port
        ("testserver:8222", True),  # the port of PUBLIC_URL
        ("testserver:8333", True),  # the port of API_URL
        ("testserver:8443", True),  # a port in FRONTEND_URLS
        ("testserver:9443", True),
        ("site.example.org", True),  # a site's name
        ("site.example.org:8765", True),
        ("testserver:8766", False),
        ("site.example.org:8766", False),
        ("testserver:0443", False),
        ("testserver:" + "9" * 400, False),
        ("testserver.", False),
        ("made-up.example.org", False),  # a pattern allows it
        ("made-up.example.org:8765", False),
        ("[::1]", False),
        ("[::1]:8765", False),
    ],
)
def test_a_host_is_stored_when_its_name_and_its_port_are_known(
    host: str, is_stored: bool, frontends: None, settings: pytest_django.Settings
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://testserver:8222"
    settings.WAGTAILAPI_BASE_URL = "https://testserver:8333"
    SiteFactory(hostname="site.example.org", port=8111)

    assert is_stored_host(host, "8765") is is_stored


def test_an_ipv6_address_is_a_name(settings: pytest_django.Settings) -> None:
    settings.ALLOWED_HOSTS = ["[::1]"]

    assert is_stored_host("[::1]", "8765")
    assert is_stored_host("[::1]:8765", "8765")
    assert not is_stored_host("[::1]:8766", "8765")


def test_made_up_hosts_and_ports_fill_nothing(server: Server) -> None:
    page = ProgramPageFactory()

    for host in ("made-up.example.org", *(f"localhost:{port}" for port in range(4000, 4005))):
        assert server.get(f"/api/v3/pages/{page.pk}/", host=host).status == 200

    assert not StoredAnswer.objects.exists()


def test_granian_tells_its_own_port_whatever_the_host_says() -> None:
    with granian("port", "tests.cms.delivery.server_port:application", {}, threads=1) as server:
        _status, _headers, said = fetch(server.url, {"Host": "localhost:4711"})

    assert said == str(server.port).encode()
