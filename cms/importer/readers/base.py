"""What every reader is: something that recognises a source and turns it into a ``Document``.

A new kind of file is a new module beside this one and a line in ``cms.importer.plugin``. Nothing after
the readers (sections, writing, report) knows which of them made a document.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from cms.importer.document import Document
from cms.importer.source import Source

__all__ = ["Reader"]


@runtime_checkable
class Reader(Protocol):
    """Recognises one kind of source and reads it."""

    def can_read(self, path: str, text: str) -> bool:
        """Whether this reader is made for such a file. The first that says yes reads it."""

    def read(self, source: Source) -> Document:
        """The document that the file holds; ``SourceError`` with its line when it cannot be read."""
