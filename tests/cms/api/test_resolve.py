"""``/api/v3/resolve/``: the page, the redirect or the problem at a path, in one request."""

from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.actions.move_page import MovePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from cms.plugins.testing.client import ApiClient
from tests.factories.pages import (
    ContentPageFactory,
    FormPageFactory,
    IndexPageFactory,
    PilotPageFactory,
    ProgramPageFactory,
)
from tests.factories.people import AdministratorFactory
from tests.factories.sites import SiteFactory, default_home
from tests.factories.tokens import EVERY_SCOPE, caller_with_token
from tests.frontends import frontends

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"


def resolve(v3: ApiClient, path: str, **parameters: Any) -> Any:
    return v3.json("resolve/", path=path, **parameters)


def nothing(v3: ApiClient, path: str, **parameters: Any) -> Any:
    """The problem at ``path``, where nothing is."""
    response = v3.get("resolve/", path=path, **parameters)
    assert response.status_code == 404, response.content
    assert response["Content-Type"] == PROBLEM
    return response.json()


@pytest.fixture
def guide() -> Page:
    """The page at /building-digital-skills/online-guides/."""
    return ContentPageFactory(parent=IndexPageFactory())


@pytest.mark.parametrize("factory", [ContentPageFactory, ProgramPageFactory, PilotPageFactory, FormPageFactory])
def test_a_page_is_given_as_its_detail_is(v3: ApiClient, factory: Any) -> None:
    page = factory(complete=True)

    assert resolve(v3, f"/{page.slug}/") == {"kind": "page", "page": v3.page(page)}


@pytest.mark.parametrize("path", ["/", "", " / ", "/?a=b"])
def test_the_root_is_the_home_page(v3: ApiClient, path: str) -> None:
    if path == "":
        assert v3.get("resolve/", path=path).status_code == 422
        return
    assert resolve(v3, path) == {"kind": "page", "page": v3.page(default_home())}


@pytest.mark.parametrize(
    "path",
    [
        "/building-digital-skills/online-guides/",
        "/building-digital-skills/online-guides",
        "building-digital-skills/online-guides/",
        "/building-digital-skills/online-guides/?utm_source=mail&b=/x/",
        "/building-digital-skills/online-guides?",
        "/building-digital-skills/online-guides/#part",
        "/building%2Ddigital-skills/%6Fnline-guides/",
    ],
)
def test_slashes_at_the_ends_a_query_string_and_encoding_make_no_difference(
    v3: ApiClient, guide: Page, path: str
) -> None:
    answer = resolve(v3, path)

    assert (answer["kind"], answer["page"]["id"]) == ("page", guide.pk)


def test_a_slug_in_any_script_is_found_encoded_or_not(v3: ApiClient) -> None:
    page = ContentPageFactory(title="学习", slug="学习")

    for path in ("/学习/", f"/{quote('学习')}/", f"/{quote('学习').lower()}"):
        assert resolve(v3, path)["page"]["id"] == page.pk


@pytest.mark.parametrize(
    "path",
    [
        "/building-digital-skills//online-guides/",
        "//building-digital-skills/online-guides/",
        "/building-digital-skills/online-guides//",
        "/building-digital-skills%2Fonline-guides/",
        "/BUILDING-digital-skills/online-guides/",
        "/building-digital-skills/./online-guides/",
        "/building-digital-skills/%/",
        "/building-digital-skills/%00/",
        "/building-digital-skills/%ff/",
        "/building-digital-skills/online-guides;a",
        "//[broken",
        "http://[broken",
        "https://www.example.org/building-digital-skills/",
        "/home/building-digital-skills/",
        "/" + "a/" * 900,
    ],
)
@pytest.mark.usefixtures("guide")
def test_what_is_no_address_of_a_page_is_nothing(v3: ApiClient, path: str) -> None:
    assert nothing(v3, path)["title"] == "Not Found"


def test_nothing_names_the_nearest_public_page_above(v3: ApiClient, guide: Page) -> None:
    index = guide.get_parent()
    draft = ContentPageFactory(parent=index, title="Draft", live=False)
    ContentPageFactory(parent=draft, title="Below")
    members = ContentPageFactory(parent=index, title="Members")
    PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)

    def nearest(path: str) -> Any:
        found = nothing(v3, path)["nearest"]
        return found and found["id"]

    assert nothing(v3, "/building-digital-skills/gone/")["nearest"] == {
        "id": index.pk,
        "type": "pages.IndexPage",
        "title": "Building digital skills",
        "url": "http://localhost:8000/building-digital-skills/",
        "path": "/building-digital-skills/",
    }
    assert nearest("/building-digital-skills/online-guides/gone/further/") == guide.pk
    assert nearest("/building-digital-skills/draft/") == index.pk
    assert nearest("/building-digital-skills/draft/gone/") == index.pk
    assert nearest("/building-digital-skills/members/gone/") == index.pk
    assert nearest("/building-digital-skills//online-guides/") == index.pk
    assert nearest("/gone/online-guides/") == default_home().pk
    assert resolve(v3, "/building-digital-skills/draft/below/")["kind"] == "page"  # as Wagtail's own routing


