"""What the ledger and the stored answers add to the deletion of a section does not grow with its pages."""

import re
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from tests.cms.ledger.told import Told
from tests.factories.pages import IndexPageFactory, ProgramPageFactory
from tests.factories.people import AdministratorFactory

pytestmark = pytest.mark.django_db

#: What only our rooms ask for while a page is deleted.
OURS = re.compile(
    r'"(?:delivery_\w+|ledger_\w+)"'
    r'|"page_id", "wagtailcore_page"\."path" AS "page__path"'  # restrictions
    r'|"root_page__path"'  # sites
)


@pytest.fixture
def client_of_an_administrator(client: Client) -> Client:
    client.force_login(AdministratorFactory())
    return client


def asked_by_us(client: Client, pages: int) -> Counter[str]:
    """Our queries, by their beginning, of deleting a section of so many pages with parts and a redirect each."""
    section = IndexPageFactory(title=f"Section of {pages}")
    for number in range(pages):
        page = ProgramPageFactory(parent=section, title=f"Page {number}", complete=True)
        Redirect.add_redirect(f"/old/{pages}/{number}", page)
    told = Told()
    with CaptureQueriesContext(connection) as asked:
        assert client.post(reverse("wagtailadmin_pages:delete", args=[section.pk])).status_code == 302
    rows = told.rows()
    assert {row.action for row in rows} == {"deleted"}
    assert len(rows) == 1 + pages + pages
    return Counter(query["sql"][:40] for query in asked if OURS.search(query["sql"]))


def test_nothing_is_asked_for_each_page_or_part(client_of_an_administrator: Client) -> None:
    one, four = (asked_by_us(client_of_an_administrator, pages) for pages in (1, 4))

    assert one == four
