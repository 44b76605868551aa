"""What search engines are told where a site has more pages than one list holds."""

import re
from datetime import datetime
from itertools import chain

import pytest
from django.test import Client

from home.sitemap import PublicPages
from pages.models import ContentPage
from tests.factories.pages import ContentPageFactory, ProgramPageFactory
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db


def addresses(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return re.findall(r"<loc>http://[^/]+(.*?)</loc>", response.content.decode())


def test_many_pages_are_in_lists_that_an_index_names(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    default_home()
    for number in range(3):
        ContentPageFactory(slug=f"page-{number}")
    ProgramPageFactory(slug="program")
    ProgramPageFactory(slug="draft", live=False)
    whole = addresses(client, "/sitemap.xml")

    monkeypatch.setattr(PublicPages, "limit", 2)
    lists = addresses(client, "/sitemap.xml")

    assert lists == ["/sitemap-pages.xml", "/sitemap-pages.xml?p=2", "/sitemap-pages.xml?p=3"]
    parts = [addresses(client, path) for path in lists]
    assert [len(part) for part in parts] == [2, 2, 1]
    assert [*chain(*parts)] == whole == ["/", "/page-0/", "/page-1/", "/page-2/", "/program/"]


def test_the_index_tells_of_the_last_publishing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in (ContentPageFactory(), ContentPageFactory()):
        page.save_revision().publish()
    last = ContentPage.objects.order_by("last_published_at").last()
    assert last is not None
    monkeypatch.setattr(PublicPages, "limit", 1)

    told = re.findall("<lastmod>(.*?)</lastmod>", client.get("/sitemap.xml").content.decode())

    assert {datetime.fromisoformat(each) for each in told} == {last.last_published_at}


@pytest.mark.parametrize("page", ["0", "99", "x", "9" * 30])
def test_there_is_no_other_list(client: Client, page: str) -> None:
    default_home()

    assert client.get("/sitemap-pages.xml", {"p": page}).status_code == 404
