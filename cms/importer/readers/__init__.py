"""Which readers there are, in the order in which they are asked.

``reader_for`` is the one place that knows: whatever adds readers later adds them here.
"""

from __future__ import annotations

from cms.errors import SourceError
from cms.importer.readers.base import Reader
from cms.importer.readers.jekyll import JekyllReader
from cms.importer.readers.plain_text import PlainTextReader
from cms.importer.source import Source

__all__ = ["READERS", "Reader", "reader_for"]

READERS: tuple[Reader, ...] = (JekyllReader(), PlainTextReader())


def reader_for(source: Source) -> Reader:
    """The first reader that takes this source; ``SourceError`` when none does."""
    for reader in READERS:
        if reader.can_read(source.path, source.text):
            return reader
    raise SourceError(
        source.path,
        "no reader knows this kind of file (Jekyll pages: front matter, .md or .html; text: .txt)",
    )
