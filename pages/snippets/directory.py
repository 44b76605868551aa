"""The kinds of entries that pages refer to, from the answers of every plugin to the ``snippets`` hook.

Registered with Wagtail by ``pages.wagtail_hooks``.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.hookspecs import SnippetRegistration
from cms.plugins.manager import answers

__all__ = ["register_snippets"]


def register_snippets() -> None:
    """Register each viewset: in the menu "Directory", or where it says itself."""
    found = [answer.item for answer in answers("snippets", SnippetRegistration)]

    class DirectoryGroup(SnippetViewSetGroup):
        """The menu that holds those of the directory."""

        items = tuple(each.viewset for each in found if each.in_directory)
        menu_label = _("Directory")
        menu_icon = "list-ul"
        menu_name = "directory"
        menu_order = 250

    register_snippet(DirectoryGroup)
    for each in found:
        if not each.in_directory:
            register_snippet(each.viewset)