def test_nothing_is_near_where_not_even_the_home_page_is_public(v3: ApiClient) -> None:
    PageViewRestriction.objects.create(page=default_home(), restriction_type=PageViewRestriction.LOGIN)

    assert nothing(v3, "/gone/")["nearest"] is None


@pytest.mark.parametrize(
    ("old_path", "asked", "is_found"),
    [
        ("/old/", "/old", True),
        ("/old", "/old/?utm_source=mail", True),
        ("/old/?b=2&a=1", "/old/?a=1&b=2", True),
        ("/old/?a=1", "/old/", False),
        ("/old/?a=1", "/old/?a=2", False),
        ("/caf%C3%A9/", "/café/", True),
        ("/café/", "/caf%C3%A9", True),
        ("/OLD/", "/old/", False),
        ("/old/page.html", "/old/page.html#part", True),
    ],
)
def test_redirects_are_found_as_wagtail_finds_them(v3: ApiClient, old_path: str, asked: str, is_found: bool) -> None:
    Redirect.add_redirect(old_path, redirect_to="https://elsewhere.example.org/new/?x=1")
    served = v3.client.get(asked.partition("#")[0], headers={"host": "localhost:8000"})

    assert (served.status_code == 301) == is_found
    if is_found:
        expected = {"kind": "redirect", "location": "https://elsewhere.example.org/new/?x=1", "status": 301}
        assert resolve(v3, asked) == expected
    else:
        nothing(v3, asked)


def test_a_redirect_with_a_query_string_wins_over_one_without_and_the_sites_own_over_that_of_all(
    v3: ApiClient,
) -> None:
    site = Site.objects.get()
    for old_path, owner in (("/old/", None), ("/old/", site), ("/old/?a=1", None)):
        target = f"https://elsewhere.example.org/{old_path[-1]}{bool(owner)}/"
        Redirect.add_redirect(old_path, redirect_to=target, site=owner)

    assert resolve(v3, "/old/?b=2")["location"] == "https://elsewhere.example.org//True/"
    assert resolve(v3, "/old/?a=1")["location"] == "https://elsewhere.example.org/1False/"


def test_redirects_of_one_path_for_every_site_are_no_error(v3: ApiClient) -> None:
    for number in range(2):
        Redirect.add_redirect("/old/", redirect_to=f"https://elsewhere.example.org/{number}/")

    assert resolve(v3, "/old/")["location"] == "https://elsewhere.example.org/0/"


def test_a_temporary_redirect_says_so(v3: ApiClient) -> None:
    Redirect.add_redirect("/old/", redirect_to="https://elsewhere.example.org/", is_permanent=False)

    assert resolve(v3, "/old/")["status"] == 302


def test_a_redirect_to_a_page_leads_to_the_domain_of_its_frontend(v3: ApiClient, guide: Page) -> None:
    there = ContentPageFactory(parent=SiteFactory(hostname="two.example.org").root_page, title="There")
    Redirect.add_redirect("/here/", redirect_to=guide)
    Redirect.add_redirect("/there/", redirect_to=there, page_route_path="/no-such-route/")

    with frontends({"localhost": "https://www.example.org"}):
        here = resolve(v3, "/here/")["location"]
        away = resolve(v3, "/there/")["location"]

    assert here == "https://www.example.org/building-digital-skills/online-guides/"
    assert away == "http://two.example.org/there/"


def test_a_page_that_moved_is_found_by_its_old_address(v3: ApiClient, guide: Page) -> None:
    target = IndexPageFactory(title="Library")

    MovePageAction(guide, target, pos="last-child").execute(skip_permission_checks=True)

    moved = {"kind": "redirect", "location": "http://localhost:8000/library/online-guides/", "status": 301}
    assert resolve(v3, "/building-digital-skills/online-guides/") == moved
    assert resolve(v3, "/library/online-guides/")["page"]["id"] == guide.pk


def test_a_page_wins_over_a_redirect_from_its_address(v3: ApiClient, guide: Page) -> None:
    Redirect.add_redirect("/building-digital-skills/online-guides/", redirect_to="https://elsewhere.example.org/")

    assert resolve(v3, "/building-digital-skills/online-guides/")["kind"] == "page"

    guide.unpublish()
    assert resolve(v3, "/building-digital-skills/online-guides/")["kind"] == "redirect"


def test_a_redirect_to_a_page_that_is_not_public_is_nothing(v3: ApiClient, guide: Page) -> None:
    stray = ContentPageFactory(parent=Page.get_first_root_node(), title="Stray")
    draft = ContentPageFactory(title="Draft", live=False)
    members = ContentPageFactory(title="Members")
    PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)
    for number, target in enumerate((stray, draft, members)):
        Redirect.add_redirect(f"/old/{number}/", redirect_to=target)
        assert set(nothing(v3, f"/old/{number}/")) == {"type", "title", "status", "detail", "message", "nearest"}


