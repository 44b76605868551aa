"""Registers the built-in readers, through the hook that every plugin uses."""

from collections.abc import Iterable

from cms.hookspecs import hookimpl
from cms.importer.readers.base import Reader
from cms.importer.readers.jekyll import JekyllReader
from cms.importer.readers.plain_text import PlainTextReader

__all__ = ["import_readers"]


@hookimpl
def import_readers() -> Iterable[Reader]:
    """Jekyll pages, then plain text, which takes any text."""
    return (JekyllReader(), PlainTextReader())
