"""Something that is there for each operation that changes something, and what somebody else does to it meanwhile.

Used by the tests of preconditions; the operations are those of the OpenAPI document.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Workflow

from cms.ledger.head import writing
from cms.plugins.testing.client import ApiClient
from tests.cms.api.endpoints import v3_endpoints
from tests.factories.media import DocumentFactory, PreparedImageFactory
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.sites import SiteFactory
from tests.factories.snippets import PracticeFactory

__all__ = ["CHANGES", "WRITING", "Subject", "etag_of", "send", "subject_of"]

#: The operations that write, by their ids.
WRITING = {each.operation["operationId"]: each for each in v3_endpoints() if each.method != "get"}

#: Those that change what is there, with what is sent to them; ``{another}`` and the like are among the values.
CHANGES: dict[str, dict[str, Any]] = {
    "documents_update": {"title": "Mine"},
    "documents_delete": {},
    "images_update": {"title": "Mine"},
    "images_delete": {},
    "pages_update": {"meta": {"type": "pages.ContentPage"}, "title": "Mine"},
    "pages_delete": {},
    "pages_actions_approve": {},
    "pages_actions_convert_alias": {},
    "pages_actions_copy": {"keep_live": False},
    "pages_actions_create_alias": {},
    "pages_actions_delete": {},
    "pages_actions_move": {"destination_id": "{another}", "position": "last-child"},
    "pages_actions_publish": {},
    "pages_actions_reject": {},
    "pages_actions_revert": {"revision_id": "{revision}"},
    "pages_actions_unpublish": {},
    "redirects_update": {"old_path": "/mine", "redirect_link": "https://example.org/"},
    "redirects_delete": {},
    "sites_update": {"hostname": "mine.example.org", "port": 80, "root_page_id": "{root}", "is_default_site": False},
    "sites_delete": {},
    "snippets_update": {"name": "Mine"},
    "snippets_delete": {},
    "snippets_actions_delete": {},
}


@dataclass(frozen=True)
class Subject:
    """What is at ``address``, below ``/api/v3/``. ``values`` stand for what is in braces in paths and contents."""

    address: str
    values: dict[str, Any]
    change: Callable[[], None]


def subject_of(operation_id: str) -> Subject:
    """Something that the operation can change."""
    kind = operation_id.partition("_")[0]
    return _MAKERS.get(operation_id, _MAKERS[kind])()


def etag_of(caller: ApiClient, subject: Subject) -> str:
    """The ETag of the present state, of the draft where there is one."""
    version = {"version": "draft"} if subject.address.startswith("pages/") else {}
    tag: str = caller.get(subject.address, **version)["ETag"]
    return tag


def send(caller: ApiClient, operation_id: str, subject: Subject, **headers: str) -> Any:
    """The answer to the operation on ``subject``; ``If_Match`` is the header with a hyphen."""
    endpoint = WRITING[operation_id]
    sender = ApiClient("v3", **caller.headers, **{name.replace("_", "-"): value for name, value in headers.items()})
    names = {f"{{{name}}}": value for name, value in subject.values.items()}
    content = {
        name: names.get(value, value) if isinstance(value, str) else value
        for name, value in CHANGES[operation_id].items()
    }
    return sender.send(endpoint.method, endpoint.url(**subject.values).removeprefix("/api/v3/"), **content)


def _page() -> Subject:
    page: Any = ContentPageFactory(title="As it was")
    values = {"revision": page.save_revision().pk, "another": ContentPageFactory().pk}
    page.title = "As it is"
    page.save_revision()
    return _of_page(page, **values)


def _waiting_page() -> Subject:
    page: Any = ContentPageFactory(live=False)
    page.save_revision()
    Workflow.objects.get(active=True).start(page, AdministratorFactory())
    return _of_page(page)


def _alias() -> Subject:
    return _of_page(ContentPageFactory().create_alias(update_slug="alias"))


def _of_page(page: Any, **values: Any) -> Subject:
    def change() -> None:
        with writing():
            there = Page.objects.get(pk=page.pk).specific
            there.title = "Another's"
            there.save() if there.alias_of_id else there.save_revision()

    return Subject(f"pages/{page.pk}/", {"page_id": page.pk, **values}, change)


def _redirect() -> Subject:
    made = Redirect.objects.create(old_path="/old", redirect_link="https://example.org/")
    return _of(made, f"redirects/{made.pk}/", "old_path", redirect_id=made.pk)


def _site() -> Subject:
    site = SiteFactory()
    return _of(site, f"sites/{site.pk}/", "hostname", site_id=site.pk, root=site.root_page_id)


def _image() -> Subject:
    image = PreparedImageFactory()
    return _of(image, f"images/{image.pk}/", "title", image_id=image.pk)


def _document() -> Subject:
    document = DocumentFactory()
    return _of(document, f"documents/{document.pk}/", "title", document_id=document.pk)


def _snippet() -> Subject:
    practice = PracticeFactory()
    return _of(practice, f"snippets/pages.Practice/{practice.pk}/", "name", type="pages.Practice", pk=practice.pk)


def _of(instance: Any, address: str, field: str, **values: Any) -> Subject:
    def change() -> None:
        with writing():
            there = type(instance).objects.get(pk=instance.pk)
            setattr(there, field, f"{getattr(there, field)}-changed")
            there.save()

    return Subject(address, values, change)


#: By kind, or by operation where that needs something special.
_MAKERS: dict[str, Callable[[], Subject]] = {
    "documents": _document,
    "images": _image,
    "pages": _page,
    "pages_actions_approve": _waiting_page,
    "pages_actions_convert_alias": _alias,
    "pages_actions_reject": _waiting_page,
    "redirects": _redirect,
    "sites": _site,
    "snippets": _snippet,
}
