"""The ETags of what a write changes: those that a GET of the same address gives the same caller at this moment.

The representation is rendered anew by the reading operation itself, within the transaction of the write. So an ETag
stands for all that its reader was shown, and nothing has to be kept beside the content. Called by
``cms.api.v3.preconditions``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from blocks.addresses import address_scope
from blocks.rich_text import RichTextFormat
from blocks.visibility import visibility_scope
from cms.api.callers import caller_of
from cms.api.conditional import strong_etag
from cms.api.inner_requests import response_to
from cms.api.scopes import Scope
from cms.hosts import API_PREFIX

__all__ = ["changed_address", "current_etag", "current_etags"]

ACTION = re.compile(r"actions/[^/]+/\Z")
WITH_DRAFTS = re.compile(rf"{API_PREFIX}v3/(pages|snippets)/")
PAGE = re.compile(rf"{API_PREFIX}v3/pages/\d+/")
SOURCE = "source/"
FORMATS: tuple[RichTextFormat, ...] = ("html", "markdown")


def changed_address(method: str | None, path: str) -> str | None:
    """The address of what a request to ``path`` changes; ``None`` for one that changes nothing with an address yet.

    ``path`` may be the one of the OpenAPI document, with its parameters by name.
    """
    if method in ("PATCH", "PUT", "DELETE") or (method == "POST" and ACTION.search(path)):
        return ACTION.sub("", path)
    return None


def current_etags(request: HttpRequest, path: str) -> Iterator[str]:
    """The ETags of what is at ``path``: of its draft and as it is live, each with both formats of rich text, and of the
    source of a page.

    Where there are unpublished changes, who has read what is live knows nothing of them: only the draft counts then.
    Rendered one by one, as they are asked for; none, when nothing is there for the caller.
    """
    has_drafts = WITH_DRAFTS.match(path) is not None
    versions = (None,) if not has_drafts else ("draft",) if _has_unpublished_changes(path) else ("draft", "live")
    for rich_text_format in FORMATS if has_drafts else FORMATS[:1]:
        for version in versions:
            response = _read(request, path, version, rich_text_format)
            if response.status_code == HTTPStatus.OK:
                yield strong_etag(response)
    if PAGE.fullmatch(path):
        response = _read(request, f"{path}{SOURCE}", None, "html")
        if response.status_code == HTTPStatus.OK:
            yield strong_etag(response)


def current_etag(request: HttpRequest, path: str) -> str | None:
    """The first of ``current_etags``: that of the draft, where there are drafts, with rich text as HTML."""
    return next(current_etags(request, path), None)


def _has_unpublished_changes(path: str) -> bool:
    match = resolve(path)
    model, key = match.kwargs.get("type", "wagtailcore.Page"), match.kwargs.get("pk", match.kwargs.get("page_id"))
    app_label, _dot, name = str(model).partition(".")
    try:
        kind = apps.get_model(app_label, name)
        instance = kind._base_manager.filter(pk=unquote(str(key))).first()
    except (LookupError, ValueError):
        return False
    return bool(getattr(instance, "has_unpublished_changes", False))


def _read(request: HttpRequest, path: str, version: str | None, rich_text_format: RichTextFormat) -> HttpResponse:
    query = {"version": version} if version else {}
    if rich_text_format != "html":
        query["rich_text_format"] = rich_text_format
    caller = caller_of(request)
    writer = replace(
        caller, scopes=caller.scopes | {Scope.READ_DRAFTS}
    )  # who may read the draft of what they may write
    # What was read before the change counts no longer.
    with visibility_scope(opened=caller.opened), address_scope(anew=True):
        return response_to(request, path, query, caller=writer)
