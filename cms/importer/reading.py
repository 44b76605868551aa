"""A source to a document: the reader that fits, then what the import notices about any document.

Needs no database. Called by ``run.py``.
"""

from __future__ import annotations

from cms.importer.document import Document
from cms.importer.missing_targets import with_missing_targets
from cms.importer.readers import reader_for
from cms.importer.repeated_headings import with_repeated_headings
from cms.importer.source import Source

__all__ = ["read_document"]


def read_document(source: Source, *, remove_repeated_headings: bool = False) -> Document:
    """A source as a document, with everything that the import itself notices about it."""
    document = reader_for(source).read(source)
    document = with_repeated_headings(document, remove=remove_repeated_headings)
    return with_missing_targets(document)
