"""Compresses an answer once, before it is stored. Called by ``middleware``; ``verify`` undoes it."""

import gzip
import zlib

import brotli  # type: ignore[import-untyped]  # it has no types

from cms.delivery.answers import FORMS, PLAIN

__all__ = ["decoded", "encoded"]

SMALLEST = 512  # bytes; less fits into one packet anyway
GZIP_LEVEL = 6
BROTLI_QUALITY = 5  # a third of the time of 9, within a few hundredths of its size for JSON of this length


def encoded(content: bytes) -> list[tuple[str, bytes]]:
    """``content`` for each of ``FORMS``, with the name of its encoding: gzip (without a time, so that it is the same
    everywhere) and Brotli where that is shorter, and as it is where not.
    """
    if len(content) < SMALLEST:
        return [("", content)] * len(FORMS)
    zipped = gzip.compress(content, GZIP_LEVEL, mtime=0)
    brotlied = brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    forms = ("", content), ("gzip", zipped), ("br", brotlied)
    return [form if len(form[1]) < len(content) else forms[PLAIN] for form in forms]


def decoded(encoding: str, content: bytes) -> bytes:
    """``content`` as it was before ``encoded``. Raises ``ValueError`` where it is damaged."""
    try:
        if encoding == "gzip":
            return gzip.decompress(content)
        return bytes(brotli.decompress(content)) if encoding == "br" else content
    except (OSError, EOFError, zlib.error, brotli.error) as error:
        raise ValueError(f"This is no {encoding}.") from error
