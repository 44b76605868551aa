"""``/api/v3/navigation/``, ``/settings/`` and ``/sites/``: what a site has of its own, for everybody."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from cms.api.scopes import Scope
from cms.plugins.testing.client import ApiClient
from home.models import FooterMenuItem, MainMenuItem, Navigation, SiteSettings
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.sites import HomePageFactory, SiteFactory, default_home
from tests.factories.tokens import EVERY_SCOPE, caller_with_token
from tests.frontends import frontends

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> Site:
    return SiteFactory(hostname="two.example.org", site_name="Two")


def menu_page(title: str, parent: Page | None = None) -> Page:
    return ContentPageFactory(title=title, parent=parent or default_home(), show_in_menus=True)


def labels(menu: list[Any]) -> list[Any]:
    return [(item["label"], labels(item["children"])) for item in menu]


def test_navigation_gives_both_menus_four_levels_deep(v3: ApiClient) -> None:
    page = None
    for level in range(1, 6):
        page = menu_page(f"Level {level}", page)

    menus = v3.json("navigation/")

    assert labels(menus["main"]) == [("Level 1", [("Level 2", [("Level 3", [("Level 4", [])])])])]
    assert labels(menus["footer"]) == [("Level 1", [])]
    assert set(menus["main"][0]) == {"label", "url", "path", "page_id", "children"}


def test_navigation_gives_the_menus_that_an_editor_listed(v3: ApiClient) -> None:
    page = ContentPageFactory(title="Guides")
    navigation = Navigation.objects.create(site=Site.objects.get())
    MainMenuItem.objects.create(navigation=navigation, page=page, label="Read")
    FooterMenuItem.objects.create(navigation=navigation, url="https://elsewhere.example.org/x", label="Elsewhere")

    with frontends({"localhost": "https://www.example.org"}):
        menus = v3.json("navigation/")

    expected = {"label": "Read", "url": "https://www.example.org/guides/", "path": "/guides/", "page_id": page.pk}
    assert menus["main"] == [{**expected, "children": []}]
    outside = {"label": "Elsewhere", "url": "https://elsewhere.example.org/x", "path": None, "page_id": None}
    assert menus["footer"] == [{**outside, "children": []}]


def test_no_menu_names_what_is_not_public(v3: ApiClient) -> None:
    members = menu_page("Members")
    below = menu_page("Below", members)
    PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)
    draft = menu_page("Draft")
    draft.unpublish()
    navigation = Navigation.objects.create(site=Site.objects.get())
    for page in (members, below, draft):
        MainMenuItem.objects.create(navigation=navigation, page=page)

    assert v3.json("navigation/") == {"main": [], "footer": []}


@pytest.mark.parametrize("path", ["navigation/", "settings/"])
def test_each_site_has_its_own(v3: ApiClient, two: Site, path: str) -> None:
    for port in (8001, 8002):
        SiteFactory(hostname="shared.example.org", port=port)
    for number, site in enumerate(Site.objects.order_by("pk")):
        SiteSettings.objects.create(site=site, name=f"Site {number}")
        menu_page(f"Site {number}", site.root_page)

    def name(**parameters: str) -> Any:
        answer = v3.json(path, **parameters)
        return answer["name"] if path == "settings/" else answer["main"][0]["label"]

    names = [name()]
    names += [name(site=asked) for asked in ("two.example.org", "shared.example.org:8001", "shared.example.org:8002")]
    assert names == ["Site 0", "Site 1", "Site 2", "Site 3"]
    assert ApiClient("v3", host="two.example.org").json(path) == v3.json(path, site="two.example.org")
    assert v3.get(path, site="shared.example.org").status_code == 400
    assert v3.get(path, site="nowhere.example.org").status_code == 404


def test_settings_nobody_has_saved_are_the_defaults_and_stay_unsaved(v3: ApiClient, two: Site) -> None:
    assert v3.json("settings/", site="two.example.org")["name"] == "Two"
    assert not SiteSettings.objects.exists()


def test_the_acknowledgement_can_be_markdown(v3: ApiClient) -> None:
    SiteSettings.objects.create(site=Site.objects.get(), acknowledgement="<p>We <b>thank</b> you.</p>")

    assert v3.json("settings/")["acknowledgement"] == "<p>We <b>thank</b> you.</p>"
    assert v3.json("settings/", rich_text_format="markdown")["acknowledgement"].strip() == "We **thank** you."


def test_sites_are_listed_for_everybody(v3: ApiClient, two: Site) -> None:
    SiteFactory(hostname="hidden.example.org", port=8443, root_page=HomePageFactory(live=False))

    with frontends({"two.example.org": "https://two.example.com/"}):
        first, second, third = v3.items("sites/")

    assert (first["hostname"], first["is_default"]) == ("localhost", True)
    assert second == {
        "id": two.pk,
        "hostname": "two.example.org",
        "port": 80,
        "name": "Two",
        "url": "https://two.example.com",
        "is_default": False,
        "root_page_id": two.root_page_id,
    }
    assert (third["url"], third["root_page_id"]) == ("http://hidden.example.org:8443", None)
    assert v3.json(f"sites/{two.pk}/")["hostname"] == "two.example.org"
    assert v3.get("sites/987654/").status_code == 404
    assert v3.json("sites/", hostname="two.example.org", limit=1)["count"] == 1
    assert [site["port"] for site in v3.items("sites/", order="-port")] == [8443, 8000, 80]


@pytest.mark.parametrize("parameters", [{"site_name": "x"}, {"root_page": "1"}, {"limit": "x"}, {"order": "root_page"}])
def test_a_list_of_sites_refuses_what_it_does_not_know(v3: ApiClient, parameters: dict[str, str]) -> None:
    assert v3.get("sites/", **parameters).status_code in (400, 422)


def test_sites_are_written_with_a_token_alone(v3: ApiClient, two: Site) -> None:
    content = {"hostname": "new.example.org", "port": 80, "site_name": "New", "root_page_id": two.root_page_id}

    def write(caller: ApiClient, method: str, path: str) -> Any:
        call = getattr(caller.client, method)
        return call(f"/api/v3/{path}", content, content_type="application/json", headers=caller.headers)

    reader = caller_with_token(AdministratorFactory(), Scope.READ_DRAFTS)
    nobody = caller_with_token(PersonFactory(), *EVERY_SCOPE)
    for caller, status in ((v3, 401), (reader, 403), (nobody, 403)):
        assert write(caller, "post", "sites/").status_code == status
        assert write(caller, "put", f"sites/{two.pk}/").status_code == status
        assert write(caller, "delete", f"sites/{two.pk}/").status_code == status
    administrator = caller_with_token(AdministratorFactory(), *EVERY_SCOPE)
    created = write(administrator, "post", "sites/")
    assert (created.status_code, created.json()["name"]) == (201, "New")
    content["site_name"] = "Newer"
    assert write(administrator, "put", f"sites/{created.json()['id']}/").json()["name"] == "Newer"
    assert write(administrator, "delete", f"sites/{created.json()['id']}/").status_code == 204


def queries(v3: ApiClient, path: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        v3.json(path)
    return len(captured)


def test_menus_cost_the_same_whatever_they_hold(v3: ApiClient) -> None:
    PageViewRestriction.objects.create(page=ContentPageFactory(title="Members"), restriction_type="login")
    first = menu_page("First")
    few = queries(v3, "navigation/")
    for number in range(8):
        menu_page(f"Below {number}", menu_page(f"Page {number}"))
    assert queries(v3, "navigation/") == few

    navigation = Navigation.objects.create(site=Site.objects.get())
    MainMenuItem.objects.create(navigation=navigation, page=first)
    FooterMenuItem.objects.create(navigation=navigation, page=first)
    listed = queries(v3, "navigation/")
    for page in Page.objects.filter(title__startswith="Page"):
        MainMenuItem.objects.create(navigation=navigation, page=page)
        FooterMenuItem.objects.create(navigation=navigation, page=page)
    assert queries(v3, "navigation/") == listed <= 15


def test_sites_and_settings_cost_the_same_whatever_there_is(v3: ApiClient, two: Site) -> None:
    few = queries(v3, "sites/"), queries(v3, "settings/")
    for _number in range(8):
        SiteFactory()

    assert (queries(v3, "sites/"), queries(v3, "settings/")) == few
