"""Where a card or a call to action leads: a page, a document, another site or an email address.

The typed dictionaries are the API's form, told apart by ``kind``; ``url`` is always what belongs into ``href``.
``target_of`` is what both the API and the templates ask.
"""

from collections.abc import Mapping
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import StructBlockValidationError, StructValue

from blocks.references import DocumentReference, PageReference, document_reference, page_reference

__all__ = [
    "DocumentTarget",
    "EmailTarget",
    "PageTarget",
    "Target",
    "TargetValue",
    "UrlTarget",
    "chosen_targets",
    "refuse_several_targets",
    "target_of",
]

TARGET_FIELDS = ("page", "document", "url", "email")


class PageTarget(TypedDict):
    """A page of this installation."""

    kind: Literal["page"]
    url: str
    page: PageReference


class DocumentTarget(TypedDict):
    """A document to download."""

    kind: Literal["document"]
    url: str
    document: DocumentReference


class UrlTarget(TypedDict):
    """An address on another site."""

    kind: Literal["url"]
    url: str


class EmailTarget(TypedDict):
    """An email address. ``url`` is its ``mailto:`` form."""

    kind: Literal["email"]
    url: str
    email: str


Target = PageTarget | DocumentTarget | UrlTarget | EmailTarget


class TargetValue(StructValue):
    """The value of a block with target fields; gives templates its ``target``."""

    @property
    def target(self) -> Target | None:
        """See ``target_of``."""
        return target_of(self)

    @property
    def href(self) -> str:
        """The target's URL within a page of ours: without a host where none is needed. Empty without a target."""
        target = self.target
        if target is None:
            return ""
        kept_here = self.get(target["kind"]) if target["kind"] in ("page", "document") else None
        return str(kept_here.url if kept_here else target["url"])


def target_of(value: Mapping[str, Any]) -> Target | None:
    """The target that ``value`` (a struct with some of page, document, url and email) names. ``None`` when it names
    none or one that the public may not see.
    """
    if value.get("page"):
        page = page_reference(value["page"])
        return PageTarget(kind="page", url=page["url"], page=page) if page else None
    if value.get("document"):
        document = document_reference(value["document"])
        return DocumentTarget(kind="document", url=document["url"], document=document) if document else None
    if value.get("url"):
        return UrlTarget(kind="url", url=value["url"])
    if value.get("email"):
        return EmailTarget(kind="email", url=f"mailto:{value['email']}", email=value["email"])
    return None


def chosen_targets(value: Mapping[str, Any]) -> list[str]:
    """The names of the target fields that are filled in."""
    return [name for name in TARGET_FIELDS if value.get(name)]


def refuse_several_targets(value: Mapping[str, Any]) -> None:
    """Raise a validation error on every target field but the first that is filled in."""
    problem = ValidationError(_("Choose one target only; empty the others."), code="several_targets")
    if errors := dict.fromkeys(chosen_targets(value)[1:], problem):
        raise StructBlockValidationError(block_errors=errors)
