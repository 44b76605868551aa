"""What each actor of the access matrix asks about each page. The answer is a status, or whether the page shows."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page

from tests.clients import ApiClient
from tests.cms.api.access.states import PASSWORD, SECRET

__all__ = ["COVERED", "QUESTIONS", "WITHOUT_PAGES", "Question"]

Question = Callable[[ApiClient, Page], str]


def path_of(page: Page) -> str:
    """The path of the page on its site."""
    return "/" + "/".join(page.url_path.split("/")[2:])


def status(response: Any) -> str:
    """The status; what is refused tells nothing of the page."""
    if response.status_code >= 400:
        assert SECRET.lower() not in response.content.decode().lower()
    return str(response.status_code)


def shows(response: Any) -> str:
    """``yes`` when the page is in an answer that has to be given, else ``no``."""
    assert response.status_code == 200, response.content
    return "yes" if SECRET.lower() in response.content.decode().lower() else "no"


def submitted(caller: ApiClient, page: Page) -> str:
    return status(caller.send("post", f"forms/{page.pk}/submissions/", fields={}))


def unlocked(caller: ApiClient, page: Page) -> str:
    return status(caller.send("post", f"pages/{page.pk}/unlock/", password=PASSWORD))


def revision(caller: ApiClient, page: Page) -> str:
    return status(caller.get(f"pages/{page.pk}/revisions/{page.latest_revision_id}/"))


def action(name: str) -> Question:
    return lambda caller, page: status(caller.send("post", f"pages/{page.pk}/actions/{name}/"))


def revert(caller: ApiClient, page: Page) -> str:
    return status(caller.send("post", f"pages/{page.pk}/actions/revert/", revision_id=page.latest_revision_id))


QUESTIONS: dict[str, dict[str, Question]] = {
    "v3": {
        "detail": lambda caller, page: status(caller.get(f"pages/{page.pk}/")),
        "draft": lambda caller, page: status(caller.get(f"pages/{page.pk}/", version="draft")),
        "list": lambda caller, page: shows(caller.get("pages/")),
        "search": lambda caller, page: shows(caller.get("pages/", search=SECRET, type="pages.FormPage")),
        "by slug": lambda caller, page: shows(caller.get("pages/", slug=SECRET.lower())),
        "find": lambda caller, page: status(caller.get("pages/find/", html_path=path_of(page))),
        "resolve": lambda caller, page: status(caller.get("resolve/", path=path_of(page))),
        "navigation": lambda caller, page: shows(caller.get("navigation/")),
        "form": lambda caller, page: status(caller.get(f"forms/{page.pk}/")),
        "submission": submitted,
        "unlock": unlocked,
        "revisions": lambda caller, page: status(caller.get(f"pages/{page.pk}/revisions/")),
        "revision": revision,
        "change": lambda caller, page: status(caller.send("patch", f"pages/{page.pk}/", seo_title="New")),
        "publish": action("publish"),
        "unpublish": action("unpublish"),
        "copy": lambda caller, page: status(
            caller.send("post", f"pages/{page.pk}/actions/copy/", slug="copy", keep_live=False)
        ),
        "revert": revert,
        "approve": action("approve"),
        "reject": action("reject"),
        "delete": lambda caller, page: status(caller.send("delete", f"pages/{page.pk}/")),
    },
    "v2": {
        "detail": lambda caller, page: status(caller.get(f"pages/{page.pk}/")),
        "list": lambda caller, page: shows(caller.get("pages/")),
        "search": lambda caller, page: shows(caller.get("pages/", search=SECRET)),
        "by slug": lambda caller, page: shows(caller.get("pages/", slug=SECRET.lower())),
        "find": lambda caller, page: status(caller.get("pages/find/", html_path=path_of(page))),
    },
}

#: The questions that go to each operation of version 3, by its id.
COVERED = {
    "pages_list": ["list", "search", "by slug"],
    "pages_detail": ["detail", "draft"],
    "pages_find": ["find"],
    "resolve": ["resolve"],
    "navigation": ["navigation"],
    "forms_detail": ["form"],
    "forms_submit": ["submission"],
    "pages_unlock": ["unlock"],
    "pages_revisions_list": ["revisions"],
    "pages_revisions_detail": ["revision"],
    "pages_update": ["change"],
    "pages_delete": ["delete"],
    "pages_actions_publish": ["publish"],
    "pages_actions_unpublish": ["unpublish"],
    "pages_actions_copy": ["copy"],
    "pages_actions_revert": ["revert"],
    "pages_actions_approve": ["approve"],
    "pages_actions_reject": ["reject"],
}

#: Operations for which the state of a page makes no difference, or which are tested where they are told of.
WITHOUT_PAGES = {
    "pages_create": "makes a page; test_scopes",
    "pages_actions_delete": "the same function as pages_delete",
    "pages_actions_move": "needs write, as copy does; test_scopes",
    "pages_actions_convert_alias": "needs write, as copy does; test_scopes",
    "pages_actions_create_alias": "needs write and review; test_scopes",
    "pages_actions_copy_for_translation": "needs write, as copy does; test_scopes",
    "redirects": "of pages that readers may see; test_privacy",
    "images": "by collection; test_privacy",
    "documents": "by collection; test_privacy",
    "settings": "of a site",
    "sites": "of the installation",
    "schema": "of the installation",
    "snippets": "tokens only; test_scopes",
    "whoami": "the token itself",
}
