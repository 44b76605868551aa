"""Who reads gets one state of the content, and the addresses that hold now."""

from collections.abc import Iterable
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Page, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY

from cms.hookspecs import UrlPatterns, hookimpl
from cms.ledger.changes import Action, NewChange
from cms.ledger.head import latest_number
from cms.ledger.recording import record
from cms.per_request_cache import EXACT, kept_for_one_request
from cms.steady_reads import SteadyReadMiddleware
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory
from tests.plugins.installation import installed

pytestmark = pytest.mark.django_db

CONTENT = pytest.mark.parametrize("path", ["/api/v3/pages/", "/a/page/"])


def reading_at(prefix: str) -> ModuleType:
    """A plugin below whose address nothing is changed."""

    @hookimpl
    def url_patterns() -> Iterable[UrlPatterns]:
        yield UrlPatterns(prefix, (), only_reads=True)

    module = ModuleType("reading")
    vars(module)["url_patterns"] = url_patterns
    return module


@CONTENT
def test_a_read_under_which_the_content_changes_is_answered_anew(rf: RequestFactory, path: str) -> None:
    seen: list[int] = []

    def view(_request: HttpRequest) -> HttpResponse:
        seen.append(latest_number())
        if len(seen) == 1:
            record([NewChange(Action.CHANGED, "x.Y", "1")])
        return HttpResponse(str(len(seen)))

    response = SteadyReadMiddleware(view)(rf.get(path))

    assert response.content == b"2"
    assert seen[1] == seen[0] + 1


@CONTENT
def test_a_read_that_never_comes_to_rest_is_answered_while_everybody_waits(rf: RequestFactory, path: str) -> None:
    attempts: list[bool] = []

    def view(_request: HttpRequest) -> HttpResponse:
        depth = len(connection.savepoint_ids)
        attempts.append(depth > outside)
        record([NewChange(Action.CHANGED, "x.Y", str(len(attempts)))])
        return HttpResponse()

    outside = len(connection.savepoint_ids)
    SteadyReadMiddleware(view)(rf.get(path))

    assert attempts == [False, False, False, True]  # the last one within a transaction of its own


def test_a_query_that_is_posted_is_answered_from_one_state(rf: RequestFactory) -> None:
    seen: list[int] = []

    def view(_request: HttpRequest) -> HttpResponse:
        seen.append(latest_number())
        if len(seen) == 1:
            record([NewChange(Action.CHANGED, "x.Y", "1")])
        return HttpResponse()

    with installed(reading_at("api/queries/")):
        SteadyReadMiddleware(view)(rf.post("/api/queries/"))

    assert seen == [seen[0], seen[0] + 1]


def test_other_requests_are_answered_once(rf: RequestFactory) -> None:
    attempts: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        attempts.append(request.path)
        record([NewChange(Action.CHANGED, "x.Y", str(len(attempts)))])
        return HttpResponse()

    once = ["/admin/pages/", "/documents/1/a.pdf", "/media/a.png", "/healthz/"]
    for path in once:
        SteadyReadMiddleware(view)(rf.get(path))
    SteadyReadMiddleware(view)(rf.post("/api/v3/pages/"))
    with_a_session = rf.get("/a/page/")
    with_a_session.COOKIES[settings.SESSION_COOKIE_NAME] = "any"
    SteadyReadMiddleware(view)(with_a_session)

    assert attempts == [*once, "/api/v3/pages/", "/a/page/"]


def test_what_an_attempt_has_kept_on_the_request_is_forgotten(rf: RequestFactory) -> None:
    seen: list[bool] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(hasattr(request, "_wagtail_site"))
        Site.find_for_request(request)
        if len(seen) == 1:
            record([NewChange(Action.CHANGED, "x.Y", "1")])
        return HttpResponse()

    SteadyReadMiddleware(view)(rf.get("/a/page/"))

    assert seen == [False, False]


def test_a_page_that_changes_while_it_is_rendered_is_shown_as_it_is_now(client: Client) -> None:
    page: Any = ContentPageFactory(title="As it was")
    changed: list[int] = []

    def change_once(_page: Page, *_arguments: Any) -> None:
        if not changed:
            changed.append(page.pk)
            fresh = Page.objects.get(pk=page.pk).specific
            fresh.title = "As it is now"
            fresh.save()
            ContentPageFactory(title="Another")  # this transaction has told of the page itself before

    with hooks.register_temporarily("before_serve_page", change_once):
        html = client.get(page.url).content.decode()

    assert changed
    assert "As it is now" in html
    assert "As it was" not in html


def move_the_site() -> None:
    """As another process does it: nothing in this one hears of it."""
    Site.objects.filter(is_default_site=True).update(hostname="new.example.org", port=443)


def canonical(client: Client, page: Page) -> str:
    html = client.get("/" + page.url_path.split("/", 2)[2]).content.decode()
    return html.partition('<link rel="canonical" href="')[2].partition('"')[0]


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_addresses_are_of_the_sites_that_there_are_now(client: Client, is_signed_in: bool) -> None:
    page = ContentPageFactory(title="Somewhere")
    if is_signed_in:
        client.force_login(AdministratorFactory())
    assert canonical(client, page).startswith("http://localhost")

    move_the_site()

    assert canonical(client, page) == f"https://new.example.org/{page.slug}/"


def test_the_admin_links_to_the_sites_that_there_are_now(client: Client) -> None:
    page: Any = ContentPageFactory(title="Somewhere")
    client.force_login(AdministratorFactory())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "new.example.org" not in client.get(url).content.decode()
    other = Site.objects.create(hostname="other.example.org", port=443, root_page=Page.get_first_root_node())
    Site.objects.filter(pk=other.pk).update(hostname="another.example.org")  # two sites: addresses are absolute

    move_the_site()

    assert f"https://new.example.org/{page.slug}/" in client.get(url).content.decode()


def test_what_must_be_exact_is_kept_for_one_request() -> None:
    assert {SITE_ROOT_PATHS_CACHE_KEY} == EXACT
    cache.set(SITE_ROOT_PATHS_CACHE_KEY, ["old"], version=2)
    assert cache.get(SITE_ROOT_PATHS_CACHE_KEY, version=2) is None
    with kept_for_one_request():
        with CaptureQueriesContext(connection) as asked:
            assert Site.get_site_root_paths() == Site.get_site_root_paths()
        assert len(asked) == 1
        Site.clear_site_root_paths_cache()
        assert cache.get(SITE_ROOT_PATHS_CACHE_KEY, version=2) is None
    cache.set("other", 1)
    assert cache.get("other") == 1
    assert cache.delete("other")


def test_sites_are_read_once_for_a_page(client: Client) -> None:
    page: Any = ContentPageFactory(title="Somewhere")
    client.get(page.url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page.url).status_code == 200

    from_sites = [query["sql"] for query in asked if 'FROM "wagtailcore_site"' in query["sql"]]
    assert len(from_sites) == 2  # for the host that is asked for, and all of them for addresses
