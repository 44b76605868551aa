"""Admin, API and pages on hosts of their own."""

import pytest
import pytest_django
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from tests.factories.media import DocumentFactory
from tests.factories.pages import ContentPageFactory

pytestmark = pytest.mark.django_db

ADMIN, API, PAGES, UNKNOWN = "admin.example.org", "api.example.org", "www.example.org", "www.example.com"
EVERY_HOST = [ADMIN, API, PAGES]


@pytest.fixture
def apart(settings: pytest_django.Settings) -> None:
    settings.ADMIN_HOSTS = [ADMIN.upper()]  # host names have no case
    settings.API_HOSTS = [API]


def status(host: str, path: str) -> int:
    return Client().get(path, headers={"Host": host}).status_code


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/", "/admin", "/api/v2/pages/", "/api/v3/pages/", "/"])
def test_every_host_serves_everything_by_default(path: str) -> None:
    for host in EVERY_HOST:
        assert status(host, path) in (200, 301, 302)


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize(
    ("path", "served_by"),
    [
        ("/admin/login/", ADMIN),
        ("/admin/", ADMIN),
        ("/admin", ADMIN),
        ("/api/v2/pages/", API),
        ("/api/v3/openapi.json", API),
        ("/", PAGES),
    ],
)
def test_each_host_has_its_role(path: str, served_by: str) -> None:
    for host in EVERY_HOST:
        assert (status(host, path) != 404) == (host == served_by), host


@pytest.mark.usefixtures("apart")
def test_a_host_may_have_a_port() -> None:
    assert status(f"{API}:8000", "/api/v3/pages/") == 200
    assert status(f"{API}:8000", "/admin/login/") == 404


@pytest.mark.usefixtures("apart")
def test_a_page_named_like_a_role_is_a_page() -> None:
    ContentPageFactory(title="Administration", slug="administration")
    ContentPageFactory(title="APIs", slug="apis")

    for path in ("/administration/", "/apis/"):
        assert status(PAGES, path) == 200
        assert status(ADMIN, path) == status(API, path) == 404


@pytest.mark.usefixtures("apart")
def test_files_and_the_health_check_are_on_every_host() -> None:
    document = DocumentFactory()
    default_storage.save("a-file.txt", ContentFile(b"content"))

    for host in EVERY_HOST:
        assert status(host, "/healthz/") == 200
        assert status(host, document.url) == 200


@pytest.mark.usefixtures("apart")
def test_an_unknown_host_is_refused() -> None:
    for path in ("/", "/admin/", "/api/v3/pages/"):
        assert status(UNKNOWN, path) == 400


@pytest.mark.usefixtures("apart")
def test_the_admin_signs_in_on_its_own_host() -> None:
    response = Client().get("/admin/", headers={"Host": ADMIN})

    assert response.status_code == 302
    assert response["Location"] == "/admin/login/?next=/admin/"


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_the_api_links_to_itself_by_its_own_address(settings: pytest_django.Settings, version: str) -> None:
    settings.WAGTAILAPI_BASE_URL = "https://api.example.org"  # what API_URL sets
    page = ContentPageFactory()

    meta = Client().get(f"/api/{version}/pages/{page.pk}/", headers={"Host": PAGES}).json()["meta"]

    assert meta["detail_url"] == f"https://api.example.org/api/{version}/pages/{page.pk}/"
    assert meta["parent"]["meta"]["detail_url"].startswith(f"https://api.example.org/api/{version}/pages/")
    assert meta["html_url"] == "http://localhost:8000/online-guides/"