def test_an_alias_is_a_page_at_its_own_address(v3: ApiClient, guide: Page) -> None:
    alias = guide.create_alias(parent=default_home(), update_slug="mirror")

    page = resolve(v3, "/mirror/")["page"]

    assert (page["id"], page["meta"]["alias_of"]["id"]) == (alias.pk, guide.pk)


def test_a_site_has_its_own_addresses(v3: ApiClient, guide: Page) -> None:
    campaign = ContentPageFactory(parent=guide, title="Campaign")
    SiteFactory(hostname="campaign.example.org", root_page=campaign)
    join = ContentPageFactory(parent=campaign, title="Join")
    for port in (8001, 8002):
        SiteFactory(hostname="shared.example.org", port=port)
    site = "campaign.example.org"

    assert resolve(v3, "/join/", site=site)["page"] == v3.page(join, site=site)
    assert resolve(v3, "/", site=site)["page"]["id"] == campaign.pk
    assert resolve(ApiClient("v3", host=site), "/join/")["page"]["id"] == join.pk
    assert nothing(v3, "/gone/", site=site)["nearest"]["id"] == campaign.pk
    for path in ("/building-digital-skills/online-guides/campaign/", "/join/"):
        nothing(v3, path)
    within = "/building-digital-skills/online-guides/campaign/join/"
    assert nothing(v3, within)["nearest"]["id"] == guide.pk
    nothing(v3, "/building-digital-skills/online-guides/", site=site)
    Redirect.add_redirect("/old/", redirect_to=join, site=Site.objects.get(hostname=site))
    assert resolve(v3, "/old/", site=site)["location"] == "http://campaign.example.org/join/"
    nothing(v3, "/old/")
    assert v3.get("resolve/", path="/", site="shared.example.org").status_code == 400
    assert nothing(v3, "/", site="nowhere.example.org")["nearest"] is None
    assert resolve(v3, "/", site="shared.example.org:8002")["kind"] == "page"


def test_there_is_nothing_where_no_site_answers(v3: ApiClient) -> None:
    Site.objects.update(is_default_site=False)

    nowhere = ApiClient("v3", host="nowhere.example.org")

    assert "site" in nothing(nowhere, "/")["detail"]
    for path in ("navigation/", "settings/"):
        response = nowhere.get(path)
        assert (response.status_code, response["Content-Type"]) == (404, PROBLEM)


def test_a_token_resolves_the_drafts_that_its_owner_works_on(v3: ApiClient) -> None:
    draft = ContentPageFactory(title="Draft", live=False)
    administrator = caller_with_token(AdministratorFactory(), *EVERY_SCOPE)

    assert resolve(administrator, "/draft/")["page"]["id"] == draft.pk
    nothing(v3, "/draft/")


@pytest.mark.parametrize("parameters", [{}, {"path": "x" * 2001}, {"path": "/\x00/"}, {"path": ["/a/", "/\x00"]}])
def test_a_malformed_question_is_refused(v3: ApiClient, parameters: dict[str, Any]) -> None:
    response = v3.get("resolve/", **parameters)

    assert response.status_code in (400, 422)
    assert response["Content-Type"] == PROBLEM


def queries(v3: ApiClient, path: str) -> int:
    v3.get("resolve/", path=path)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        v3.get("resolve/", path=path)
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_depth_of_a_path(v3: ApiClient) -> None:
    page = shallow = ContentPageFactory(title="Level")
    for _number in range(8):
        page = ContentPageFactory(parent=page, title="Level")
    PageViewRestriction.objects.create(page=IndexPageFactory(title="Members"), restriction_type="login")
    deep = "/level" * 9

    assert queries(v3, deep) == queries(v3, f"/{shallow.slug}/")
    assert queries(v3, f"{deep}/gone/") == queries(v3, f"/{shallow.slug}/gone/") <= 15


def test_the_number_of_queries_of_a_redirect_is_small(v3: ApiClient, guide: Page) -> None:
    Redirect.add_redirect("/a/b/c/?x=1", redirect_to=guide)

    assert queries(v3, "/a/b/c/?x=1") <= 12


def test_rich_text_is_written_as_in_the_detail(v3: ApiClient) -> None:
    page = ProgramPageFactory(complete=True)

    answer = resolve(v3, f"/{page.slug}/", rich_text_format="markdown")["page"]

    assert answer == v3.page(page, rich_text_format="markdown") != v3.page(page)


def test_fields_are_selected_as_in_the_detail(v3: ApiClient, guide: Page) -> None:
    path = "/building-digital-skills/online-guides/"

    for fields in ("_,title", "lede,body", "*,-body"):
        assert resolve(v3, path, fields=fields)["page"] == v3.page(guide, fields=fields)
    assert v3.get("resolve/", path=path, fields="nothing").status_code == 422
