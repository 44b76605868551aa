"""What must work for this plugin to be of use. Carried out by ``/readyz/``."""

from $module.models import ${Name}Page

__all__ = ["check_pages"]


def check_pages() -> None:
    """The pages can be read."""
    ${Name}Page.objects.exists()
