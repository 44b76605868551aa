"""Nothing that the public may not see shows in the API: not by itself, and not through anything that refers to it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from blocks.registry import SECTION, registrations
from cms.plugins.testing.client import ApiClient
from home.models import FeaturedPage
from pages.models import PilotSibling, RelatedProgram
from tests.cms.api.stored_blocks import Targets, stored_blocks
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory
from tests.factories.pages import (
    CommunityPageFactory,
    ContentPageFactory,
    FormPageFactory,
    IndexPageFactory,
    PilotPageFactory,
    ProgramPageFactory,
)
from tests.factories.people import PASSWORD, AdministratorFactory
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db

SECRET = "Zanzibar"  # in every title, slug and text of what must not show
SLUG = SECRET.lower()


def unpublish(page: Page) -> Page:
    page.live = False
    page.save()
    return page


def restrict(page: Page, kind: str = PageViewRestriction.PASSWORD) -> Page:
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open sesame")
    return page


def draft(make: Callable[..., Page]) -> Page:
    return make(title=SECRET, slug=SLUG, live=False)


def unpublished(make: Callable[..., Page]) -> Page:
    return unpublish(make(title=SECRET, slug=SLUG))


def behind_password(make: Callable[..., Page]) -> Page:
    return restrict(make(title=SECRET, slug=SLUG))


def behind_login(make: Callable[..., Page]) -> Page:
    return restrict(make(title=SECRET, slug=SLUG), PageViewRestriction.LOGIN)


def for_a_group(make: Callable[..., Page]) -> Page:
    return restrict(make(title=SECRET, slug=SLUG), PageViewRestriction.GROUPS)


def below_a_restricted_page(make: Callable[..., Page]) -> Page:
    return make(title=SECRET, slug=SLUG, parent=restrict(IndexPageFactory(title=f"Above {SECRET}")))


def alias_of_a_restricted_page(make: Callable[..., Page]) -> Page:
    source = restrict(make(title=SECRET, slug=f"{SLUG}-source"))
    alias: Page = source.create_alias(update_slug=SLUG)
    return alias


STATES = [
    draft,
    unpublished,
    behind_password,
    behind_login,
    for_a_group,
    below_a_restricted_page,
    alias_of_a_restricted_page,
]


@pytest.fixture(params=STATES, ids=lambda state: state.__name__)
def hide(request: pytest.FixtureRequest) -> Callable[[Callable[..., Page]], Page]:
    """Makes a page that the public may not see, in each way in turn."""
    state: Callable[[Callable[..., Page]], Page] = request.param
    return state


def tells(response: Any) -> bool:
    """Whether a response gives the secret away, in its content or in a header."""
    return SLUG in (response.content.decode() + str(response.headers)).lower()


def closed(api: ApiClient, page: Page) -> int:
    """The status of a hidden page in detail: version 3 says of a live one that it is private."""
    return 401 if api.version == "v3" and page.live else 404


def test_a_hidden_page_is_not_there(api: ApiClient, hide: Callable[..., Page]) -> None:
    page = hide(ProgramPageFactory)

    for path, parameters in [
        (f"pages/{page.pk}/", {}),
        (f"pages/{page.pk}/", {"version": "draft"}),
        ("pages/find/", {"id": page.pk}),
        ("pages/find/", {"html_path": page.url_path.removeprefix("/home")}),
        ("pages/find/", {"html_path": f"/{SLUG}/"}),
    ]:
        response = api.get(path, **parameters)
        unknown = api.version == "v2" and "version" in parameters
        detail = path == f"pages/{page.pk}/"
        assert response.status_code == (400 if unknown else closed(api, page) if detail else 404), path
        assert not tells(response) or "html_path" in parameters  # which the caller wrote


def test_a_hidden_page_is_in_no_listing(api: ApiClient, hide: Callable[..., Page]) -> None:
    page = hide(ProgramPageFactory)

    for parameters in [
        {},
        {"type": "pages.ProgramPage"},
        {"search": SECRET},
        {"slug": SLUG},
        {"title": SECRET},
        {"type": "pages.ProgramPage", "status": page.specific.status},
        {"descendant_of": default_home().pk},
        {"child_of": "root"},
        {"order": "title"},
    ]:
        assert page.pk not in api.ids("pages/", **parameters), parameters


def test_a_hidden_page_places_no_other(api: ApiClient, hide: Callable[..., Page]) -> None:
    page = hide(IndexPageFactory)
    missing = {"v2": 400, "v3": 422}[api.version]

    for name in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
        hidden, absent = (api.get("pages/", **{name: pk}) for pk in (page.pk, 987654))
        assert hidden.status_code == absent.status_code == missing
        assert hidden.content == absent.content


def test_a_hidden_page_is_nobodys_parent(api: ApiClient) -> None:
    parent = unpublish(IndexPageFactory(title=SECRET, slug="above"))
    child = ContentPageFactory(parent=parent)

    assert api.page(child)["meta"]["parent"] is None
    assert SECRET not in api.get(f"pages/{child.pk}/").content.decode()


def test_a_hidden_source_is_not_named_by_its_alias(api: ApiClient) -> None:
    section = restrict(IndexPageFactory(title="Members"))
    source = ContentPageFactory(parent=section, title=SECRET, slug="source")
    alias = source.create_alias(parent=default_home(), update_slug="alias")

    assert api.page(alias)["meta"]["alias_of"] is None


def test_a_public_source_is_named_by_its_alias(api: ApiClient) -> None:
    source = ContentPageFactory()
    alias = source.create_alias(update_slug="alias")

    assert api.page(alias)["meta"]["alias_of"]["id"] == source.pk


def test_a_filter_finds_nothing_by_a_hidden_target(v2: ApiClient) -> None:
    public, hidden = ContentPageFactory(), ContentPageFactory(title="Hidden", parent=restrict(IndexPageFactory()))
    aliases = [
        source.create_alias(parent=default_home(), update_slug=f"alias-{source.pk}") for source in (public, hidden)
    ]

    assert v2.ids("pages/", alias_of=public.pk) == {aliases[0].pk}
    assert v2.ids("pages/", alias_of=hidden.pk) == set()


def test_no_relation_names_a_hidden_page(api: ApiClient, hide: Callable[..., Page]) -> None:
    target = hide(ProgramPageFactory)
    home = default_home()
    home.featured = [FeaturedPage(page=target)]
    home.save()
    community = CommunityPageFactory(related_programs=[RelatedProgram(program=target.specific)])

    assert api.page(home)["featured"] == []
    assert api.page(community)["related_programs"] == []
    for page in (home, community):
        assert not tells(api.get(f"pages/{page.pk}/"))


def test_no_relation_of_a_pilot_names_a_hidden_page(api: ApiClient, hide: Callable[..., Page]) -> None:
    sibling, form = hide(PilotPageFactory), unpublish(FormPageFactory(title=SECRET, slug="list"))
    pilot = PilotPageFactory(siblings=[PilotSibling(name="A sibling", page=sibling)], mailing_list_page=form.page_ptr)

    answer = api.page(pilot)

    assert answer["mailing_list_page"] is None
    assert [entry["page"] for entry in answer["siblings"]] == [None]
    assert not tells(api.get(f"pages/{pilot.pk}/"))


@pytest.mark.parametrize("nested", ["featured(*)", "featured(page(*))", "hero_image(*)", "alias_of(*)", "*,body"])
def test_no_expansion_names_a_hidden_page(v2: ApiClient, nested: str) -> None:
    home = default_home()
    home.featured = [FeaturedPage(page=draft(ProgramPageFactory))]
    home.hero_image = hidden_image()
    home.save()

    assert not tells(v2.get(f"pages/{home.pk}/", fields=nested))
    assert not tells(v2.get("pages/", type="home.HomePage", fields=nested))


def hidden_image() -> Any:
    return ImageFactory(title=SECRET, description=SECRET, file__filename=f"{SLUG}.png", collection=hidden_collection())


def hidden_collection() -> Any:
    collection = CollectionFactory()
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.PASSWORD, password="open sesame"
    )
    return CollectionFactory(parent=collection)  # a collection below a restricted one is restricted


@pytest.mark.parametrize("kind", ["image", "document"])
def test_a_file_of_a_restricted_collection_is_not_there(api: ApiClient, kind: str) -> None:
    factory = {"image": ImageFactory, "document": DocumentFactory}[kind]
    hidden, public = factory(title=SECRET, collection=hidden_collection()), factory()

    assert api.get(f"{kind}s/{hidden.pk}/").status_code == 404
    assert api.ids(f"{kind}s/") == {public.pk}
    assert api.ids(f"{kind}s/", search=SECRET) == set()
    assert api.ids(f"{kind}s/", title=SECRET) == set()


def test_no_relation_names_a_hidden_image(api: ApiClient) -> None:
    home = default_home()
    home.hero_image = hidden_image()
    home.save()
    program = ProgramPageFactory(social_image=hidden_image())

    assert api.page(home)["hero_image"] is None
    assert api.page(program)["social_image"] is None
    for page in (home, program):
        assert not tells(api.get(f"pages/{page.pk}/"))


@pytest.mark.parametrize("block_type", [SECTION, *(entry.name for entry in registrations())])
def test_no_block_names_anything_hidden(api: ApiClient, block_type: str) -> None:
    collection = hidden_collection()
    targets = Targets(
        page=behind_password(ProgramPageFactory),
        image=ImageFactory(title=SECRET, description=SECRET, collection=collection),
        document=DocumentFactory(title=SECRET, collection=collection, file__filename=f"{SLUG}.csv"),
    )
    page = ContentPageFactory(body=[{"type": block_type, "value": stored_blocks(targets)[block_type]}])

    response = api.get(f"pages/{page.pk}/")

    assert response.status_code == 200
    assert not tells(response)
    assert f"/{targets.page.pk}/" not in response.content.decode()
    assert "linktype" not in response.content.decode()


@pytest.mark.parametrize("field", ["eligibility", "what_you_get", "how_to_apply"])
def test_no_rich_text_names_a_hidden_page(api: ApiClient, field: str) -> None:
    target = behind_password(ContentPageFactory)
    page = ProgramPageFactory(**{field: f'<p>See <a linktype="page" id="{target.pk}">this</a>.</p>'})

    assert api.page(page)[field] == "<p>See this.</p>"


@pytest.mark.parametrize("rich_text_format", ["db_html", "db_markdown", "markdown"])
def test_the_stored_forms_of_rich_text_are_not_given_out(api: ApiClient, rich_text_format: str) -> None:
    target = behind_password(ContentPageFactory)
    page = ProgramPageFactory(eligibility=f'<p>See <a linktype="page" id="{target.pk}">this</a>.</p>')

    response = api.get(f"pages/{page.pk}/", rich_text_format=rich_text_format)

    assert not tells(response)
    assert "linktype" not in response.content.decode()
    assert "wagtail://" not in response.content.decode()


def test_a_redirect_to_a_hidden_page_is_not_there(api: ApiClient, hide: Callable[..., Page]) -> None:
    redirect = Redirect.add_redirect("/old/", redirect_to=hide(ContentPageFactory))

    assert api.ids("redirects/") == set()
    assert api.get(f"redirects/{redirect.pk}/").status_code == 404
    assert api.get("redirects/find/", html_path="/old/").status_code == 404
    assert api.get("redirects/find/", id=redirect.pk).status_code == 404


def test_a_session_opens_nothing(api: ApiClient, hide: Callable[..., Page]) -> None:
    page = hide(ProgramPageFactory)
    image = ImageFactory(collection=hidden_collection())
    administrator = AdministratorFactory()
    assert api.client.login(username=administrator.username, password=PASSWORD)

    assert api.get(f"pages/{page.pk}/").status_code == closed(api, page)
    draft_status = 400 if api.version == "v2" else closed(api, page)
    assert api.get(f"pages/{page.pk}/", version="draft").status_code == draft_status
    assert api.get(f"images/{image.pk}/").status_code == 404
    assert page.pk not in api.ids("pages/")


def test_a_password_given_to_the_site_opens_nothing_in_the_api(api: ApiClient) -> None:
    page = behind_password(ContentPageFactory)
    restriction = page.view_restrictions.get()
    session = api.client.session
    session["passed_page_view_restrictions"] = [restriction.pk]
    session.save()

    assert api.get(f"pages/{page.pk}/").status_code == closed(api, page)


def test_a_session_is_not_lost_by_calling_the_api(api: ApiClient) -> None:
    administrator = AdministratorFactory()
    client = Client()
    client.force_login(administrator)

    response = client.get(f"/api/{api.version}/pages/", headers={"Host": "localhost:8000"})

    assert not response.cookies
    assert client.get("/admin/", headers={"Host": "localhost:8000"}).status_code == 200


def test_a_draft_of_a_live_page_does_not_show(api: ApiClient) -> None:
    page = ProgramPageFactory(complete=True)
    page.title = page.lede = SECRET
    page.save_revision()

    for parameters in ({}, {"version": "draft"}):
        assert not tells(api.get(f"pages/{page.pk}/", **parameters))
    assert api.ids("pages/", search=SECRET) == set()


@pytest.mark.parametrize("condition", ["If-None-Match", "If-Match"])
def test_no_condition_tells_of_a_private_document(api: ApiClient, condition: str) -> None:
    document = DocumentFactory(title=SECRET, collection=hidden_collection(), file__filename=f"{SLUG}.csv")
    urls = [document.url, f"/api/{api.version}/documents/{document.pk}/"]

    for url in urls:
        plain = api.client.get(url, headers={"Host": api.host})
        for etag in (f'"{document.get_file_hash()}"', "*", f'W/"{document.get_file_hash()}"', '"nothing"'):
            response = api.client.get(url, headers={"Host": api.host, condition: etag})
            assert response.status_code == plain.status_code, (url, etag)
            assert not response.streaming
            assert "ETag" not in response
