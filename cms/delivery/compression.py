"""Compresses an answer once, before it is stored. Called by ``middleware``."""

import gzip

import brotli  # type: ignore[import-untyped]  # it has no types

__all__ = ["compressed"]

SMALLEST = 512  # bytes; less fits into one packet anyway
GZIP_LEVEL = 6
BROTLI_QUALITY = 5  # a third of the time of 9, within a few hundredths of its size for JSON of this length


def compressed(content: bytes) -> tuple[bytes | None, bytes | None]:
    """``content`` in gzip (without a time, so that it is the same everywhere) and in Brotli, where that is shorter."""
    if len(content) < SMALLEST:
        return None, None
    shorter = [
        each if len(each) < len(content) else None
        for each in (
            gzip.compress(content, GZIP_LEVEL, mtime=0),
            brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY),
        )
    ]
    return shorter[0], shorter[1]
