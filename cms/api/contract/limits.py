"""Compares what schemas bound: numbers, lengths, counts and patterns. Used by ``schemas``."""

from collections.abc import Iterator
from typing import Any

__all__ = ["limit_changes"]

UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
Change = tuple[str, str, str]  # rule, old words, new words


def limit_changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    """The rule, the old and the new words for each bound that changed."""
    for name in (*UPPER, *LOWER):
        before, after = old.get(name), new.get(name)
        if before != after:
            yield _narrowed_or_widened(_is_narrower(name, before, after)), *_words(name, before, after)
    yield from _multiple_change(old.get("multipleOf"), new.get("multipleOf"))
    before, after = bool(old.get("uniqueItems")), bool(new.get("uniqueItems"))
    if before != after:
        yield _narrowed_or_widened(after), *_words("uniqueItems", before, after)
    yield from _pattern_change(old.get("pattern"), new.get("pattern"))


def _is_narrower(name: str, before: Any, after: Any) -> bool:
    if before is None or after is None:
        return before is None
    return bool(after < before) if name in UPPER else bool(after > before)


def _narrowed_or_widened(narrower: bool) -> str:
    return "limit-narrowed" if narrower else "limit-widened"


def _words(name: str, before: Any, after: Any) -> tuple[str, str]:
    old, new = (f"no {name}" if value is None else f"{name} {str(value).lower()}" for value in (before, after))
    return old, new


def _multiple_change(before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if before is None or after is None:
        yield _narrowed_or_widened(before is None), *_words("multipleOf", before, after)
    elif after % before == 0 or before % after == 0:
        yield _narrowed_or_widened(after % before == 0), *_words("multipleOf", before, after)
    else:
        yield "limit-changed", *_words("multipleOf", before, after)


def _pattern_change(before: str | None, after: str | None) -> Iterator[Change]:
    if before != after:
        change = "changed" if before and after else "added" if after else "removed"
        yield f"pattern-{change}", before or "", after or ""
