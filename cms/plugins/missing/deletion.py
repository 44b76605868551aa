"""Refuses to delete pages of missing types, and pages that have such a page below them.

Rows in the plugin's tables would be left without their page: the database refuses that at the end of the transaction,
in words for programmers. This refuses at the beginning, in words for editors.
"""

from typing import Any

from wagtail.models import Page

from cms.errors import MissingTypeError
from cms.plugins.missing.content_types import installed_page_types
from cms.plugins.missing.pages import is_of_missing_type

__all__ = ["missing_among", "refuse_deletion"]


def missing_among(page: Page) -> Any:
    """``page`` and the pages below it that are of a missing type, as a queryset of plain pages."""
    return page.get_descendants(inclusive=True).exclude(content_type__in=installed_page_types())


def refuse_deletion(sender: Any, instance: Any, **_kwargs: Any) -> None:
    """Raise ``MissingTypeError`` before a page of a missing type is deleted. A receiver of ``pre_delete``."""
    if issubclass(sender, Page) and is_of_missing_type(instance):
        raise MissingTypeError(instance.title, instance.specific.page_type_display_name)
