"""From what an editor types to what their frontend shows: the whole way, through the admin and the API."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import pytest_django
from django.apps import apps
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.preview import drafts
from cms.preview.models import PreviewedDraft
from cms.preview.tokens import LIFE, SALT
from cms.review.groups import DESIGNERS, REVIEWERS
from tests.cms.preview.editing import FRONTEND, form_of, new_form, preview_of, token_in, token_of, typed
from tests.factories.pages import ContentPageFactory, FormPageFactory, section
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.sites import SiteFactory, default_home
from tests.frontends import frontends
from tests.pages.page_types import FACTORIES, each_page_type

pytestmark = pytest.mark.django_db

PREVIEW = "/api/v3/preview/"


@pytest.fixture(autouse=True)
def _frontend() -> Iterator[None]:
    with frontends({"localhost": FRONTEND}):
        yield


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(AdministratorFactory())
    return client


def shown(token: str, **query: str) -> Any:
    """What a frontend is answered for ``token``."""
    return Client().get(PREVIEW, query, headers={"Authorization": f"Bearer {token}"})


def test_the_frontend_gets_what_is_typed_and_not_saved(editor: Client) -> None:
    page = ContentPageFactory(title="Saved", lede="Saved.")
    assert typed(editor, form_of(page), title="Typed", lede="Typed.") == {"is_valid": True, "is_available": True}

    response = shown(token_in(preview_of(editor, form_of(page))))

    assert response.status_code == 200
    preview = response.json()
    live = Client().get(f"/api/v3/pages/{page.pk}/").json()
    assert (preview["title"], preview["lede"]) == ("Typed", "Typed.")
    assert live["title"] == "Saved"
    assert preview.keys() == live.keys()
    assert {**preview["meta"], "slug": ""} == {**live["meta"], "slug": ""}
    page.refresh_from_db()
    assert (page.title, page.revisions.count()) == ("Saved", 0)


def test_nobody_keeps_a_preview(editor: Client, settings: pytest_django.Settings) -> None:
    settings.DELIVERY_STORE = True
    page = ContentPageFactory(title="Saved")
    typed(editor, form_of(page), title="Typed")
    way = preview_of(editor, form_of(page))

    response = shown(token_in(way))

    assert {"private", "no-store"} <= {*way["Cache-Control"].split(", ")}
    assert response["Cache-Control"] == "private, no-store"
    assert "Authorization" in response["Vary"]
    refused = Client().get(PREVIEW)
    assert refused.status_code == 401
    assert refused["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("label", ["pages.FormPage", "pages.ProgramPage"])
def test_a_page_is_previewed_before_it_was_ever_saved(editor: Client, label: str) -> None:
    form = new_form(label, default_home())
    assert typed(editor, form, title="Brand new", slug="brand-new")["is_valid"]
    assert not apps.get_model(label).objects.exists()

    preview = shown(token_in(preview_of(editor, form))).json()

    assert (preview["id"], preview["title"], preview["meta"]["type"]) == (0, "Brand new", label)
    assert preview["meta"]["html_url"] == f"{FRONTEND}/brand-new/"
    assert preview["meta"]["parent"]["id"] == default_home().pk
    assert not Page.objects.filter(slug="brand-new").exists()


@each_page_type
def test_every_page_type_is_previewed_with_its_lists(editor: Client, label: str) -> None:
    page = FACTORIES[label](complete=True)

    preview = shown(token_of(editor, form_of(page))).json()

    emptied = {"body": [], "on_this_page": []}  # by the form, whose block editor is not there
    assert preview == {**Client().get(f"/api/v3/pages/{page.pk}/").json(), **emptied}


def test_typing_on_replaces_what_was_typed_and_an_open_tab_gets_it(editor: Client) -> None:
    page = ContentPageFactory()
    first = token_of(editor, form_of(page), title="First")
    second = token_of(editor, form_of(page), title="Second")

    assert shown(first).json()["title"] == shown(second).json()["title"] == "Second"
    assert PreviewedDraft.objects.count() == 1


def test_two_editors_of_a_page_see_what_each_has_typed(editor: Client) -> None:
    page = ContentPageFactory()
    other = Client()
    other.force_login(PersonFactory(groups=[DESIGNERS]))

    tokens = [token_of(who, form_of(page), title=title) for who, title in ((editor, "Mine"), (other, "Theirs"))]

    assert [shown(token).json()["title"] for token in tokens] == ["Mine", "Theirs"]


def test_a_revision_stays_what_it_is_while_its_page_is_typed(editor: Client) -> None:
    page = ContentPageFactory(title="Of March")
    revision = page.save_revision()
    view = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk])
    of_march = token_in(editor.get(view, {"mode": "frontend"}))
    token_of(editor, form_of(page), title="Of April")

    assert shown(of_march).json()["title"] == "Of March"


def test_a_reviewer_sees_what_waits_in_the_frontend(editor: Client) -> None:
    page = ContentPageFactory(title="Live")
    page.title = "Waits"
    page.save_revision()
    page.get_workflow().start(page, AdministratorFactory())
    reviewer = Client()
    reviewer.force_login(PersonFactory(groups=[REVIEWERS]))
    task = page.current_workflow_task

    response = reviewer.get(reverse("wagtailadmin_pages:workflow_preview", args=[page.pk, task.pk]))

    assert shown(token_in(response)).json()["title"] == "Waits"


def test_who_may_not_edit_a_page_gets_no_token_for_it(client: Client) -> None:
    page = ContentPageFactory(live=False)
    client.force_login(PersonFactory())

    edited = preview_of(client, form_of(page))
    added = preview_of(client, new_form("pages.ContentPage", default_home()))

    assert [FRONTEND in response.get("Location", "") for response in (edited, added)] == [False, False]
    assert not PreviewedDraft.objects.exists()


def test_nothing_shows_that_readers_do_not_see(editor: Client) -> None:
    hidden = ContentPageFactory(title="Quokka", slug="quokka", live=False)
    closed = ContentPageFactory(title="Quokka too", slug="quokka-too")
    PageViewRestriction.objects.create(page=closed, restriction_type="password", password="sesame")
    links = "".join(f'<p><a linktype="page" id="{page.pk}">here</a></p>' for page in (hidden, closed))
    body = [section("Part", {"type": "rich_text", "value": links})]
    page = ContentPageFactory(parent=closed, title="Below", slug="below", body=body)
    view = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    response = shown(token_in(editor.get(view)))

    assert response.json()["title"] == "Below"
    assert "quokka" not in response.content.decode().lower().replace("/quokka-too/below/", "")
    assert response.json()["meta"]["parent"] is None


def test_a_token_shows_its_page_and_opens_nothing_else(editor: Client) -> None:
    page = ContentPageFactory(live=False)
    token = token_of(editor, form_of(page))

    answers = [
        Client().get(path, headers={"Authorization": f"Bearer {token}"}).status_code
        for path in (f"/api/v3/pages/{page.pk}/", f"/api/v3/pages/{page.pk}/source/", "/api/v3/whoami/")
    ]

    assert answers == [404, 401, 401]


def test_a_token_ends_after_an_hour(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ContentPageFactory()
    token = token_of(editor, form_of(page))
    assert shown(token).status_code == 200

    value, _dot, _signature = token.removeprefix("preview_").rpartition(".")
    key, _dot, _moment = value.rpartition(".")
    with monkeypatch.context() as clock:
        clock.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() - LIFE.total_seconds() - 1)
        old = "preview_" + TimestampSigner(sep=".", salt=SALT).sign(key)
    response = shown(old)

    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
    assert 'error="invalid_token"' in response["WWW-Authenticate"]


@pytest.mark.parametrize("token", ["preview_", "preview_a.b.c", "preview_" + "a" * 5000])
def test_a_token_that_nobody_made_is_refused(token: str) -> None:
    response = shown(token)

    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")


def test_a_token_ends_with_the_account_and_with_the_page(editor: Client) -> None:
    page, other = ContentPageFactory(), ContentPageFactory()
    tokens = [token_of(editor, form_of(each)) for each in (page, other)]

    page.delete()
    assert [shown(token).status_code for token in tokens] == [401, 200]

    PreviewedDraft.objects.get().user.__class__.objects.update(is_active=False)
    assert [shown(token).status_code for token in tokens] == [401, 401]


def test_what_has_ended_is_removed_and_a_person_keeps_no_more_than_they_look_at(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_FOR_A_PERSON", 2)
    pages = [ContentPageFactory() for _number in range(4)]
    token_of(editor, form_of(pages[0]))
    PreviewedDraft.objects.update(kept_at=timezone.now() - LIFE - datetime.timedelta(seconds=1))

    token_of(editor, form_of(pages[1]))
    assert list(PreviewedDraft.objects.values_list("page", flat=True)) == [pages[1].pk]

    for page in pages[2:]:
        token_of(editor, form_of(page))
    assert set(PreviewedDraft.objects.values_list("page", flat=True)) == {page.pk for page in pages[2:]}


def test_fields_and_the_format_of_rich_text_are_chosen_as_for_a_page(editor: Client) -> None:
    page = ContentPageFactory(body=[section("Part", {"type": "rich_text", "value": "<p>Some <b>words</b>.</p>"})])
    token = token_in(editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])))

    assert "Some **words**." in shown(token, rich_text_format="markdown").content.decode()
    assert shown(token, fields="lede").json().keys() < shown(token).json().keys()


def test_the_form_stands_beside_the_frontend_and_the_cms_own_rendering(editor: Client) -> None:
    page, form = ContentPageFactory(title="Own"), FormPageFactory()

    assert [name for name, _label in page.preview_modes] == ["frontend", ""]
    assert [name for name, _label in form.preview_modes] == ["frontend", "form", "landing"]
    typed(editor, form_of(page))
    assert b"Own</h1>" in preview_of(editor, form_of(page), mode="").content
    assert ">Frontend</option>" in editor.get(form_of(page)[0]).content.decode()


def test_a_site_without_a_frontend_is_previewed_by_the_cms(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = ContentPageFactory(parent=SiteFactory(hostname="two.example.org").root_page)
    nowhere = ContentPageFactory(parent=Page.get_first_root_node())
    page = ContentPageFactory()

    assert [name for each in (elsewhere, nowhere) for name, _label in each.preview_modes] == ["", ""]
    typed(editor, form_of(elsewhere), title="Of the CMS")
    assert b"Of the CMS</h1>" in preview_of(editor, form_of(elsewhere), mode="frontend").content

    monkeypatch.setenv("FRONTEND_PREVIEW_PATH", "")
    with frontends({"localhost": FRONTEND}):
        assert [name for name, _label in page.preview_modes] == [""]
