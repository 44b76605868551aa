"""Menu, panels and reports of the admin: Wagtail's own hooks, as any Wagtail app uses them."""

from django.urls import reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

__all__ = ["greeting_in_the_menu"]


@hooks.register("register_reports_menu_item")
def greeting_in_the_menu() -> MenuItem:
    """An entry under Reports."""
    return MenuItem("Greeting", reverse_lazy("everything_greeting"), name="everything-greeting", icon_name="mail")
