"""Where page types may live: the answers of every plugin to the ``page_placements`` hook, told to Wagtail.

Called by ``pages.apps`` when the process starts.
"""

from typing import Any

from django.apps import apps
from wagtail.models import Page

from cms.hookspecs import PagePlacement
from cms.plugins.manager import Answer, answers

__all__ = ["page_type", "place_page_types"]


def place_page_types() -> None:
    """Give each page type its ``parent_page_types``, and those the ``subpage_types`` that follow.

    Raises ``PluginError`` for a label that is no page type.
    """
    parents: dict[type[Page], dict[str, None]] = {}
    children: dict[type[Page], dict[str, None]] = {}
    for answer in answers("page_placements", PagePlacement):
        child = page_type(answer, answer.item.page_type)
        for label in answer.item.under:
            parents.setdefault(child, {})[label] = None
            children.setdefault(page_type(answer, label), {})[answer.item.page_type] = None
    for model, labels in parents.items():
        model.parent_page_types = list(labels)
        model.subpage_types = []  # unless the next loop names some
    for model, labels in children.items():
        if model is not Page:  # the root takes what says that it may stand there
            model.subpage_types = list(labels)


def page_type(answer: Answer[Any], label: str) -> type[Page]:
    """The page type that a plugin's ``answer`` names. Raises ``PluginError``."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise answer.error(f"There is no page type {label!r}") from None
    if not issubclass(model, Page):
        raise answer.error(f"{label} is no page type")
    return model
