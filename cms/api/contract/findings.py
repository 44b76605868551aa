"""What a comparison of two OpenAPI documents finds. Made by the comparisons of this folder, read by the command."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Finding", "Level", "Side", "report"]


class Level(StrEnum):
    """How a change meets a client that was built on the old document."""

    BREAKING = "breaking"  # what worked can fail
    WARNING = "warning"  # what worked can fail for a client that is stricter than it should be
    INFO = "info"  # every client goes on as before


class Side(StrEnum):
    """Who sends the value that a schema describes: the same change means the opposite on the other side."""

    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True)
class Finding:
    """One change.

    ``place`` is the name of an operation or of a schema, with the way to the changed part behind it:
    ``pages_list.limit``, ``ProgramPage.streams[].title``.
    """

    level: Level
    rule: str
    place: str
    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.level}: {self.place} ({self.where}): {self.text} [{self.rule}]"


def report(findings: Iterable[Finding]) -> str:
    """The findings as lines, the worst first, with a last line that counts them."""
    levels = list(Level)
    ordered = sorted(findings, key=lambda one: (levels.index(one.level), one.place, one.where, one.rule, one.text))
    counts = [f"{sum(one.level == level for one in ordered)} {level}" for level in levels]
    return "\n".join([*map(str, ordered), f"{', '.join(counts)}."])
