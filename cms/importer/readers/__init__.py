"""Which readers there are, in the order in which they are asked: those of plugins, then the built-in ones.

``reader_for`` is the one place that knows.
"""

from __future__ import annotations

from cms.errors import SourceError
from cms.importer.readers.base import Reader
from cms.importer.source import Source
from cms.plugins.manager import BUILT_IN_MODULES, answers

__all__ = ["Reader", "reader_for"]


def reader_for(source: Source) -> Reader:
    """The first reader that takes this source; ``SourceError`` when none does."""
    found = answers("import_readers", Reader)  # type: ignore[type-abstract]  # it can be checked at run time
    for answer in sorted(found, key=lambda answer: answer.plugin in BUILT_IN_MODULES):
        if answer.item.can_read(source.path, source.text):
            return answer.item
    raise SourceError(
        source.path,
        "no reader knows this kind of file (Jekyll pages: front matter, .md or .html; text: .txt)",
    )
