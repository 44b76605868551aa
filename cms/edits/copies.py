"""A copy whose new parent has gone since it was chosen. Called by the hook that Wagtail runs before a copy.

Wagtail's view looks the parent up without expecting that somebody has deleted it, and would answer with a server error.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

__all__ = ["refuse_missing_parent"]

PARENT = "new_parent_page"


def refuse_missing_parent(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The way back to the form, or ``None`` when the chosen parent of the copy is there."""
    if request.method != "POST":
        return None
    chosen = request.POST.get(PARENT, "")
    if chosen.isdecimal() and Page.objects.filter(pk=chosen).exists():
        return None
    messages.error(request, _("Nothing was copied: the page that you chose as the new parent is not there any more."))
    return redirect("wagtailadmin_pages:copy", page.pk)
