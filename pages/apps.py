"""App configuration of ``pages``."""

from django.apps import AppConfig

__all__ = ["PagesConfig"]


class PagesConfig(AppConfig):
    """See the package's docstring."""

    name = "pages"

    def ready(self) -> None:
        """Let plugins say where page types live and what more the API tells of them, and keep search up to date."""
        from pages.base import BasePage
        from pages.further_fields import add_page_fields
        from pages.placements import place_page_types
        from pages.preview_modes import registered_modes
        from pages.search_entries import remove_entries_of_deleted

        place_page_types()
        add_page_fields()
        registered_modes()  # a name that is taken stops the start
        remove_entries_of_deleted(BasePage)
