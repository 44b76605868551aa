"""A reader of a kind of file that the CMS does not know."""

from django.utils.text import slugify

from cms.importer.document import Document
from cms.importer.source import Source

__all__ = ["ShoutingReader"]


class ShoutingReader:
    """Reads ``.shout`` files: the first line is the title."""

    def can_read(self, path: str, text: str) -> bool:
        """By the name alone."""
        return path.endswith(".shout")

    def read(self, source: Source) -> Document:
        """A document with nothing but a title."""
        title = source.text.splitlines()[0].strip("!").capitalize()
        return Document(identity=source.identity, title=title, slug=slugify(title))
