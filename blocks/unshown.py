"""Keeps what a client was never shown when it sends a whole body: the blocks of plugins that are not installed.

Such a block stays behind the block that it stood behind, wherever that stands now. Where that is gone, it stays behind
the one before, and so on, else at the beginning. Where the section around it is gone, it stays where the section stood.

Works on the stored form. Called by ``cms.api`` before a body is validated.
"""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import ListBlock, StreamBlock, StructBlock

from blocks.registry import SECTION
from blocks.tombstones import LastingStream

__all__ = ["keep_unshown"]

Key = tuple[str, ...]  # the id of the block around a stream, and the names from there to it; () is the body
Place = tuple[Key, list[str]]  # a stream, and the ids of the shown blocks before a place in it, the nearest first


NOBODY = ""  # the id of a block that has none


def keep_unshown(block: StreamBlock, before: list[dict[str, Any]], sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """``sent``, changed in place, with the hidden blocks of ``before``: both are stored forms of ``block``.

    A section that is sent without its anchor keeps the one that it had.
    """
    streams = dict(_streams(block, sent))
    streams.setdefault((), sent)
    hidden = list(_hidden(block, before))
    taken = {stored.get("id") for stored, _places in hidden}
    for stream in streams.values():
        for child in stream:
            if child.get("id") in taken:  # made up by the client, who cannot know it
                del child["id"]
    placed: set[int] = set()
    for stored, places in hidden:
        stream, position = next((streams[key], _behind(streams[key], ids)) for key, ids in places if key in streams)
        while position < len(stream) and id(stream[position]) in placed:
            position += 1
        stream.insert(position, stored)
        placed.add(id(stored))
    _keep_anchors(before, sent)
    return sent


def _behind(stream: list[dict[str, Any]], ids: list[str]) -> int:
    """The position behind the first of ``ids`` that is in ``stream``; 0 where none is."""
    positions = {child["id"]: position for position, child in enumerate(stream) if child.get("id")}
    return next((positions[each] + 1 for each in ids if each in positions), 0)


def _streams(block: Any, stored: Any, key: Key = ()) -> Iterator[tuple[Key, list[dict[str, Any]]]]:
    """Every lasting stream in ``stored`` by its key; the first of several that have the same."""
    if isinstance(block, LastingStream):
        yield key, stored
    for child, value, below in _children(block, stored, key):
        yield from _streams(child, value, below)


def _hidden(
    block: Any, stored: Any, key: Key = (), around: tuple[Place, ...] = ()
) -> Iterator[tuple[Any, list[Place]]]:
    """Every hidden block in ``stored`` with the places where it can stay, the best first."""
    if isinstance(block, LastingStream):
        shown: list[str] = []
        for child in stored or ():
            if child["type"] in block.child_blocks:
                shown = [child["id"], *shown] if child.get("id") else shown
                here = (key, shown)
                below: Key = (child.get("id") or NOBODY,)
                yield from _hidden(block.child_blocks[child["type"]], child["value"], below, (here, *around))
            else:
                yield child, [(key, shown), *around]
        return
    for child, value, below in _children(block, stored, key):
        yield from _hidden(child, value, below, around)


def _children(block: Any, stored: Any, key: Key) -> Iterator[tuple[Any, Any, Key]]:
    if isinstance(block, StructBlock) and isinstance(stored, dict):
        for name, child in block.child_blocks.items():
            if name in stored:
                yield child, stored[name], (*key, name)
    elif isinstance(block, ListBlock) and isinstance(stored, list):
        for entry in stored:
            if block._item_is_in_block_format(entry):
                yield block.child_block, entry["value"], (entry["id"],)
    elif isinstance(block, StreamBlock) and isinstance(stored, list):
        for entry in stored:
            if entry["type"] in block.child_blocks:
                yield block.child_blocks[entry["type"]], entry["value"], (entry.get("id") or NOBODY,)


def _keep_anchors(before: list[dict[str, Any]], sent: list[dict[str, Any]]) -> None:
    anchors = {
        child.get("id"): child["value"].get("anchor")
        for child in before
        if child["type"] == SECTION and child.get("id")
    }
    for child in sent:
        if child["type"] == SECTION and "anchor" not in child["value"] and anchors.get(child.get("id")):
            child["value"]["anchor"] = anchors[child["id"]]
