"""Menu, panels and reports of the admin: Wagtail's own hooks, as any Wagtail app uses them."""

from django.urls import reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet

from everything.models import Notice

__all__ = ["NoticeViewSet", "greeting_in_the_menu", "screens_of_notices"]


class NoticeViewSet(ModelViewSet):
    """Screens of a model that is no snippet."""

    model = Notice
    icon = "mail"
    form_fields = ["text"]


@hooks.register("register_reports_menu_item")
def greeting_in_the_menu() -> MenuItem:
    """An entry under Reports."""
    return MenuItem("Greeting", reverse_lazy("everything_greeting"), name="everything-greeting", icon_name="mail")


@hooks.register("register_admin_viewset")
def screens_of_notices() -> NoticeViewSet:
    """List, add, edit and delete notices."""
    return NoticeViewSet("notices")
