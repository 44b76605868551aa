"""Private pages in version 3: that they are there, what opens them, and what stays closed."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.api.attempts import MOST_ATTEMPTS
from cms.api.models import Attempts
from cms.api.scopes import Scope
from cms.plugins.testing.client import ApiClient
from tests.factories.pages import ContentPageFactory, FormPageFactory, IndexPageFactory, rich_text
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.sites import SiteFactory, default_home
from tests.factories.tokens import caller_with_token

pytestmark = pytest.mark.django_db

PASSWORD, LOGIN, GROUPS = PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN, PageViewRestriction.GROUPS
SECRET = "Quokka"


def restrict(page: Page, kind: str = PASSWORD, password: str = "sesame") -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password=password)
    if kind == GROUPS:
        restriction.groups.set([Group.objects.get_or_create(name="Insiders")[0]])
    return restriction


def unlock(page: Page, password: str = "sesame", api: ApiClient | None = None, **headers: str) -> Any:
    return (api or ApiClient("v3", **headers)).send("post", f"pages/{page.pk}/unlock/", password=password)


def with_unlocked(page: Page, password: str = "sesame", version: str = "v3", **headers: str) -> ApiClient:
    """A caller who has unlocked ``page``."""
    answer = unlock(page, password, **headers)
    assert answer.status_code == 200, answer.content
    return ApiClient(version, Authorization=f"Bearer {answer.json()['token']}")


@pytest.fixture
def private() -> Page:
    """A section behind a password."""
    page = IndexPageFactory(title=SECRET, slug="quokka")
    restrict(page)
    return page


@pytest.mark.parametrize("above", [False, True], ids=["on the page", "on an ancestor"])
@pytest.mark.parametrize("kind", [PASSWORD, LOGIN, GROUPS])
def test_a_private_page_says_what_opens_it_and_nothing_of_itself(kind: str, above: bool) -> None:
    section = IndexPageFactory(title=SECRET, slug="quokka")
    page = ContentPageFactory(title=SECRET, slug="quokka-below", parent=section)
    restrict(section if above else page, kind)

    response = ApiClient("v3").get(f"pages/{page.pk}/")

    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == "Bearer"
    problem = response.json()
    assert problem["restriction"] == kind
    unlock_url = f"http://testserver/api/v3/pages/{page.pk}/unlock/"
    assert problem.get("unlock_url") == (unlock_url if kind == PASSWORD else None)
    assert SECRET.lower() not in response.content.decode().lower()


@pytest.mark.parametrize("kind", [PASSWORD, LOGIN, GROUPS])
def test_a_private_page_is_in_no_listing_and_not_found_in_version_2(kind: str) -> None:
    page = ContentPageFactory(title=SECRET)
    restrict(page, kind)

    for version in ("v2", "v3"):
        assert page.pk not in ApiClient(version).ids("pages/")
        assert page.pk not in ApiClient(version).ids("pages/", search=SECRET)
    assert ApiClient("v2").get(f"pages/{page.pk}/").status_code == 404


def test_what_is_no_live_page_of_the_site_is_not_found_whatever_it_is_behind() -> None:
    draft = ContentPageFactory(live=False)
    elsewhere = ContentPageFactory(parent=SiteFactory().root_page)
    stray = ContentPageFactory(parent=Page.get_first_root_node())
    api = ApiClient("v3")

    for page in (draft, elsewhere, stray):
        restrict(page)
        assert api.get(f"pages/{page.pk}/").content == api.get("pages/987654/").content
        assert api.get(f"pages/{page.pk}/").status_code == 404
        assert unlock(page).status_code == 404


def test_a_private_page_of_another_site_says_what_opens_it_when_asked_for_that_site() -> None:
    site = SiteFactory(hostname="two.example.org")
    page = ContentPageFactory(parent=site.root_page)
    restrict(page)

    problem = ApiClient("v3").get(f"pages/{page.pk}/", site="two.example.org").json()

    path = problem["unlock_url"].removeprefix("http://testserver/api/v3/")
    assert path.endswith("?site=two.example.org")
    assert ApiClient("v3").send("post", path, password="sesame").status_code == 200


def test_the_password_opens_the_page_and_those_below_it(private: Page) -> None:
    below = ContentPageFactory(parent=private, title="Below")
    caller = with_unlocked(private)

    assert caller.page(private)["title"] == SECRET
    assert caller.page(below)["meta"]["parent"]["title"] == SECRET
    assert {private.pk, below.pk} <= caller.ids("pages/")
    assert caller.ids("pages/", child_of=private.pk) == {below.pk}
    response = caller.get(f"pages/{private.pk}/")
    assert response["Cache-Control"] == "private, no-store"
    assert "authorization" in response["Vary"].lower()


def test_the_password_can_be_told_at_a_page_below(private: Page) -> None:
    below = ContentPageFactory(parent=private)

    assert with_unlocked(below).page(private)["title"] == SECRET


def test_an_unlock_token_works_in_version_2(private: Page) -> None:
    caller = with_unlocked(private, version="v2")

    assert caller.page(private)["title"] == SECRET
    assert private.pk in caller.ids("pages/")
    assert caller.get("pages/")["Cache-Control"] == "private, no-store"


def test_an_unlock_token_opens_nothing_else(private: Page) -> None:
    sibling, members = ContentPageFactory(), ContentPageFactory()
    inner = ContentPageFactory(parent=private)
    draft = ContentPageFactory(parent=private, live=False)
    restrict(sibling)  # with the same password
    restrict(members, LOGIN)
    restrict(inner, password="another")
    caller = with_unlocked(private)

    closed = {sibling: 401, members: 401, inner: 401, draft: 404}
    assert {page: caller.get(f"pages/{page.pk}/").status_code for page in closed} == closed
    assert caller.ids("pages/").isdisjoint(page.pk for page in closed)
    assert caller.get(f"pages/{draft.pk}/", version="draft").status_code == 404
    for path in ("whoami/", "schema/", f"pages/{private.pk}/revisions/"):
        assert caller.get(path).status_code == 401
    assert caller.send("patch", f"pages/{private.pk}/", title="Mine").status_code == 401
    assert caller.client.get("/admin/", headers=caller.headers).status_code == 302


def test_a_draft_of_an_unlocked_page_stays_closed(private: Page) -> None:
    private.title = "Draft"
    private.save_revision()

    assert with_unlocked(private).page(private, version="draft")["title"] == SECRET


def test_a_nested_page_opens_by_both_passwords_in_one_token(private: Page) -> None:
    inner = ContentPageFactory(parent=private, title="Inner")
    restrict(inner, password="another")

    outer_only = with_unlocked(private)
    assert unlock(inner, "sesame", outer_only).status_code == 403
    both = ApiClient("v3", Authorization=f"Bearer {unlock(inner, 'another', outer_only).json()['token']}")

    assert both.page(inner)["title"] == "Inner"
    assert both.page(private)["title"] == SECRET


def test_links_to_an_unlocked_page_show_to_who_unlocked_it(private: Page) -> None:
    link = rich_text(f'<a linktype="page" id="{private.pk}">there</a>')
    page = ContentPageFactory(body=[link])

    assert "quokka" not in ApiClient("v3").get(f"pages/{page.pk}/").content.decode()
    assert "quokka" in with_unlocked(private).get(f"pages/{page.pk}/").content.decode()


def test_an_alias_opens_by_the_password_of_its_source(private: Page) -> None:
    alias = private.create_alias(parent=default_home(), update_slug="alias")

    assert ApiClient("v3").get(f"pages/{alias.pk}/").json()["restriction"] == PASSWORD
    assert with_unlocked(alias).page(alias)["title"] == SECRET


@pytest.mark.parametrize("kind", [PASSWORD, LOGIN, GROUPS])
def test_the_path_of_a_private_page_says_what_opens_it(kind: str) -> None:
    section = IndexPageFactory(title=SECRET, slug="section")
    restrict(section, kind)
    ContentPageFactory(parent=section, title=SECRET, slug="below")
    ContentPageFactory(parent=section, title=SECRET, slug="draft", live=False)
    api = ApiClient("v3")

    for path in ("/section/", "/section/below/"):
        response = api.get("resolve/", path=path)
        assert response.status_code == 401
        assert response.json()["restriction"] == kind
        assert SECRET not in response.content.decode()
    for path in ("/section/draft/", "/section/nothing/"):
        response = api.get("resolve/", path=path)
        assert response.status_code == 404
        assert SECRET not in response.content.decode()


def test_who_unlocked_a_page_resolves_its_path_and_sees_it_in_menus(private: Page) -> None:
    private.show_in_menus = True
    private.save()
    caller = with_unlocked(private)

    assert caller.json("resolve/", path="/quokka/")["page"]["title"] == SECRET
    assert private.pk in {item["page_id"] for item in caller.json("navigation/")["main"]}
    assert private.pk not in {item["page_id"] for item in ApiClient("v3").json("navigation/")["main"]}


def test_a_private_form_says_what_opens_it_and_takes_what_is_sent_by_who_opened_it() -> None:
    form = FormPageFactory(complete=True, title=SECRET)
    restrict(form)
    other = ContentPageFactory()
    restrict(other)

    for answer in (
        ApiClient("v3").get(f"forms/{form.pk}/"),
        ApiClient("v3").send("post", f"forms/{form.pk}/submissions/", fields={}),
    ):
        assert answer.status_code == 401
        assert answer.json()["restriction"] == PASSWORD
        assert SECRET not in answer.content.decode()
    assert ApiClient("v3").get(f"forms/{other.pk}/").status_code == 404  # no form, private or not
    caller = with_unlocked(form)
    assert caller.get(f"forms/{form.pk}/").status_code == 200
    assert caller.send("post", f"forms/{form.pk}/submissions/", fields={}).status_code == 422  # looked at, at least


def change_the_password(page: Page) -> None:
    PageViewRestriction.objects.filter(page=page).update(password="new")


def remove_and_restrict_again(page: Page) -> None:
    PageViewRestriction.objects.filter(page=page).delete()
    restrict(page)


def make_it_a_login(page: Page) -> None:
    PageViewRestriction.objects.filter(page=page).update(restriction_type=LOGIN)


@pytest.mark.parametrize("end", [change_the_password, remove_and_restrict_again, make_it_a_login])
@pytest.mark.parametrize("version", ["v2", "v3"])
def test_an_unlock_token_ends_with_what_it_opened(private: Page, end: Any, version: str) -> None:
    ContentPageFactory()  # its restriction keeps the number of the one that is removed from being given again
    restrict(ContentPageFactory())
    caller = with_unlocked(private, version=version)
    assert caller.get("pages/").status_code == 200

    end(private)

    response = caller.get("pages/")
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "private, no-store"


def test_an_unlock_token_ends_in_time(private: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = unlock(private)
    caller = ApiClient("v3", Authorization=f"Bearer {answer.json()['token']}")
    expires = datetime.datetime.fromisoformat(answer.json()["expires"])
    assert datetime.timedelta(minutes=59) < expires - timezone.now() <= datetime.timedelta(minutes=60)
    assert answer["Cache-Control"] == "private, no-store"

    for seconds, status in [(-1, 200), (1, 401)]:
        moment = expires + datetime.timedelta(seconds=seconds)
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
        assert caller.get(f"pages/{private.pk}/").status_code == status


def test_unlocking_another_page_does_not_make_the_first_last_longer(
    private: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = ContentPageFactory()
    restrict(other, password="another")
    first, now = with_unlocked(private), timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + datetime.timedelta(minutes=30))
    both = ApiClient("v3", Authorization=f"Bearer {unlock(other, 'another', first).json()['token']}")
    assert [both.get(f"pages/{page.pk}/").status_code for page in (private, other)] == [200, 200]

    monkeypatch.setattr("django.utils.timezone.now", lambda: now + datetime.timedelta(minutes=61))

    assert [both.get(f"pages/{page.pk}/").status_code for page in (private, other)] == [401, 200]


@pytest.mark.parametrize(
    "token", ["unlock_", "unlock_x", "unlock_e30.x", "unlock_" + "x" * 10_000, "unlock_é", "unlock_.."]
)
@pytest.mark.parametrize("version", ["v2", "v3"])
def test_an_unlock_token_that_nobody_gave_out_is_refused(version: str, token: str) -> None:
    response = ApiClient(version, Authorization=f"Bearer {token}").get("pages/")

    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"


def test_an_unlock_token_can_be_sent_as_a_bearer_token(private: Page) -> None:
    token = unlock(private).json()["token"]

    assert token.startswith("unlock_")
    assert set(token) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/=")
    assert "sesame" not in token


def test_a_wrong_password_opens_nothing(private: Page) -> None:
    response = unlock(private, "Sesame")

    assert response.status_code == 403
    assert response["Content-Type"] == "application/problem+json"
    assert "token" not in response.json()
    for content in ({}, {"password": ""}, {"password": "x" * 256}, {"password": ["sesame"]}):
        assert ApiClient("v3").send("post", f"pages/{private.pk}/unlock/", **content).status_code == 422


@pytest.mark.parametrize("kind", [LOGIN, GROUPS, None])
def test_a_page_without_a_password_cannot_be_unlocked(kind: str | None) -> None:
    page = ContentPageFactory()
    if kind:
        restrict(page, kind)

    assert unlock(page).status_code == 404


def test_guessing_is_throttled_for_each_address_and_password(private: Page) -> None:
    below, other = ContentPageFactory(parent=private), ContentPageFactory()
    restrict(other)
    for number in range(MOST_ATTEMPTS):
        assert unlock(private if number % 2 else below, f"guess {number}").status_code == 403

    refused = unlock(private)

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 601
    assert refused["Content-Type"] == "application/problem+json"
    assert unlock(other).status_code == 200
    elsewhere = ApiClient("v3")
    elsewhere.client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert unlock(private, api=elsewhere).status_code == 200


def test_who_knows_the_password_is_not_throttled(private: Page) -> None:
    for _time in range(MOST_ATTEMPTS + 2):
        assert unlock(private).status_code == 200


def test_a_throttle_ends(private: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    for _time in range(MOST_ATTEMPTS):
        unlock(private, "guess")
    assert unlock(private).status_code == 429
    later = timezone.now() + datetime.timedelta(seconds=int(unlock(private)["Retry-After"]))
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    assert unlock(private).status_code == 200


def test_counts_that_are_over_are_forgotten_and_name_nobody(private: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    unlock(private, "guess")
    assert "127.0.0.1" not in Attempts.objects.get().key
    later = timezone.now() + datetime.timedelta(hours=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    other = ContentPageFactory()
    restrict(other)

    unlock(other, "guess")

    assert Attempts.objects.count() == 1


def test_a_token_opens_what_its_owners_sign_in_and_groups_open() -> None:
    members, insiders, locked = ContentPageFactory(), ContentPageFactory(), ContentPageFactory()
    restrict(members, LOGIN)
    restrict(insiders, GROUPS)
    restrict(locked)
    people = {
        "anybody": (PersonFactory(), {members}),
        "insider": (PersonFactory(groups=["Insiders"]), {members, insiders}),
        "administrator": (AdministratorFactory(), {members, insiders}),
    }

    for person, opened in people.values():
        caller = caller_with_token(person)
        pages = (members, insiders, locked)
        assert {page for page in pages if caller.get(f"pages/{page.pk}/").status_code == 200} == opened
        assert caller.ids("pages/") & {page.pk for page in pages} == {page.pk for page in opened}


def test_who_is_signed_in_without_the_group_is_refused_for_good() -> None:
    page = ContentPageFactory(title=SECRET, slug="quokka")
    restrict(page, GROUPS)

    response = caller_with_token(PersonFactory(), Scope.READ_DRAFTS).get(f"pages/{page.pk}/")

    assert response.status_code == 403
    assert response.json()["restriction"] == GROUPS
    assert SECRET.lower() not in response.content.decode().lower()


def test_a_page_that_needs_a_sign_in_and_a_password_asks_for_the_sign_in_first() -> None:
    section = IndexPageFactory()
    page = ContentPageFactory(parent=section)
    restrict(section)
    restrict(page, LOGIN)

    assert ApiClient("v3").get(f"pages/{page.pk}/").json()["restriction"] == LOGIN
    assert caller_with_token(PersonFactory()).get(f"pages/{page.pk}/").json()["restriction"] == PASSWORD
