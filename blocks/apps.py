"""App configuration of the blocks."""

from django.apps import AppConfig

__all__ = ["BlocksConfig"]


class BlocksConfig(AppConfig):
    """Makes the blocks' rich text handlers, template tags and editor styles known. It has no models."""

    name = "blocks"

    def ready(self) -> None:
        """Build the definition of every body now, in the same order in every process.

        Wagtail numbers block definitions as they are built and names them by that number when the block chooser asks
        for a preview, perhaps of another process. It also makes a plugin's mistake stop the start; a mistake in an
        image recipe does the same.
        """
        from blocks.field import every_sections_field
        from blocks.recipes import image_recipes

        image_recipes()
        for field in every_sections_field():
            field.stream_block  # noqa: B018  # a cached property
