"""Who asks (actors), for what (states of a page and of a file), and how each is made. Used by ``test_access``.

What every actor must be answered is in ``docs/access.md``; nothing of that is here.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms.api.scopes import Scope
from cms.preview.drafts import keep_draft
from cms.preview.tokens import make_preview_token
from cms.review.groups import DESIGNERS, REVIEWERS
from pages.models import FormField
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, FormPageFactory, IndexPageFactory, section
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.sites import SiteFactory, default_home
from tests.factories.tokens import make_token

__all__ = ["ACTORS", "CONTENTS", "FILE_STATES", "PAGE_STATES", "WORD", "Actor", "make_actor", "make_file", "make_page"]

HOST = {"Host": "localhost:8000"}
SECRET = "sesame"
GROUP = "Insiders"
WORD = "quokka"  # in the title of every page and file that the tables are about


@dataclass
class Actor:
    """Somebody who sends requests with these headers."""

    client: Client
    headers: dict[str, str]


#: What is sent to endpoints that need content; placeholders as in the requests themselves.
CONTENTS: dict[str, Any] = {
    "POST /api/v3/forms/{page}/submissions/": {"fields": {"name": "A"}},
    "POST /api/v3/pages/{page}/unlock/": {"password": SECRET},
    "POST /api/v3/pages/": {"title": "A", "meta": {"type": "pages.ContentPage", "parent_id": "{parent}"}},
    "PATCH /api/v3/pages/{page}/": {"title": "A"},
    "POST /api/v3/pages/{page}/actions/copy/": {"slug": "a", "keep_live": False},
    "POST /api/v3/pages/{page}/actions/create_alias/": {"slug": "a"},
    "POST /api/v3/pages/{page}/actions/move/": {"destination_id": "{parent}"},
    "POST /api/v3/pages/{page}/actions/revert/": {"revision_id": "{revision}"},
    "POST /api/v3/pages/{page}/actions/copy_for_translation/": {"locale": "en-au"},
    "POST /api/v3/snippets/{type}/": {"name": "A"},
    "PATCH /api/v3/snippets/{type}/{pk}/": {"name": "A"},
    "PATCH /api/v3/images/{image}/": {"title": "A"},
    "PATCH /api/v3/documents/{document}/": {"title": "A"},
    "POST /api/v3/redirects/": {"old_path": "/a", "redirect_link": "https://example.org/"},
    "PUT /api/v3/redirects/{redirect}/": {"old_path": "/a", "redirect_link": "https://example.org/"},
    "POST /api/v3/sites/": {
        "hostname": "a.example.org",
        "port": 80,
        "root_page_id": "{parent}",
        "is_default_site": False,
    },
    "PUT /api/v3/sites/{site}/": {
        "hostname": "localhost",
        "port": 80,
        "root_page_id": "{home}",
        "is_default_site": True,
    },
}


def make_page(state: str) -> dict[str, Any]:
    """A form page of the default site, in the menus, in ``state``, by the placeholders of the tables.

    With a redirect to it and a page that links to it.
    """
    home = default_home()
    parent = {"other site": lambda: SiteFactory(hostname="two.example.org").root_page, "below a draft": _draft}.get(
        state
    )
    page = FormPageFactory(parent=parent() if parent else home, title=WORD.title(), slug="quokka", show_in_menus=True)
    FormField.objects.create(page=page, label="Name", clean_name="name", field_type="singleline", required=False)
    revision = page.save_revision()
    _PAGE_STATES[state](page)
    link = f'<p>See <a linktype="page" id="{page.pk}">this</a>.</p>'
    linking = ContentPageFactory(parent=home, title="Linking", slug="linking", body=[section("Part", _text(link))])
    redirect = Redirect.add_redirect("/old/", redirect_to=page)
    path = "/above/quokka/" if state == "below a draft" else "/quokka/"
    return {
        "page": page.pk,
        "path": path,
        "redirect": redirect.pk,
        "revision": revision.pk,
        "linking": linking.pk,
        "home": home.pk,
        "parent": IndexPageFactory(parent=home, title="Parent", slug="parent").pk,
        "site": home.get_site().pk,
    }


def make_file(state: str) -> dict[str, Any]:
    """An image and a document in a collection in ``state``, and a page with both, by the placeholders of the tables."""
    collection = CollectionFactory()
    if state != "public":
        restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=state, password=SECRET if state == "password" else ""
        )
        if state == "groups":
            restriction.groups.set([_group()])
    below = CollectionFactory(parent=Collection.objects.get(pk=collection.pk))
    image, document = (
        ImageFactory(title=WORD.title(), collection=below),
        DocumentFactory(title=WORD.title(), collection=below),
    )
    shown = {"image": image.pk, "alt_text": WORD, "decorative": False, "caption": "", "credit": ""}
    link = f'<p><a linktype="document" id="{document.pk}">this</a></p>'
    body = [section("Part", {"type": "image", "value": shown}, _text(link))]
    showing = ContentPageFactory(title="Showing", slug="showing", body=body)
    return {"image": image.pk, "document": document.pk, "name": document.filename, "showing": showing.pk}


def make_actor(name: str, page: int | None = None) -> Actor:
    """The actor of that name in ``docs/access.md``. ``unlocked`` unlocks the page with that id if it has a password."""
    client = Client()
    if name == "session":
        client.force_login(AdministratorFactory())
        return Actor(client, HOST)
    if name == "unlocked":
        return Actor(client, {**HOST, **_unlocked(client, page)})
    if name == "previewing":
        return Actor(client, {**HOST, **_previewing(page)})
    if name == "anonymous":
        return Actor(client, HOST)
    person, scopes = _owner(name)
    return Actor(client, {**HOST, "Authorization": f"Bearer {make_token(person, *scopes)}"})


def _owner(name: str) -> tuple[Any, tuple[Scope, ...]]:
    if name == "designer":
        return PersonFactory(groups=[DESIGNERS]), (Scope.READ_DRAFTS, Scope.WRITE)
    if name == "reviewer":
        return PersonFactory(groups=[REVIEWERS]), (Scope.READ_DRAFTS, Scope.REVIEW)
    if name == "insider":
        person = PersonFactory()
        person.groups.add(_group())
        return person, ()
    scopes = {"no scope": (), **{scope.value: (scope,) for scope in Scope}}
    return AdministratorFactory(), scopes[name]


def _unlocked(client: Client, page: int | None) -> dict[str, str]:
    """The header of a token that somebody got for a password: of that page, or else of another."""
    if not PageViewRestriction.objects.filter(page=page, restriction_type="password").exists():
        page = IndexPageFactory(title="Other", slug="other").pk
        PageViewRestriction.objects.create(page_id=page, restriction_type="password", password=SECRET)
    url = f"/api/v3/pages/{page}/unlock/"
    answer = client.post(url, {"password": SECRET}, content_type="application/json", headers=HOST)
    assert answer.status_code == 200, answer.content
    return {"Authorization": f"Bearer {answer.json()['token']}"}


def _previewing(page: int | None) -> dict[str, str]:
    """The header of the token that a frontend has while an administrator previews that page, or else another."""
    previewed = Page.objects.get(pk=page).specific if page else IndexPageFactory(title="Other", slug="other")
    draft = keep_draft(previewed, AdministratorFactory(), is_typed=True)
    return {"Authorization": f"Bearer {make_preview_token(draft.key)}"}


def _group() -> Group:
    return Group.objects.get_or_create(name=GROUP)[0]


def _text(html: str) -> dict[str, Any]:
    return {"type": "rich_text", "value": html}


def _draft() -> Page:
    above: Page = IndexPageFactory(title="Above", slug="above", live=False)
    return above


def _as_it_is(page: Page) -> None:
    """Published."""


def _unpublished(page: Page) -> None:
    page.live = False
    page.save(update_fields=["live"])


def _scheduled(page: Page) -> None:
    page.live = False
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save(update_fields=["live", "go_live_at"])
    page.save_revision(approved_go_live_at=page.go_live_at)


def _expired(page: Page) -> None:
    page.live, page.expired = False, True
    page.expire_at = timezone.now() - datetime.timedelta(days=1)
    page.save(update_fields=["live", "expired", "expire_at"])


def _restricted(kind: str) -> Any:
    def restrict(page: Page) -> None:
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password=SECRET)
        if kind == "groups":
            restriction.groups.set([_group()])

    return restrict


_PAGE_STATES = {
    "live": _as_it_is,
    "draft": _unpublished,
    "scheduled": _scheduled,
    "expired": _expired,
    "password": _restricted("password"),
    "login": _restricted("login"),
    "groups": _restricted("groups"),
    "other site": _as_it_is,
    "below a draft": _as_it_is,
}
PAGE_STATES = tuple(_PAGE_STATES)
FILE_STATES = ("public", "password", "login", "groups")
ACTORS = (
    *("anonymous", "session", "previewing", "unlocked", "insider", "no scope", *(scope.value for scope in Scope)),
    *("designer", "reviewer"),
)
