"""What may be done to a page of a missing type, whoever asks: nothing that would lose or change what it holds."""

from typing import Any

from wagtail.models import PagePermissionTester

__all__ = ["MissingTypePermissions"]


class MissingTypePermissions(PagePermissionTester):
    """As for any page, where its row and its place in the tree are enough: looking, locking, privacy, moving,
    unpublishing. Wagtail's screens offer no more than this allows.
    """

    def can_move(self) -> bool:
        """Moving asks for what deleting asks for."""
        return bool(super().can_delete(ignore_bulk=True))

    def can_set_view_restrictions(self) -> bool:
        """Privacy is a row beside the page; it asks for what publishing asks for."""
        return bool(super().can_publish())

    def can_unschedule(self) -> bool:
        """A schedule is a column of a revision."""
        return bool(super().can_publish())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """No: rows of the plugin's tables would be left, or the database would refuse."""
        return False

    def can_publish(self) -> bool:
        """No: a revision can be made a page by its own type alone."""
        return False

    def can_submit_for_moderation(self) -> bool:
        """No: nobody could look at it."""
        return False

    def can_copy(self) -> bool:
        """No: the copy would lack the fields of the type."""
        return False

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        """No."""
        return False

    def can_add_subpage(self) -> bool:
        """No: what may live below is for the plugin to say."""
        return False

    def can_publish_subpage(self) -> bool:
        """No."""
        return False
