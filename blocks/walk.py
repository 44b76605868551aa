"""Walks through a body, into its sections: for checks and warnings that look at every block.

Called by page types for what is to be said before publishing.
"""

from collections.abc import Iterator
from typing import Any

from blocks.registry import SECTION, TOMBSTONE

__all__ = ["every_block"]


def every_block(stream: Any) -> Iterator[Any]:
    """Every block of ``stream`` (a StreamValue of a body), sections and what they hold included, in reading order.

    Each has ``block_type``, ``value`` and ``id``. Blocks of types that are not installed are left out.
    """
    for child in stream:
        if child.block_type == TOMBSTONE:
            continue
        yield child
        if child.block_type == SECTION:
            yield from every_block(child.value["content"])
