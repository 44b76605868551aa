"""What somebody who wrote a name that is not known may have meant. Called by whatever refuses one."""

from collections.abc import Collection
from difflib import get_close_matches

__all__ = ["did_you_mean"]

LONGEST = 60  # characters of a name that is looked at


def did_you_mean(name: str, known: Collection[str]) -> str:
    """``". Did you mean 'title'?"`` for the nearest of ``known``; empty where none is near."""
    near = get_close_matches(name[:LONGEST], sorted(known), n=1)
    return f". Did you mean {near[0]!r}?" if near else ""
