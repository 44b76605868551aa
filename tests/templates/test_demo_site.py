"""The demo, as a real site: every page of it keeps the rules, and every link of it leads somewhere."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from cms.demo.load import load_demo
from tests.templates.html_rules import broken_rules

pytestmark = pytest.mark.django_db


def test_every_page_of_the_demo_keeps_the_rules_and_leads_somewhere(client: Client) -> None:
    load_demo()
    addresses = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    known: dict[str, int] = {}

    for address in addresses:
        response = client.get(address)
        html = response.content.decode()
        assert response.status_code == 200, address
        assert broken_rules(html) == [], address
        for link in BeautifulSoup(html, "html.parser").select("a[href]"):
            target = str(link["href"]).split("#")[0].removeprefix("http://localhost:8000")
            if target.startswith("/"):
                if target not in known:
                    known[target] = client.get(target).status_code
                assert known[target] == 200, f"{address} links to {target}"

    assert len(addresses) > 10
    assert set(addresses) <= set(known)
