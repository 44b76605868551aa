"""Links within rich text: to pages and documents, stored by id and written out as real URLs.

``PublicPageLinkHandler`` and ``PublicDocumentLinkHandler`` replace Wagtail's own for every rich text of the
installation, in templates and in the API (registered in ``blocks.wagtail_hooks``). A link to what the public may not
see loses its target; ``without_dead_links`` then leaves only its text.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from blocks.addresses import page_address
from blocks.references import with_host
from blocks.visibility import is_public_file, is_public_page, objects_by_id

__all__ = ["PublicDocumentLinkHandler", "PublicPageLinkHandler", "absolute_links", "without_dead_links"]

#: An ``<a>`` without attributes is what a link handler leaves of a link that has no target.
_DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)

_absolute: ContextVar[bool] = ContextVar("absolute_links", default=False)


@contextmanager
def absolute_links() -> Iterator[None]:
    """Write URLs with their host within this block of code, for readers on another host."""
    token = _absolute.set(True)
    try:
        yield
    finally:
        _absolute.reset(token)


def without_dead_links(html: str) -> str:
    """``html`` with the text of dead links in place of the links."""
    return _DEAD_LINK.sub(r"\1", html)


class PublicPageLinkHandler(LinkHandler):
    """Links to pages. All links of a text are looked up in one query.

    Not a subclass of Wagtail's own handler: that one's module cannot be imported before all models are loaded, and
    page types import this one.
    """

    identifier = "page"

    @staticmethod
    def get_model() -> type[Page]:
        """What the links refer to."""
        return Page

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        """The opening tag of one link."""
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The opening tags of the links."""
        pages = objects_by_id(Page, _ids(attrs_list))
        return [_opening_tag(_page_url(pages.get(_id(attrs)))) for attrs in attrs_list]

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[tuple[Any, str, str, str]]:
        """The page that a link names, for the reference index; well-formed links only."""
        if _id(attrs):
            yield Page, attrs["id"], "", ""


class PublicDocumentLinkHandler(DocumentLinkHandler):
    """Links to documents. All links of a text are looked up in one query."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The opening tags of the links."""
        documents = objects_by_id(get_document_model(), _ids(attrs_list))
        return [_opening_tag(_document_url(documents.get(_id(attrs)))) for attrs in attrs_list]

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[tuple[Any, str, str, str]]:
        """Wagtail's answer, for well-formed links only."""
        if _id(attrs):
            yield from super().extract_references(attrs)


def _id(attrs: dict[str, str]) -> int:
    """The id that a link names; 0, which no object has, when it names none."""
    value = attrs.get("id", "")
    return int(value) if value.isascii() and value.isdigit() else 0


def _ids(attrs_list: list[dict[str, str]]) -> set[int]:
    return {pk for attrs in attrs_list if (pk := _id(attrs))}


def _page_url(page: Page | None) -> str:
    if page is None or not is_public_page(page):
        return ""
    if not _absolute.get():
        return page.url or ""
    address = page_address(page)
    return address.url if address else ""


def _document_url(document: Any) -> str:
    if not is_public_file(document):
        return ""
    return with_host(document.url) if _absolute.get() else str(document.url)


def _opening_tag(url: str) -> str:
    return f'<a href="{escape(url)}">' if url else "<a>"
